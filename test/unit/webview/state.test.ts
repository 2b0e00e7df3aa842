import assert from 'node:assert/strict';
import { englishStrings } from '../../../src/protocol/strings.ts';
import {
  initialState,
  isTicking,
  reduce,
  type ReadyState,
  type SheetEvent,
} from '../../../src/webview/state.ts';
import { shownRef } from '../../../src/webview/refs.ts';
import { noFilter } from '../../../src/webview/filter.ts';
import { aRun, aTile } from './runs.ts';

function after(...events: readonly SheetEvent[]): ReadyState {
  const start: SheetEvent = { type: 'state', runs: [aRun()], more: false, strings: englishStrings };
  const state = [start, ...events].reduce(reduce, initialState(undefined));
  assert(state.phase === 'ready');
  return state;
}

const ids = (state: ReadyState): readonly string[] => state.runs.map(run => run.id);

describe('State of the sheet', () => {
  it('is nothing before the host speaks, whatever else happens', () => {
    const start = initialState({ scroll: 3, expanded: ['r'] });
    assert.equal(reduce(start, { type: 'runChanged', run: aRun() }), start);
    assert.deepEqual([...start.expanded], ['r']);
  });

  it('keeps what is unfolded when everything is sent again', () => {
    const state = after(
      { type: 'toggled', runId: 'r' },
      { type: 'state', runs: [], more: false, strings: englishStrings },
    );
    assert.deepEqual([...state.expanded], ['r']);
  });

  it('replaces a run in its place', () => {
    const state = after(
      { type: 'runChanged', run: aRun({ id: 'new', startedAt: 2000 }) },
      { type: 'runChanged', run: aRun({ prompt: 'changed' }) },
    );
    assert.deepEqual(ids(state), ['new', 'r']);
    assert.equal(state.runs[1]?.prompt, 'changed');
  });

  it('orders by start, also a run that comes late', () => {
    const late = aRun({ id: 'late', startedAt: 500 });
    const between = aRun({ id: 'between', startedAt: 700 });
    const state = after({ type: 'runChanged', run: late }, { type: 'runChanged', run: between });
    assert.deepEqual(ids(state), ['r', 'between', 'late']);
  });

  it('forgets a removed run', () => {
    assert.deepEqual(ids(after({ type: 'runRemoved', runId: 'r' })), []);
  });

  it('folds and unfolds', () => {
    assert.equal(after({ type: 'toggled', runId: 'r' }).expanded.has('r'), true);
    assert.equal(
      after({ type: 'toggled', runId: 'r' }, { type: 'toggled', runId: 'r' }).expanded.has('r'),
      false,
    );
  });

  it('knows what is under way', () => {
    assert.equal(after({ type: 'asked', key: 'k' }).busy.has('k'), true);
    assert.equal(after({ type: 'asked', key: 'k' }, { type: 'answered', key: 'k' }).busy.has('k'), false);
  });

  it('is the same object when a missing picture is reported again', () => {
    const state = after({ type: 'pictureMissing', uri: 'u' });
    assert.equal(reduce(state, { type: 'pictureMissing', uri: 'u' }), state);
  });

  it('counts sentences, so that the same one can be said twice', () => {
    const state = after({ type: 'announce', text: 'a' }, { type: 'announce', text: 'a' });
    assert.deepEqual(state.spoken, { text: 'a', count: 2 });
  });

  it('ticks while something runs', () => {
    assert.equal(isTicking(after()), false);
    const run = aRun({ state: 'running', tiles: [aTile('1', 'running')] });
    assert.equal(isTicking(after({ type: 'runChanged', run })), true);
  });

  it('takes older runs in, but not in place of what is known', () => {
    const older = aRun({ id: 'older', startedAt: 500 });
    const state = after({ type: 'runs', runs: [aRun({ prompt: 'stale' }), older], more: false });
    assert.deepEqual(ids(state), ['r', 'older']);
    assert.equal(state.runs[0]?.prompt, 'A boat');
  });

  it('chooses pictures together until the filter changes or their run goes', () => {
    const chosen = { type: 'selected', keys: ['r/1', 'r/2', 'q/1'], on: true } as const;
    assert.deepEqual(
      [...after(chosen, { type: 'selected', keys: ['r/2'], on: false }).selected],
      ['r/1', 'q/1'],
    );
    assert.deepEqual([...after(chosen, { type: 'runRemoved', runId: 'r' }).selected], ['q/1']);
    assert.equal(after(chosen, { type: 'filtered', filter: noFilter }).selected.size, 0);
  });

  it('shows the server’s own picture where that is wanted, also when everything is sent again', () => {
    const of = { runId: 'r', tileId: '1' };
    const own: SheetEvent = { type: 'shownOriginal', key: 'r/1', on: true };
    const again: SheetEvent = { type: 'state', runs: [aRun()], more: false, strings: englishStrings };
    assert.deepEqual(shownRef(after(own, again), of), { ...of, original: true });
    assert.deepEqual(shownRef(after(own), { ...of, tileId: '2' }), { runId: 'r', tileId: '2' });
    assert.deepEqual(shownRef(after(own, { ...own, on: false }), of), of);
  });

  it('remembers what was discarded last, for the way back', () => {
    const of = [{ runId: 'r', tileId: '1' }];
    const state = after({ type: 'selected', keys: ['r/1'], on: true }, { type: 'discarded', of });
    assert.deepEqual(state.discarded, of);
    assert.equal(state.selected.size, 0);
  });

  it('knows which runs are near', () => {
    const state = after(
      { type: 'near', enter: ['a', 'b'], leave: [] },
      { type: 'near', enter: ['c'], leave: ['a'] },
    );
    assert.deepEqual([...state.near], ['b', 'c']);
  });

  it('closes the viewer when its run goes', () => {
    const of = { runId: 'r', tileId: '1' };
    const look = { type: 'viewer.opened', of, mode: 'look', at: 0, size: { width: 1, height: 1 } } as const;
    assert.ok(after(look).viewer.open);
    assert.equal(after(look, { type: 'runRemoved', runId: 'r' }).viewer.open, undefined);
  });

  it('shows why there are no runs, and recovers', () => {
    const gone = reduce(after(), { type: 'unavailable', text: 'broken' });
    assert.equal(gone.phase, 'unavailable');
    assert.equal(
      reduce(gone, { type: 'state', runs: [], more: false, strings: englishStrings }).phase,
      'ready',
    );
  });
});
