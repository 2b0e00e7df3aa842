import assert from 'node:assert/strict';
import { Runs } from '../../../../src/services/composer/runs.ts';

describe('A press on Run', () => {
  it('starts one run, however often it comes while that is being started', async () => {
    const runs = new Runs(() => undefined);
    const library = Promise.withResolvers<void>();
    let started = 0;
    const start = async (): Promise<{ readonly runId: string; readonly over: Promise<void> }> => {
      const runId = `run-${++started}`;
      await library.promise;
      return { runId, over: new Promise(() => undefined) };
    };
    const first = runs.once(start);
    assert.deepEqual(await Promise.all([runs.once(start), runs.once(start)]), ['left', 'left']);
    library.resolve();
    assert.equal(await first, 'started');
    assert.equal(started, 1);
    assert.equal(await runs.once(start), 'started', 'then the next one may');
    assert.equal(runs.newest, 'run-2');
  });

  it('may come again after one that failed', async () => {
    const runs = new Runs(() => undefined);
    await assert.rejects(runs.once(() => Promise.reject(new Error('the disk is full'))));
    assert.equal(await runs.once(async () => 'refused'), 'refused');
    assert.equal(runs.starting, undefined);
  });

  it('is told of until its run is at rest', async () => {
    const shown: (string | undefined)[] = [];
    const told = Promise.withResolvers<void>();
    const runs: Runs = new Runs(() => {
      shown.push(runs.newest);
      if (shown.length === 4) told.resolve();
    });
    const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await runs.once(async () => ({ runId: 'one', over: one.promise }));
    await runs.once(async () => ({ runId: 'two', over: two.promise }));
    two.resolve();
    one.resolve();
    await told.promise;
    assert.deepEqual(shown, ['one', 'two', 'one', undefined]);
  });
});
