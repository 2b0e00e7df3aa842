import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { sideBySide } from '../../../src/api/sideBySide.ts';

/** Tasks that end when they are told to. */
class Tasks {
  readonly begun: number[] = [];
  /** Those that had not ended by themselves. */
  readonly stopped: number[] = [];
  readonly #over = new Set<number>();
  readonly #ends: PromiseWithResolvers<number>[] = [];

  of(count: number): readonly ((stop: AbortSignal) => Promise<number>)[] {
    return Array.from({ length: count }, (_none, index) => {
      const end = Promise.withResolvers<number>();
      end.promise.catch(() => undefined);
      this.#ends.push(end);
      return (stop: AbortSignal) => {
        this.begun.push(index);
        const onStop = (): void => {
          if (!this.#over.has(index)) this.stopped.push(index);
          end.reject(new Error('stopped'));
        };
        if (stop.aborted) onStop();
        else stop.addEventListener('abort', onStop);
        return end.promise;
      };
    });
  }

  end(index: number): void {
    this.#over.add(index);
    this.#ends[index]?.resolve(index);
  }

  fail(index: number): void {
    this.#over.add(index);
    this.#ends[index]?.reject(new Error(`task ${index}`));
  }
}

async function collect(results: AsyncIterable<number>, into: number[]): Promise<void> {
  for await (const result of results) into.push(result);
}

describe('tasks side by side', () => {
  it('run three at a time, and are told of in their order', async () => {
    const tasks = new Tasks();
    const told: number[] = [];
    const all = collect(sideBySide(tasks.of(5)), told);
    await turn();
    assert.deepEqual(tasks.begun, [0, 1, 2]);
    tasks.end(2);
    tasks.end(1);
    await turn();
    assert.deepEqual([tasks.begun, told], [[0, 1, 2, 3, 4], []]);
    for (const index of [4, 0, 3]) tasks.end(index);
    await all;
    assert.deepEqual(told, [0, 1, 2, 3, 4]);
  });

  it('lose nothing that was ready when one throws, and end the others', async () => {
    const tasks = new Tasks();
    const told: number[] = [];
    const all = collect(sideBySide(tasks.of(5)), told);
    await turn();
    tasks.end(1);
    await turn();
    tasks.fail(0);
    await assert.rejects(all, /task 0/);
    assert.deepEqual(told, [1]);
    assert.deepEqual(
      tasks.stopped.toSorted((a, b) => a - b),
      [2, 3, 4],
    );
  });

  it('end when nobody listens any more', async () => {
    const tasks = new Tasks();
    const results = sideBySide(tasks.of(2));
    tasks.end(0);
    assert.deepEqual(await results.next(), { done: false, value: 0 });
    await results.return();
    assert.deepEqual(tasks.stopped, [1]);
  });
});
