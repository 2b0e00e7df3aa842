import type { ImageError } from '../images/errors.ts';
import { stopped } from './failure.ts';
import { wait } from './retry.ts';

/** The end of a request from this side. */
export interface Deadline {
  /** Aborts when the user stops or the time is over. */
  readonly signal: AbortSignal;
  /** Which of the two it was. */
  readonly reason: () => 'cancelled' | 'timeout' | undefined;
  /** Time until the limit, ms. */
  readonly leftMs: () => number;
  /** Must be called when the request is over; it keeps the process and the user's signal busy until then. */
  readonly clear: () => void;
}

/** The user's signal and a limit of `ms` from now, as one; a limit beyond what timers hold is no limit. */
export function deadline(ms: number, signal: AbortSignal): Deadline {
  const controller = new AbortController();
  let reason: 'cancelled' | 'timeout' | undefined;
  const stop = (why: 'cancelled' | 'timeout'): void => {
    reason ??= why;
    controller.abort();
  };
  const ends = performance.now() + ms;
  const cancel = (): void => stop('cancelled');
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  const timer = ms <= 0x7fffffff ? setTimeout(() => stop('timeout'), ms) : undefined;
  return {
    signal: controller.signal,
    reason: () => reason,
    leftMs: () => ends - performance.now(),
    clear: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    },
  };
}

/** Waits for the next attempt. @throws ImageError `cancelled` when the user stops; `failure` when time is over */
export async function waitOrStop(ms: number, limit: Deadline, failure: ImageError): Promise<void> {
  try {
    await wait(ms, limit.signal);
  } catch (error) {
    const reason = limit.reason();
    if (!reason) throw error;
    throw reason === 'timeout' ? failure : stopped(reason, failure.record.host ?? '', false);
  }
}
