import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../../../src/protocol/messages.ts';
import { englishStrings } from '../../../../src/protocol/strings.ts';
import type { Effects } from '../../../../src/webview/effects.ts';
import { initialState, reduce, type SheetEvent } from '../../../../src/webview/state.ts';
import type { OpenViewer } from '../../../../src/webview/viewer/state.ts';
import { applyCrop } from '../../../../src/webview/viewer/cropActions.ts';
import { cropOf } from '../../../../src/webview/viewer/crop.ts';
import { aRun, aTile } from '../runs.ts';

const slot = { width: 400, height: 100, path: 'images/banner.jpg', label: 'images/banner.jpg' };
const fittedRect = { x: 0, y: 384, width: 1024, height: 256 };
const tiles = ['1', '2'].map(id => aTile(id, 'done', { fittedRect }));
const run = aRun({ slot, tiles });
const size = { width: 400, height: 100 };

/** Frames a picture, over the one that is looked at. */
function framing(tileId: string): readonly SheetEvent[] {
  const [tile] = tiles;
  const crop = tile && cropOf(run, tile);
  assert.ok(crop);
  return [
    { type: 'viewer.showed', of: { runId: 'r', tileId }, at: 0, size },
    { type: 'viewer.cropOpened', crop },
  ];
}

/** A page on which the frame of the first picture is moved and applied; `meanwhile` comes before the host is done. */
async function applied(
  meanwhile: readonly SheetEvent[],
): Promise<{ open: OpenViewer | undefined; said: readonly string[]; asked: readonly WebviewMessage[] }> {
  const said: string[] = [];
  const asked: WebviewMessage[] = [];
  const opening: readonly SheetEvent[] = [
    { type: 'state', runs: [run], more: false, strings: englishStrings },
    { type: 'viewer.opened', of: { runId: 'r', tileId: '1' }, at: 0, size, mode: 'look' },
    ...framing('1'),
    { type: 'viewer.cropMoved', by: { x: 0, y: 9 } },
  ];
  let state = opening.reduce(reduce, initialState(undefined));
  const effects: Effects = {
    state: () => state,
    dispatch: (...events) => void (state = events.reduce(reduce, state)),
    send: message => assert.fail(message.type),
    request: async (message, parseReply) => {
      asked.push(message);
      state = meanwhile.reduce(reduce, state);
      return parseReply(true);
    },
    say: text => void said.push(text),
  };
  await applyCrop(effects);
  return { open: state.phase === 'ready' ? state.viewer.open : undefined, said, asked };
}

describe('A crop that is applied', () => {
  it('is closed, and said to be moved, when the host has done it', async () => {
    const { open, said, asked } = await applied([]);
    const rect = { ...fittedRect, y: 393 };
    assert.deepEqual(asked, [{ type: 'viewer.moveCrop', runId: 'r', tileId: '1', rect }]);
    assert.ok(open && !open.crop);
    assert.deepEqual(said, [englishStrings['viewer.cropMoved']]);
  });

  it('leaves the frame of another picture alone that was opened meanwhile', async () => {
    const { open, said } = await applied([{ type: 'viewer.cropClosed' }, ...framing('2')]);
    assert.equal(open?.of.tileId, '2');
    assert.ok(open.crop);
    assert.deepEqual(said, []);
  });

  it('says nothing where the frame was left meanwhile', async () => {
    assert.deepEqual((await applied([{ type: 'viewer.cropClosed' }])).said, []);
    assert.deepEqual((await applied([{ type: 'viewer.closed' }])).said, []);
  });
});
