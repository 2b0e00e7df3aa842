import { lookup as systemLookup } from 'node:dns';
import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { assertPublic, type Lookup } from './publicNames.ts';
import {
  abortReason,
  codeOf,
  TransportError,
  type Transport,
  type WireBody,
  type WireRequest,
  type WireResponse,
} from './transport.ts';

/** Codes of a connection that never was: whatever was about to go out did not. */
const neverConnected =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_(?:SSL|TLS)_)/;

/**
 * The process's own `fetch`, which VS Code routes through its proxy support: for proxies that want Kerberos or
 * NTLM. It keeps connections and unpacks bodies by itself, and it resolves names by itself: for `publicOnly` they are
 * resolved here before, which a name that answers otherwise the second time gets past.
 */
export function createFetchTransport(
  fetch: typeof globalThis.fetch = globalThis.fetch,
  lookup: Lookup = systemLookup,
): Transport {
  return { request: request => exchange(fetch, lookup, request) };
}

async function exchange(
  fetch: typeof globalThis.fetch,
  lookup: Lookup,
  request: WireRequest,
): Promise<WireResponse> {
  const { signal } = request;
  const closing = new AbortController();
  let sent = false;
  const onSent = (): void => {
    sent = true;
    request.onSent?.();
  };
  const fail = (error: unknown): unknown =>
    signal.aborted
      ? abortReason(signal)
      : new TransportError(error, { sent: sent && !neverConnected.test(codeOf(error)) });
  try {
    signal.throwIfAborted();
    if (request.publicOnly === true) await assertPublic(request.url, lookup, signal);
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      // A redirect is an answer to be looked at, never followed with a key.
      redirect: 'manual',
      signal: AbortSignal.any([signal, closing.signal]),
      ...bodyOf(request.body, onSent),
    });
    return {
      status: answer.status,
      headers: headersOf(answer.headers),
      body: read(answer.body, fail),
      dispose: () => closing.abort(),
    };
  } catch (error) {
    closing.abort();
    throw fail(error);
  }
}

function bodyOf(body: WireBody | undefined, onSent: () => void): RequestInit {
  if (typeof body !== 'object') {
    onSent();
    return body === undefined ? {} : { body };
  }
  body.once('end', onSent);
  // A form is a stream of the oldest kind, which only pipes.
  return { body: Readable.toWeb(body.pipe(new PassThrough())), duplex: 'half' };
}

async function* read(
  body: ReadableStream<Uint8Array> | null,
  fail: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    throw fail(error);
  } finally {
    // A reader that has what it wants must not hear of what became of the connection afterwards.
    reader.cancel().catch(() => undefined);
  }
}

/** Without what is true of the packed body only: this one is unpacked already. */
function headersOf(headers: Headers): Record<string, string> {
  const { 'content-encoding': _packed, 'content-length': _length, ...rest } = Object.fromEntries(headers);
  return rest;
}
