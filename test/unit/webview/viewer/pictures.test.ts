import assert from 'node:assert/strict';
import type { RunView } from '../../../../src/protocol/messages.ts';
import { englishStrings } from '../../../../src/protocol/strings.ts';
import { initialState, reduce, type ReadyState, type SheetEvent } from '../../../../src/webview/state.ts';
import {
  counterpart,
  counterparts,
  inList,
  listed,
  neighbour,
  shownOf,
  usualOther,
} from '../../../../src/webview/viewer/pictures.ts';
import type { OpenViewer } from '../../../../src/webview/viewer/state.ts';
import { aPicture, aRun, aTile } from '../runs.ts';

const source = {
  uri: 'file:///w/a.png',
  label: 'img/a.png',
  file: 's.png',
  type: 'png',
  bytes: 9,
  width: 8,
  height: 8,
} as const;
const runs: readonly RunView[] = [
  aRun({
    id: 'b',
    kind: 'variations',
    sources: [source],
    tiles: [aTile('1', 'done'), aTile('2', 'done'), aTile('3', 'failed')],
  }),
  aRun({
    id: 'a',
    tiles: [
      aTile('1', 'done', { verdict: 'kept' }),
      aTile('2', 'running', { partial: aPicture({ file: 'p.png' }) }),
      aTile('3', 'done', { picture: aPicture({ width: 20_000, height: 20_000 }) }),
    ],
  }),
];

function ready(...events: readonly SheetEvent[]): ReadyState {
  const start: SheetEvent = { type: 'state', runs, more: false, strings: englishStrings };
  const state = [start, ...events].reduce(reduce, initialState(undefined));
  assert(state.phase === 'ready');
  return state;
}

function opened(state: ReadyState, runId: string, tileId: string): OpenViewer {
  const shown = shownOf(state, { runId, tileId });
  assert(shown);
  const { open } = ready({ type: 'viewer.opened', mode: 'look', ...inList(listed(state), shown) }).viewer;
  assert(open);
  return open;
}

const names = (state: ReadyState): readonly string[] =>
  listed(state).map(({ of }) => `${of.runId}${of.tileId}`);
const filter = { words: '', which: 'all', model: '', since: 'any' } as const;

function seen(now: ReadyState): readonly unknown[] {
  const shown = shownOf(now, { runId: 'f', tileId: '1' });
  return [shown?.picture, shown?.uri, shown?.size.width, shown?.ref];
}

function smallOthers(now: ReadyState): readonly string[] {
  const runsNear = now.runs.filter(({ id }) => id !== 'b');
  return counterparts({ ...now, runs: runsNear }, opened(now, 'a', '2')).map(one => one.thumbnail);
}

