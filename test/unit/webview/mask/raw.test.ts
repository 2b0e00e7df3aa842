import assert from 'node:assert/strict';
import type { Run } from '../../../../src/images/run.ts';
import { runView } from '../../../../src/panel/view.ts';
import type { RunView } from '../../../../src/protocol/messages.ts';
import { onShown, stillSwitched, switched } from '../../../../src/webview/mask/raw.ts';
import { aPicture } from '../runs.ts';

const [answer, locked] = [aPicture({ file: '1.png' }), aPicture({ file: '1-locked.png' })];
const transform = { source: locked, crop: { x: 0, y: 0, ...locked }, frame: { x: 0, y: 0, ...locked } };
const run: Run = {
  id: 'r',
  kind: 'edit',
  state: 'done',
  startedAt: 1,
  prompt: 'a hat',
  sources: [],
  mask: {
    file: 'mask.png',
    bytes: 4,
    drawn: { strokes: [{ kind: 'invert' }], feather: 0 },
    transform: { ...transform, sent: locked },
  },
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: {},
  tiles: [
    { id: '1', state: 'done', picture: answer, locked: { picture: locked, changedShare: 0.1 } },
    { id: '2', state: 'done', picture: answer },
  ],
};
const view = (): RunView =>
  runView(run, { base: 'b', thumbnail: file => `small/${file}`, sentence: ({ kind }) => kind });
const [first, second] = [
  { runId: 'r', tileId: '1' },
  { runId: 'r', tileId: '2' },
];
const shownIn = (runs: readonly RunView[]): unknown[] =>
  runs.flatMap(({ tiles }) => tiles.map(({ picture, thumbnail }) => [picture?.file, thumbnail]));

describe('A picture that was edited with a mask, on the page', () => {
  it('is the locked one at first, and its run does not carry the strokes', () => {
    const own = view();
    assert.deepEqual(shownIn([own]), [
      ['1-locked.png', 'small/1-locked.png'],
      ['1.png', 'small/1.png'],
    ]);
    assert.equal(own.masked, true);
    assert.ok(!JSON.stringify(own).includes('strokes'));
  });

  it('is the raw answer when it was switched, also after its run was told anew, and back', () => {
    const raw = switched([view()], first, true);
    assert.deepEqual(shownIn(raw)[0], ['1.png', 'small/1.png']);
    const anew = stillSwitched(raw[0], view());
    assert.deepEqual(shownIn([anew])[0], ['1.png', 'small/1.png']);
    assert.deepEqual(shownIn(switched([anew], first, false)), shownIn([view()]));
  });

  it('has no switch where there is one picture', () => {
    const runs = [view()];
    assert.equal(switched(runs, second, true), runs);
    assert.equal(switched(runs, { runId: 'other', tileId: '1' }, true), runs);
  });

  it('is named to the host as it is shown', () => {
    const raw = switched([view()], first, true);
    assert.deepEqual(onShown({ type: 'save', ...first }, raw), { type: 'save', ...first, original: true });
    assert.deepEqual(onShown({ type: 'save', ...first }, [view()]), { type: 'save', ...first });
    assert.deepEqual(onShown({ type: 'saveMany', of: [first, second] }, raw), {
      type: 'saveMany',
      of: [{ ...first, original: true }, second],
    });
    assert.deepEqual(onShown({ type: 'openSaved', ...first }, raw), { type: 'openSaved', ...first });
  });
});
