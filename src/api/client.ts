import { ImageError } from '../images/errors.ts';
import type { ImageParameters, ImageRequest } from '../images/request.ts';
import type { ImageEvent } from '../images/result.ts';
import type { ProviderLabel } from '../images/run.ts';
import { readJson, type Reading } from './answer.ts';
import { bodyOf, type OutgoingBody } from './body.ts';
import { deadline } from './deadline.ts';
import { decoded, readAll } from './decode.ts';
import { download } from './download.ts';
import { readEvents } from './events.ts';
import { requestIdOf, stopped, wireFailure, type ErrorContext } from './failure.ts';
import { assertMaySend, identityHeaders } from './guard.ts';
import { readModels, type ModelInfo } from './models.ts';
import { normaliseBaseUrl, type ProviderProfile, type ResponseFormatPolicy } from './providers.ts';
import { defaultNetwork, type NetworkSettings } from './proxy.ts';
import { exchangeLine, scrubber } from './redact.ts';
import { refusalOf } from './refusal.ts';
import { retryDelay, shouldRetry, wait } from './retry.ts';
import { Shelf, type Destination } from './shelf.ts';
import { sniff } from './sniff.ts';
import type { Transport, WireRequest, WireResponse } from './transport.ts';
import { createUndiciTransport } from './undiciTransport.ts';

/** Everything that decides how a provider is asked; fixed for the life of a client. */
export interface ImagesApiOptions {
  /** From `profileFor`, so that it fits the address. */
  readonly profile: ProviderProfile;
  readonly baseUrl: string;
  readonly key?: string;
  /** Limit of one whole request with the download of its pictures, ms. */
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly responseFormat?: ResponseFormatPolicy;
  readonly organization?: string;
  readonly project?: string;
  readonly network?: NetworkSettings;
  /** Instead of undici. */
  readonly transport?: Transport;
  /** How often what cannot have been billed is sent again; 2 when absent. */
  readonly maxRetries?: number;
  /** Takes one line without keys, prompts and queries. */
  readonly log?: (line: string) => void;
  /** `/images/variations` was seen missing there before. */
  readonly variationsKnownMissing?: boolean;
  /** It was seen missing now. */
  readonly onVariationsMissing?: () => void;
}

/** The client of one provider: the studio's `ImagesApi` port and what the settings ask. May be used concurrently. */
export interface ImagesClient {
  readonly label: ProviderLabel;
  readonly hasVariations: boolean;
  readonly streams: boolean;
  readonly defaults: ImageParameters;
  /** @throws ImageError; after an abort one of kind `cancelled` */
  send(request: ImageRequest, destination: Destination, signal: AbortSignal): AsyncIterable<ImageEvent>;
  /** What `GET /models` lists, in its order. @throws ImageError */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /**
   * Whether the server answers and takes the key, free of charge; `models` is absent where it has no list.
   * @throws ImageError
   */
  checkConnection(
    signal: AbortSignal,
  ): Promise<{ readonly ms: number; readonly models?: readonly ModelInfo[] }>;
}

/** Of a list of models no more is read, bytes. */
const maxModelsBytes = 8 * 1024 * 1024;
const modelsTimeoutMs = 30_000;

/** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
export function createImagesApi(options: ImagesApiOptions): ImagesClient {
  return new HttpImagesApi(options);
}

/** What is known of one attempt while it runs. */
interface Progress {
  sent: boolean;
  answer?: WireResponse;
  bytes: number;
}

class HttpImagesApi implements ImagesClient {
  readonly label: ProviderLabel;
  readonly streams: boolean;
  readonly defaults: ImageParameters;
  readonly #options: ImagesApiOptions;
  readonly #baseUrl: string;
  readonly #key: string | undefined;
  readonly #transport: Transport;
  readonly #context: ErrorContext;
  readonly #log: (line: string) => void;
  #variationsMissing: boolean;

