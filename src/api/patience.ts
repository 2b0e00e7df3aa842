import { TransportError } from './transport.ts';

/** The end of waiting for somebody who says nothing. */
export interface Patience {
  /** Aborts with a `TransportError` of code `ETIMEDOUT` after the silence, or as the signal it was made from does. */
  readonly signal: AbortSignal;
  /** The same bytes; each of them begins the silence anew. */
  readonly listen: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Must be called when it is over. */
  readonly clear: () => void;
}

/** Patience for a silence of `ms` from now. */
export function patience(ms: number, signal: AbortSignal): Patience {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(silence(ms)), ms);
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    listen: async function* (body) {
      for await (const chunk of body) {
        timer.refresh();
        yield chunk;
        // The silence is the other's, not the disk's here.
        timer.refresh();
      }
    },
    clear: () => clearTimeout(timer),
  };
}

function silence(ms: number): TransportError {
  const error = Object.assign(new Error(`nothing came for ${ms} ms`), { code: 'ETIMEDOUT' });
  return new TransportError(error, { sent: true });
}
