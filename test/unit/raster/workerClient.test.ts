import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { RasterError } from '../../../src/raster/pixels.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { WorkerClient } from '../../../src/raster/workerClient.ts';
import { draw, plain } from './alpha/scenes.ts';
import type { stubbornTasks } from './stubbornWorker.ts';

function crashed(words: RegExp): (error: unknown) => boolean {
  return error => error instanceof RasterError && error.failure === 'crashed' && words.test(error.message);
}

describe('the worker', function () {
  this.timeout(20_000);
  let client: WorkerClient<typeof stubbornTasks>;
  beforeEach(() => {
    client = new WorkerClient(new URL('./stubbornWorker.ts', import.meta.url), { jobMs: 2500 });
  });
  afterEach(() => client.close());

  it('is ended when it hangs, and what waited is done by another', async () => {
    const hung = client.run('hang', undefined);
    const next = client.run('add', { one: 2, other: 3 });
    await assert.rejects(hung, crashed(/no answer .* within 2.5 s/));
    assert.equal(await next, 5);
  });

  it('may die, and what waited is done by another', async () => {
    const lost = client.run('die', undefined);
    const next = client.run('add', { one: 2, other: 3 });
    await assert.rejects(lost, crashed(/ended with 3/));
    assert.equal(await next, 5);
  });

  it('forgets a hung job that was given up, and goes on', async () => {
    const stop = new AbortController();
    const hung = client.run('hang', undefined, [], stop.signal);
    const next = client.run('add', { one: 1, other: 1 });
    stop.abort(new Error('enough'));
    await assert.rejects(hung, /enough/);
    assert.equal(await next, 2);
  });

  it('has a limit for each job, not for all', async () => {
    for (let round = 0; round < 20; round++)
      assert.equal(await client.run('add', { one: round, other: 1 }), round + 1);
  });

  it('draws the next picture after one that took too long', async () => {
    const raster = new Raster({ jobMs: 1 });
    const image = draw(300, 300, plain([1, 2, 3, 255]));
    await assert.rejects(raster.encode(image, 'webp'), crashed(/no answer/));
    await raster.close();
    const patient = new Raster();
    assert.ok((await patient.encode(draw(9, 9, plain([1, 2, 3, 255])), 'webp')).length > 0);
    await patient.close();
  });
});