  constructor(options: ImagesApiOptions) {
    const { profile, key, network = defaultNetwork } = options;
    this.#options = options;
    this.#baseUrl = normaliseBaseUrl(options.baseUrl);
    this.#key = key?.trim() || undefined;
    this.#transport = options.transport ?? createUndiciTransport(network);
    const { host } = new URL(this.#baseUrl);
    this.#context = { host, scrub: scrubber(this.#key, network.proxyAuthorization) };
    this.#log = options.log ?? (() => undefined);
    this.#variationsMissing = options.variationsKnownMissing === true;
    this.label = { id: profile.id, label: profile.label ?? host, offline: profile.id === 'offline' };
    this.streams = profile.streams;
    this.defaults = defaultsOf(profile, options.responseFormat ?? 'auto');
  }

  get hasVariations(): boolean {
    return this.#options.profile.variations && !this.#variationsMissing;
  }

  async *send(
    request: ImageRequest,
    destination: Destination,
    signal: AbortSignal,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { maxRetries = 2 } = this.#options;
    if (request.route === 'variations' && !this.hasVariations)
      throw new ImageError({ kind: 'routeNotFound', host: this.#context.host });
    const completed = this.#completed(request);
    for (let retries = 0; ; retries++) {
      const progress: Progress = { sent: false, bytes: 0 };
      try {
        yield* this.#attempt(completed, destination, signal, progress);
        return;
      } catch (error) {
        const failure = this.#failure(error, undefined, progress);
        const { sent } = progress;
        const hint = shouldRetryHeader(progress.answer);
        if (!shouldRetry(failure.record, { retries, maxRetries, sent, shouldRetry: hint })) throw failure;
        const delayMs = retryDelay(failure.record, retries, Math.random());
        yield { type: 'retrying', attempt: retries + 1, delayMs, error: failure.record };
        await this.#pause(delayMs, signal);
      }
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const url = this.#options.profile.endpoint(this.#baseUrl, 'models');
    const progress: Progress = { sent: false, bytes: 0 };
    const limit = Math.min(modelsTimeoutMs, this.#options.timeoutMs);
    return this.#guarded('GET', url, limit, signal, progress, async stop => {
      const headers = { ...this.#identity(), accept: 'application/json' };
      const body = await this.#exchange({ method: 'GET', url, headers, signal: stop }, progress);
      return readModels((await readAll(body, maxModelsBytes, true)).toString(), this.#context.host);
    });
  }

  async checkConnection(
    signal: AbortSignal,
  ): Promise<{ readonly ms: number; readonly models?: readonly ModelInfo[] }> {
    const started = performance.now();
    try {
      const models = await this.listModels(signal);
      return { ms: performance.now() - started, models };
    } catch (error) {
      const there = error instanceof ImageError && /^(?:routeNotFound|badAnswer)$/.test(error.kind);
      if (!there) throw error;
      return { ms: performance.now() - started };
    }
  }

  /** One attempt; everything it opened is closed when it ends, however it ends. Throws ImageError only. */
  async *#attempt(
    request: ImageRequest,
    destination: Destination,
    signal: AbortSignal,
    progress: Progress,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { profile, timeoutMs } = this.#options;
    const url = profile.endpoint(this.#baseUrl, request.route, request.parameters.model);
    const shelf = new Shelf(destination);
    const limit = deadline(timeoutMs, signal);
    const started = performance.now();
    let body: OutgoingBody | undefined;
    let outcome: string | number = 'abandoned';
    try {
      assertMaySend(url, profile, this.#key);
      body = await bodyOf(request, profile);
      const answer = await this.#exchange(
        this.#wireRequest(request, url, body, limit.signal, progress),
        progress,
      );
      yield* this.#read(answer, request, { shelf, signal: limit.signal, progress });
      outcome = progress.answer?.status ?? 0;
    } catch (error) {
      const failure = this.#failure(error, limit.reason(), progress);
      outcome = failure.kind;
      if (failure.kind === 'routeNotFound' && request.route === 'variations') this.#missVariations();
      throw failure;
    } finally {
      limit.clear();
      progress.answer?.dispose();
      body?.dispose();
      await shelf.discard();
      this.#logExchange('POST', url, outcome, started, progress);
    }
  }

  async #guarded<T>(
    method: string,
    url: URL,
    ms: number,
    signal: AbortSignal,
    progress: Progress,
    act: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = deadline(ms, signal);
    const started = performance.now();
    let outcome: string | number = 0;
    try {
      assertMaySend(url, this.#options.profile, this.#key);
      const result = await act(limit.signal);
      outcome = progress.answer?.status ?? 0;
      return result;
    } catch (error) {
      const { mayBeBilled: _free, ...record } = this.#failure(error, limit.reason(), progress).record;
      outcome = record.kind;
      throw new ImageError(record);
    } finally {
      limit.clear();
      progress.answer?.dispose();
      this.#logExchange(method, url, outcome, started, progress);
    }
  }

  /** The decoded, counted body of a successful answer. */
  async #exchange(request: WireRequest, progress: Progress): Promise<AsyncIterable<Uint8Array>> {
    const answer = await this.#transport.request(request);
    progress.answer = answer;
    const body = await decoded(counted(answer.body, progress), answer.headers['content-encoding']);
    if (answer.status < 200 || answer.status > 299)
      throw await refusalOf(answer, body, request.url, this.#context);
    return body;
  }

  #wireRequest(
    request: ImageRequest,
    url: URL,
    body: OutgoingBody,
    signal: AbortSignal,
    progress: Progress,
  ): WireRequest {
    const stream = request.parameters.stream === true;
    const accept = stream ? 'text/event-stream, application/json' : 'application/json';
    return {
      method: 'POST',
      url,
      headers: { ...this.#identity(), accept, ...body.headers },
      body: body.content,
      signal,
      onSent: () => (progress.sent = true),
    };
  }

  async *#read(
    body: AsyncIterable<Uint8Array>,
    request: ImageRequest,
    {
      shelf,
      signal,
      progress,
    }: { readonly shelf: Shelf; readonly signal: AbortSignal; readonly progress: Progress },
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { status = 200, headers = {} } = progress.answer ?? {};
    const { userAgent } = this.#options;
    const how = { transport: this.#transport, baseUrl: this.#baseUrl, userAgent, log: this.#log, signal };
    const reading: Reading = {
      shelf,
      context: this.#context,
      refusal: { status, headers },
      download: (url, file) => download(url, file, how),
      log: this.#log,
    };
    const { form, all } = await sniff(body, headers['content-type'] ?? '', this.#context.host);
    if (form === 'json') yield* readJson(all, reading);
    else yield* readEvents(all, reading, request.parameters.n ?? 1);
  }

  #identity(): Record<string, string> {
    const { profile, organization, project, userAgent } = this.#options;
    return identityHeaders(profile, { key: this.#key, organization, project, userAgent });
  }

  /** The request with what is always sent here, and without what never is. */
  #completed<T extends ImageRequest>(request: T): T {
    const { profile, responseFormat = 'auto' } = this.#options;
    const { responseFormat: asked, ...given } = request.parameters;
    const model = given.model || profile.defaultModel;
    const format = formatOf(profile, responseFormat, asked);
    const parameters: ImageParameters = {
      ...given,
      ...(model === undefined ? {} : { model }),
      ...(format === undefined ? {} : { responseFormat: format }),
    };
    return { ...request, parameters };
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await wait(ms, signal);
    } catch (error) {
      throw signal.aborted ? stopped('cancelled', this.#context.host, false) : error;
    }
  }

  #failure(error: unknown, reason: 'cancelled' | 'timeout' | undefined, progress: Progress): ImageError {
    if (reason) return stopped(reason, this.#context.host, progress.sent);
    const failure = wireFailure(error, this.#context, progress.answer !== undefined);
    const requestId = progress.answer && requestIdOf(progress.answer.headers);
    return new ImageError({
      host: this.#context.host,
      ...(requestId ? { requestId } : {}),
      ...failure.record,
    });
  }

  #missVariations(): void {
    this.#variationsMissing = true;
    this.#options.onVariationsMissing?.();
  }

  #logExchange(
    method: string,
    url: URL,
    outcome: string | number,
    started: number,
    progress: Progress,
  ): void {
    const requestId = progress.answer && requestIdOf(progress.answer.headers);
    const ms = performance.now() - started;
    this.#log(exchangeLine({ method, url, outcome, requestId, ms, bytes: progress.bytes }));
  }
}

async function* counted(
  body: AsyncIterable<Uint8Array>,
  progress: Progress,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body) {
    progress.bytes += chunk.length;
    yield chunk;
  }
}

function shouldRetryHeader(answer: WireResponse | undefined): boolean | undefined {
  const value = answer?.headers['x-should-retry']?.trim().toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function formatOf(
  profile: ProviderProfile,
  policy: ResponseFormatPolicy,
  asked: ImageParameters['responseFormat'],
): ImageParameters['responseFormat'] {
  if (policy === 'omit') return undefined;
  if (policy !== 'auto') return policy;
  return profile.responseFormat ? (asked ?? 'b64_json') : undefined;
}

function defaultsOf(profile: ProviderProfile, policy: ResponseFormatPolicy): ImageParameters {
  const responseFormat = formatOf(profile, policy, undefined);
  return responseFormat === undefined ? {} : { responseFormat };
}
