import assert from 'node:assert/strict';
import { englishStrings } from '../../../src/protocol/strings.ts';
import {
  initialState,
  isTicking,
  reduce,
  type ReadyState,
  type SheetEvent,
} from '../../../src/webview/state.ts';
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

  it('shows why there are no runs, and recovers', () => {
    const gone = reduce(after(), { type: 'unavailable', text: 'broken' });
    assert.equal(gone.phase, 'unavailable');
    assert.equal(
      reduce(gone, { type: 'state', runs: [], more: false, strings: englishStrings }).phase,
      'ready',
    );
  });
});
