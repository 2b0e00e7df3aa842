import { ImageError, type Account } from '../images/errors.ts';
import type { Deadline } from './deadline.ts';
import { decoded } from './decode.ts';
import { requestIdOf, stopped, wireFailure, type ErrorContext } from './failure.ts';
import { exchangeLine } from './redact.ts';
import { refusalOf } from './refusal.ts';
import type { Transport, WireBody } from './transport.ts';

/** What all exchanges of one client share. */
export interface House {
  readonly transport: Transport;
  readonly context: ErrorContext;
  /** Who sends the bill, where it is known. */
  readonly account: Account | undefined;
  readonly log: (line: string) => void;
  /** How long the body of a refusal is waited for, ms; its status has said the main thing. */
  readonly refusalMs: number;
}

/** One request to the provider and its answer. `close` must be called whatever happens. */
export class Exchange {
  readonly #house: House;
  readonly #method: 'GET' | 'POST';
  readonly url: URL;
  readonly #deadline: Deadline;
  readonly #started = performance.now();
  #sent = false;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  #dispose: (() => void) | undefined;
  #bytes = 0;
  #outcome: string | undefined;

  /** The deadline is its owner's: several exchanges may share one. */
  constructor(house: House, method: 'GET' | 'POST', url: URL, deadline: Deadline) {
    this.#house = house;
    this.#method = method;
    this.url = url;
    this.#deadline = deadline;
  }

  get signal(): AbortSignal {
    return this.#deadline.signal;
  }

  /** Whether the whole of the request may have reached the server: before that it cannot be billed. */
  get sent(): boolean {
    return this.#sent;
  }

  /** 0 before the answer. */
  get status(): number {
    return this.#status;
  }

  /** Whether the server answered that it did what was asked. */
  get taken(): boolean {
    return this.#status >= 200 && this.#status < 300;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** Sends, and returns the decoded body of a successful answer. Throws anything; `failure` makes sense of it. */
  async open(headers: Readonly<Record<string, string>>, body?: WireBody): Promise<AsyncIterable<Uint8Array>> {
    const answer = await this.#house.transport.request({
      method: this.#method,
      url: this.url,
      headers,
      signal: this.signal,
      onSent: () => (this.#sent = true),
      ...(body === undefined ? {} : { body }),
    });
    this.#status = answer.status;
    this.#headers = answer.headers;
    this.#dispose = () => answer.dispose();
    const packed = this.#counted(answer.body);
    if (answer.status >= 200 && answer.status < 300)
      return decoded(packed, answer.headers['content-encoding']);
    const { context, refusalMs } = this.#house;
    throw await refusalOf({ ...answer, body: packed }, this.url, context, refusalMs);
  }

  /** Any error of this exchange as the error of the house, with the host and the server's id of the request. */
  failure(error: unknown): ImageError {
    const { context } = this.#house;
    const reason = this.#deadline.reason();
    const { record } = reason
      ? stopped(reason, context.host, this.#sent)
      : wireFailure(error, context, this.#status !== 0);
    this.#outcome = record.kind;
    const requestId = requestIdOf(this.#headers, context.scrub);
    const { account } = this.#house;
    const aboutAccount = record.kind === 'quota' || record.kind === 'verification';
    return new ImageError({
      host: context.host,
      ...(requestId ? { requestId } : {}),
      ...(account && aboutAccount ? { account } : {}),
      ...record,
    });
  }

  /** Frees the connection, and writes the log line. */
  close(): void {
    this.#dispose?.();
    this.#house.log(
      exchangeLine({
        method: this.#method,
        url: this.url,
        outcome: this.#outcome ?? this.#status,
        requestId: requestIdOf(this.#headers, this.#house.context.scrub),
        ms: performance.now() - this.#started,
        bytes: this.#bytes,
      }),
    );
  }

  async *#counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of body) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }
}