describe('Pictures of the viewer', () => {
  it('are those of the sheet in its order, previews too, without what cannot be drawn', () => {
    assert.deepEqual(names(ready()), ['b1', 'b2', 'a1', 'a2']);
  });

  it('leave out what has no file', () => {
    assert.deepEqual(names(ready({ type: 'pictureMissing', uri: 'https://x/r/p.png' })), ['b1', 'b2', 'a1']);
  });

  it('are as filtered', () => {
    const state = ready({ type: 'filtered', filter: { ...filter, which: 'kept' } });
    assert.deepEqual(names(state), ['a1']);
  });

  it('are leafed through over the borders of runs, and end at both ends', () => {
    const state = ready();
    const list = listed(state);
    assert.deepEqual(neighbour(list, opened(state, 'b', '2'), 1)?.of, { runId: 'a', tileId: '1' });
    assert.equal(neighbour(list, opened(state, 'b', '1'), -1), undefined);
    assert.equal(neighbour(list, opened(state, 'a', '2'), 1), undefined);
  });

  it('go on from where a picture was that has left the list', () => {
    const state = ready({ type: 'filtered', filter: { ...filter, which: 'undecided' } });
    // Second of b1, b2, a2 before it was kept.
    const open = { ...opened(ready(), 'b', '2'), of: { runId: 'a', tileId: '1' }, at: 2 };
    const list = listed(state);
    assert.deepEqual(neighbour(list, open, 1)?.of, { runId: 'a', tileId: '2' });
    assert.deepEqual(neighbour(list, open, -1)?.of, { runId: 'b', tileId: '2' });
  });

  it('are compared with their source first, else with the next candidate', () => {
    const state = ready();
    assert.deepEqual(usualOther(state, opened(state, 'b', '1')), { kind: 'source', index: 0 });
    assert.deepEqual(usualOther(state, opened(state, 'a', '1')), {
      kind: 'tile',
      of: { runId: 'a', tileId: '2' },
    });
  });

  it('can be compared with source, siblings and neighbours, each once', () => {
    const state = ready();
    const labels = counterparts(state, opened(state, 'b', '2')).map(({ label }) => label);
    assert.deepEqual(labels, ['Source: img/a.png', 'Picture 1 of this run', 'Next picture: A boat']);
  });

  describe('of a tile with two', () => {
    const [came, fits] = [
      aPicture({ file: 'came.png' }),
      aPicture({ file: 'fits.png', width: 8, height: 8 }),
    ];
    const small = { thumbnail: 'small-came', madeThumbnail: 'small-fits' };
    const tile = aTile('1', 'done', { picture: came, fitted: fits, ...small });
    const two = aRun({ id: 'f', kind: 'variations', sources: [source], tiles: [tile] });
    const state = ready({ type: 'runs', runs: [two], more: false });
    const original = reduce(state, { type: 'shownOriginal', key: 'f/1', on: true });
    assert(original.phase === 'ready');

    it('are the one that the sheet shows, by the name that saves exactly that one', () => {
      assert.deepEqual(seen(state), [fits, 'https://x/r/fits.png', 8, { runId: 'f', tileId: '1' }]);
      const name = { runId: 'f', tileId: '1', original: true };
      assert.deepEqual(seen(original), [came, 'https://x/r/came.png', 1024, name]);
    });

    it('can be compared with each other, and with the source first', () => {
      const others = (now: ReadyState) =>
        counterparts(now, opened(now, 'f', '1')).map(({ short, thumbnail }) => [short, thumbnail]);
      assert.deepEqual(others(state).slice(0, 2), [
        ['a.png', 'https://x/r/s.png'],
        ['Original', 'small-came'],
      ]);
      assert.deepEqual(others(original)[1], ['Fits', 'small-fits']);
      assert.equal(usualOther(state, opened(state, 'f', '1'))?.kind, 'source');
    });

    it('are called by what was done, where a mask protects one', () => {
      const locked = { picture: fits, changedShare: 0.1 };
      const one = aTile('1', 'done', { picture: came, locked, ...small });
      const masked = aRun({ id: 'm', kind: 'edit', sources: [source], tiles: [one], masked: true });
      const first = ready({ type: 'runs', runs: [masked], more: false });
      const raw = reduce(first, { type: 'shownOriginal', key: 'm/1', on: true });
      assert(raw.phase === 'ready');
      for (const [now, picture, twin] of [
        [first, fits, ['Raw Answer', 'small-came']],
        [raw, came, ['Locked', 'small-fits']],
      ] as const) {
        assert.equal(shownOf(now, { runId: 'm', tileId: '1' })?.picture, picture);
        const others = counterparts(now, opened(now, 'm', '1'));
        const found = others.find(({ other }) => other.kind === 'twin');
        assert.deepEqual([found?.short, found?.thumbnail], twin);
      }
    });

    it('are shown small as they are shown large', () => {
      assert.ok(smallOthers(state).includes('small-fits'));
      assert.ok(smallOthers(original).includes('small-came'));
    });
  });

  it('can be compared with any other that was chosen', () => {
    const state = ready();
    const other = { kind: 'tile', of: { runId: 'a', tileId: '2' } } as const;
    assert.equal(counterpart(state, { ...opened(state, 'b', '1'), other })?.uri, 'https://x/r/p.png');
    const gone = { kind: 'tile', of: { runId: 'zz', tileId: '2' } } as const;
    assert.equal(counterpart(state, { ...opened(state, 'b', '1'), other: gone }), undefined);
  });
});
