import { setTimeout as delay } from 'node:timers/promises';

/** What was promised. @throws naming `what` when it is not there after `timeout` ms */
export async function within<T>(what: string, promised: Promise<T>, timeout = 30_000): Promise<T> {
  const ending = new AbortController();
  const late = async (): Promise<never> => {
    await delay(timeout, undefined, { signal: ending.signal });
    throw new Error(`Waited ${timeout / 1000} s in vain: ${what}`);
  };
  try {
    return await Promise.race([promised, late()]);
  } finally {
    ending.abort();
  }
}
