import type { ErrorRecord } from '../images/errors.ts';
import { abortReason } from './transport.ts';

/** What is known of a failed attempt besides its error. */
export interface Attempt {
  /** How often the request was sent again already, from 0. */
  readonly retries: number;
  readonly maxRetries: number;
  /** Whether the whole of the request may have reached the server. */
  readonly sent: boolean;
  /** The server took it: whatever became of its pictures afterwards, they are paid for. */
  readonly taken: boolean;
  /** The server's `x-should-retry`, where it has a view. */
  readonly shouldRetry?: boolean | undefined;
}

/** Nobody waits longer than a timer can, ms; a number without bounds could not even be kept as JSON. */
const longestDelayMs = 0x7fffffff;

/** Longer waits than this, ms, are left to the user. */
const longestWaitMs = 60_000;

/** Kinds that another attempt cannot change, whatever a header says. */
const final: ReadonlySet<ErrorRecord['kind']> = new Set([
  'quota',
  'moderation',
  'authentication',
  'certificate',
]);

/** Whether to send again: only what cannot have been billed (api-contract §8). Pure. */
export function shouldRetry(error: ErrorRecord, attempt: Attempt): boolean {
  if (attempt.taken || attempt.retries >= attempt.maxRetries || final.has(error.kind)) return false;
  // An answer may come before all of the request is out, and says more than that.
  if (error.status === undefined) return !attempt.sent && error.kind === 'network';
  if (error.status < 400) return false;
  if ((error.retryAfterMs ?? 0) > longestWaitMs) return false;
  if (attempt.shouldRetry !== undefined) return attempt.shouldRetry;
  if (error.status === 429) return true;
  return error.status === 503 && error.retryAfterMs !== undefined;
}

/** Milliseconds to wait before attempt `retries + 1`; `random` is in [0, 1). Pure (api-contract §8). */
export function retryDelay(error: ErrorRecord, retries: number, random: number): number {
  if (error.retryAfterMs !== undefined && error.retryAfterMs <= longestWaitMs) return error.retryAfterMs;
  return Math.round(Math.min(500 * 2 ** retries, 8000) * (1 - random / 4));
}

/** The server's own view, `x-should-retry`, where it has one. */
export function shouldRetryOf(headers: Readonly<Record<string, string>>): boolean | undefined {
  const value = headers['x-should-retry']?.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/**
 * Milliseconds a server asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date.
 * Undefined when it asks for nothing that can be read.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const asked = askedMs(headers, now);
  return asked === undefined ? undefined : Math.min(Math.round(asked), longestDelayMs);
}

function askedMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const ms = seconds(headers['retry-after-ms']);
  if (ms !== undefined) return ms;
  const text = headers['retry-after'];
  const delay = seconds(text);
  if (delay !== undefined) return delay * 1000;
  // Date.parse takes far more for a date than HTTP does, `-3` for one.
  const date = text !== undefined && /\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Waits; an abort ends the wait at once with the signal's reason. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abortReason(signal));
    const stop = (): void => {
      clearTimeout(timer);
      reject(abortReason(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
