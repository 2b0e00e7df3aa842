import assert from 'node:assert/strict';
import type { RunView, WebviewMessage } from '../../../src/protocol/messages.ts';
import { englishStrings } from '../../../src/protocol/strings.ts';
import { initialState, reduce, type SheetEvent, type SheetState } from '../../../src/webview/state.ts';
import { askForThumbnails } from '../../../src/webview/thumbnails.ts';
import { aPicture, aRun, aTile } from './runs.ts';

const small = 'https://x/.thumbnails/r~a.png.webp';

function page(...runs: readonly RunView[]) {
  const sent: WebviewMessage[] = [];
  let state: SheetState = reduce(initialState(undefined), {
    type: 'state',
    runs,
    more: false,
    strings: englishStrings,
  });
  const thumbnails = askForThumbnails({ state: () => state, send: message => sent.push(message) });
  const put = (event: SheetEvent): void => {
    state = reduce(state, event);
  };
  const unswapped = (): readonly string[] => (state.phase === 'ready' ? [...state.unswapped] : []);
  return { sent, thumbnails, put, unswapped };
}

const enter: SheetEvent = { type: 'near', enter: ['r'], leave: [] };
const leave: SheetEvent = { type: 'near', enter: [], leave: ['r'] };

describe('Small copies of the pictures in sight', () => {
  it('are asked for once, in one message, where a picture deserves one and has none', () => {
    const tiles = [
      aTile('1', 'done'),
      aTile('2', 'done', { thumbnail: small }),
      aTile('3', 'done', { picture: aPicture({ width: 512, height: 512, bytes: 90_000 }) }),
      aTile('4', 'done', { picture: aPicture({ type: 'gif' }) }),
      aTile('5', 'running', { partial: aPicture() }),
    ];
    const { sent, thumbnails } = page(aRun({ tiles }), aRun({ id: 's', tiles: [aTile('1', 'done')] }));
    thumbnails.moved(['r', 's', 'gone']);
    thumbnails.moved(['r']);
    assert.deepEqual(sent, [
      {
        type: 'thumbnails',
        of: [
          { runId: 'r', tileId: '1' },
          { runId: 's', tileId: '1' },
        ],
      },
    ]);
  });

  it('are asked for again when they cannot be loaded', () => {
    const { sent, thumbnails, put } = page(aRun({ tiles: [aTile('1', 'done', { thumbnail: small })] }));
    thumbnails.moved(['r']);
    assert.deepEqual(sent, []);
    put({ type: 'pictureMissing', uri: small });
    thumbnails.moved(['r']);
    assert.equal(sent.length, 1);
  });

  it('of a new picture are asked for when it leaves', () => {
    const { sent, thumbnails, put } = page(aRun({ state: 'running', tiles: [aTile('1', 'running')] }));
    put(enter);
    thumbnails.moved(['r']);
    put({ type: 'runChanged', run: aRun({ tiles: [aTile('1', 'done')] }) });
    assert.deepEqual(sent, []);
    put(leave);
    thumbnails.moved(['r']);
    assert.equal(sent.length, 1);
  });

  it('take the place of a picture when it comes back, not while it is in sight', () => {
    const { put, unswapped } = page(aRun({ tiles: [aTile('1', 'done')] }));
    put(enter);
    put({ type: 'runChanged', run: aRun({ tiles: [aTile('1', 'done', { thumbnail: small })] }) });
    assert.deepEqual(unswapped(), ['r/1']);
    put({ type: 'near', enter: ['other'], leave: [] });
    assert.deepEqual(unswapped(), ['r/1']);
    put(leave);
    assert.deepEqual(unswapped(), []);
  });

  it('take the place of a picture at once where it is far away', () => {
    const { put, unswapped } = page(aRun({ tiles: [aTile('1', 'done')] }));
    put({ type: 'runChanged', run: aRun({ tiles: [aTile('1', 'done', { thumbnail: small })] }) });
    assert.deepEqual(unswapped(), []);
  });
});
