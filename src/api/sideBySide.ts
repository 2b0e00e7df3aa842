import pLimit from 'p-limit';

/** So many at once: enough that one which stalls does not hold up the others. */
const atOnce = 3;

/**
 * Runs tasks side by side and yields their results in the order of the tasks. When one throws the others are stopped,
 * and what they had ready is yielded all the same before the error is thrown on. Nothing runs any more when it ends.
 */
export async function* sideBySide<T>(
  tasks: readonly ((stop: AbortSignal) => Promise<T>)[],
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const limit = pLimit(atOnce);
  const running = tasks.map(task => limit(() => task(stop.signal)));
  const ended = Promise.allSettled(running);
  let told = 0;
  try {
    for (const one of running) {
      const result = await one;
      told++;
      yield result;
    }
  } catch (error) {
    stop.abort();
    for (const outcome of (await ended).slice(told)) if (outcome.status === 'fulfilled') yield outcome.value;
    throw error;
  } finally {
    stop.abort();
    await ended;
  }
}
