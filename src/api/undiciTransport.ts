import { lookup as systemLookup } from 'node:dns';
import type { Dispatcher } from 'undici';
import { createLines, type Line } from './lines.ts';
import type { NetworkSettings } from './proxy.ts';
import type { Lookup } from './publicNames.ts';
import {
  abortReason,
  TransportError,
  type Transport,
  type WireRequest,
  type WireResponse,
} from './transport.ts';
import type { request as Request } from './undici.ts';

/**
 * undici, with a connection of its own for each request. A paid request on a kept-alive connection that the
 * server just closed could not be told from one that was received; and a connection that belongs to one request
 * can be freed at once, while it is still connecting too, which a pool cannot. `lookup` is for links of answers.
 */
export function createUndiciTransport(network: NetworkSettings, lookup: Lookup = systemLookup): Transport {
  const lines = createLines(network, lookup);
  return {
    async request(request) {
      const { request: send } = await import('./undici.ts');
      request.signal.throwIfAborted();
      const line = await lines(request);
      return exchange(send, line, request);
    },
  };
}

async function exchange(send: typeof Request, line: Line, request: WireRequest): Promise<WireResponse> {
  const { signal } = request;
  let sent = false;
  const onStart = (): void => {
    const onSent = (): void => {
      sent = true;
      request.onSent?.();
    };
    // A body that is cut short is not acted on: it has a length, and not all of it was there.
    if (typeof request.body === 'object') request.body.once('end', onSent);
    else onSent();
  };
  const stop = onAbort(signal, () => line.destroy());
  const dispose = (): void => {
    stop.off();
    line.destroy();
  };
  const fail = (error: unknown): unknown =>
    signal.aborted ? abortReason(signal) : new TransportError(error, { sent, proxy: line.proxy });
  try {
    signal.throwIfAborted();
    const answer = send.call(watched(line.dispatcher, onStart), optionsOf(request));
    // undici settles this after an abort too: nobody is waiting then, and a body nobody reads must not complain.
    answer.then(({ body }) => body.on('error', () => undefined)).catch(() => undefined);
    const { statusCode, headers, body } = await Promise.race([answer, stop.aborted]);
    return { status: statusCode, headers: flat(headers), body: read(body, fail, dispose), dispose };
  } catch (error) {
    dispose();
    throw fail(error);
  }
}

/** Acts on an abort, and makes of it a promise to race against, which never resolves. */
function onAbort(
  signal: AbortSignal,
  act: () => void,
): { readonly aborted: Promise<never>; readonly off: () => void } {
  let listener: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    listener = () => {
      act();
      reject(abortReason(signal));
    };
    signal.addEventListener('abort', listener, { once: true });
  });
  // Once the race is over nobody listens any more.
  aborted.catch(() => undefined);
  return { aborted, off: () => listener && signal.removeEventListener('abort', listener) };
}

function optionsOf({ method, url, headers, body }: WireRequest): Dispatcher.RequestOptions {
  return {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    // "connection: close": the connection is this request's own.
    reset: true,
  };
}

/** Tells when the connection is there and the request goes out. */
function watched(
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  onStart: () => void,
): Pick<Dispatcher, 'dispatch'> {
  return {
    dispatch(options, handler) {
      const start = handler.onRequestStart?.bind(handler);
      handler.onRequestStart = (controller, context) => {
        onStart();
        start?.(controller, context);
      };
      return dispatcher.dispatch(options, handler);
    },
  };
}

async function* read(
  body: AsyncIterable<Uint8Array>,
  fail: (error: unknown) => unknown,
  dispose: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body;
  } catch (error) {
    throw fail(error);
  } finally {
    dispose();
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) result[name.toLowerCase()] = first;
  }
  return result;
}
