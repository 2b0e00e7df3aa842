import type { Readable } from 'node:stream';

/** A body that goes out: text whole, or a stream whose length is in `content-length`. */
export type WireBody = string | Readable;

/** One HTTP request, nothing of the Images API in it. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: WireBody;
  readonly signal: AbortSignal;
  /** Refuse to connect to addresses outside the public internet, checked after the name is resolved. */
  readonly publicOnly?: boolean;
  /** Called once, when the last of the request is about to go out: from then on it may be billed. */
  readonly onSent?: () => void;
}

/** Status and headers are there, the body is still coming. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read at most once. Throws `TransportError`, or the signal's reason after an abort. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection, read to the end or not. May be called twice. */
  dispose(): void;
}

/** Bytes to an HTTP server and back. Small, so that VS Code's own fetch can stand in for undici. */
export interface Transport {
  /** @throws TransportError when there is no answer; the signal's reason after an abort */
  request(request: WireRequest): Promise<WireResponse>;
}

/** No answer, or not all of it. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** `ENOTFOUND`, `UND_ERR_SOCKET`, …; empty when the platform gave none. */
  readonly code: string;
  /** Whether the whole of the request may have reached the server. */
  readonly sent: boolean;
  /** Host of the proxy that was asked. */
  readonly proxy: string | undefined;

  constructor(error: unknown, facts: { readonly sent: boolean; readonly proxy?: string | undefined }) {
    super(messageOf(error));
    this.code = codeOf(error);
    this.sent = facts.sent;
    this.proxy = facts.proxy;
  }
}

/** Why a signal was aborted, as something to throw. */
export function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error('aborted');
}

/** `code` of a system error, looking into causes and into the several failures of a several-address connect. */
export function codeOf(error: unknown): string {
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (code !== '' && code !== 'UND_ERR_PRX_TLS' && code !== 'UND_ERR_PRX_CONN') return code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
