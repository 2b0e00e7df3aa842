import assert from 'node:assert/strict';
import type { Run } from '../../../src/images/run.ts';
import { planEviction } from '../../../src/library/eviction.ts';
import { LimitWatch } from '../../../src/library/limitWatch.ts';
import { until } from '../../support/until.ts';
import { done, put, Rig, run } from './rig.ts';

const saved = [{ uri: 'file:///x.png', label: 'x.png' }];

/** Finished runs of one picture of 3 bytes each, older ones first. */
function history(...tiles: Run['tiles']): readonly Run[] {
  return tiles.map((tile, index) => run(`run${index}`, { state: 'done', startedAt: index, tiles: [tile] }));
}

/** Runs that would lose pictures, in that order, where all count 3 bytes. */
function idsOf(runs: readonly Run[], limit: number): readonly string[] {
  const bytes = runs.flatMap(({ tiles }) => tiles).length * 3;
  return planEviction(runs, limit, { bytes }).evictions.map(({ runId }) => runId);
}

describe('planEviction', () => {
  it('takes nothing while the library fits, or has no limit', () => {
    const runs = history(done('1'), done('1'));
    assert.deepEqual(planEviction(runs, 6, { bytes: 6 }), { evictions: [], pictures: 0, bytes: 0, over: 0 });
    assert.deepEqual(idsOf(runs, 0), []);
  });

  it('takes discarded pictures first, then rejected ones, then the oldest nobody judged', () => {
    const runs = history(
      done('1'),
      done('1', { verdict: 'rejected' }),
      done('1'),
      done('1', { discarded: true }),
      done('1', { verdict: 'rejected', discarded: true }),
    ).toReversed();
    const order = ['run3', 'run4', 'run1', 'run0', 'run2'];
    for (let count = 1; count <= 5; count++)
      assert.deepEqual(idsOf(runs, 15 - count * 3 || 1), order.slice(0, count));
  });

  it('never takes what was kept or saved, nor of a run under way, and says what stays over', () => {
    const runs = [
      ...history(done('1', { verdict: 'kept', discarded: true }), done('1', { saved }), done('1')),
      run('busy', { startedAt: 0, tiles: [done('1'), { id: '2', state: 'running' }] }),
    ];
    assert.deepEqual(planEviction(runs, 2, { bytes: 100 }), {
      evictions: [{ runId: 'run2', tileIds: ['1'], bytes: 3 }],
      pictures: 1,
      bytes: 3,
      over: 95,
    });
  });

  it('never takes what stands in the place of a file, whose old bytes would go too', () => {
    const replaced = [{ uri: 'file:///a.png', label: 'a.png', file: 'replaced-1.png', hash: 'x', at: 1 }];
    assert.deepEqual(idsOf(history(done('1', { replaced, discarded: true })), 1), []);
  });

  it('takes single pictures of a run, and what has none with the last of them', () => {
    const failed = { id: '3', state: 'failed' } as const;
    const mixed = run('a', { state: 'done', tiles: [done('1'), done('2', { saved }), failed] });
    const all = run('b', { state: 'done', startedAt: 2, tiles: [done('1'), done('2'), failed] });
    assert.deepEqual(planEviction([all, mixed], 1, { bytes: 100 }).evictions, [
      { runId: 'a', tileIds: ['1'], bytes: 3 },
      { runId: 'b', tileIds: ['1', '2', '3'], bytes: 6 },
    ]);
  });
});

describe('the limit of the library', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.make();
  });
  afterEach(() => rig.end());

  interface Question {
    readonly pictures: number;
    answer(mayGo: boolean): void;
  }

  const watched = (limitBytes: number) => {
    const library = rig.open();
    const questions: Question[] = [];
    const watch = new LimitWatch({
      library,
      limitBytes: () => limitBytes,
      ask: ({ pictures }) => new Promise(answer => questions.push({ pictures, answer })),
      onProblem: error => assert.fail(String(error)),
    });
    /** A run of four pictures, 12 bytes, that ends. */
    const make = async (id: string, startedAt: number): Promise<void> => {
      await put(library, run(id, { startedAt, tiles: ['1', '2', '3', '4'].map(tile => done(tile)) }));
      library.change(id, before => ({ ...before, state: 'done' }));
    };
    return { library, questions, watch, make };
  };

  it('is asked about when a run ends, and nothing goes before the answer', async () => {
    const { library, questions, make } = watched(20);
    await make('a', 1);
    await make('b', 2);
    await until('the question is there', () => questions.length === 1);
    assert.equal(questions[0]?.pictures, 2);
    assert.equal((await library.usage()).pictures, 8);
    await library.mark('a', ['1'], { verdict: 'kept' });
    questions[0].answer(true);
    await until('one of the two went', async () => (await library.usage()).pictures === 7);
    assert.deepEqual(
      library.get('a')?.tiles.map(({ id }) => id),
      ['1', '3', '4'],
    );
  });

  it('leaves all as it is when dismissed, and asks again only when 5 % more is there', async () => {
    const { library, questions, watch, make } = watched(20);
    await make('a', 1);
    await make('b', 2);
    await until('the question is there', () => questions.length === 1);
    questions[0]?.answer(false);
    await watch.check();
    assert.equal(questions.length, 1);
    assert.equal((await library.usage()).pictures, 8);
    await make('c', 3);
    await until('it is asked again', () => questions.length === 2);
    questions[1]?.answer(false);
    await watch.check();
    assert.equal(questions.length, 2);
  });

  it('is nobody’s business in a window that only looks on', async () => {
    const { questions, watch, library } = watched(1);
    await library.runs();
    const other = rig.openOther('other-window');
    await put(other, run('a', { tiles: [done('1')] }));
    other.change('a', before => ({ ...before, state: 'done' }));
    await until('the run is seen to end', () => library.get('a')?.state === 'done');
    assert.equal(questions.length, 0);
    const checking = watch.check();
    await until('it asks when told to', () => questions.length === 1);
    questions[0]?.answer(false);
    await checking;
  });
});
