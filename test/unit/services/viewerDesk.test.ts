import assert from 'node:assert/strict';
import type { Run } from '../../../src/images/run.ts';
import { placesIn } from '../../../src/project/places.ts';
import { withFakeVscode } from '../../support/fakeVscode.ts';

const { targetsOf } = await withFakeVscode(() => import('../../../src/services/viewerDesk.ts'));

const run: Run = {
  id: 'r',
  kind: 'generate',
  state: 'done',
  startedAt: 1,
  prompt: 'a fox',
  sources: [],
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: {},
  tiles: [],
  saveTo: 'file:///w/public/img',
  slot: { width: 640, height: 360, path: 'public/img/fox.webp', label: 'public/img/fox.webp' },
};

describe('The place of a picture', () => {
  it('is the missing image it is made for, before it is saved', async () => {
    assert.deepEqual(targetsOf(run, { id: '1', state: 'done' }), ['file:///w/public/img/fox.webp']);
    const places = await placesIn('<img src="public/img/fox.webp" width="640">', 'index.html', [
      'public/img/fox.webp',
    ]);
    assert.deepEqual(
      places.map(({ line, width }) => [line, width]),
      [[1, 640]],
    );
  });

  it('is where it was saved last before all others', () => {
    const saved = ['file:///w/a.webp', 'file:///w/b.webp'].map(uri => ({ uri, label: uri }));
    assert.deepEqual(targetsOf(run, { id: '1', state: 'done', saved }), [
      'file:///w/b.webp',
      'file:///w/a.webp',
      'file:///w/public/img/fox.webp',
    ]);
  });
});
