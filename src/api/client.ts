import { ImageError } from '../images/errors.ts';
import type { ImageType } from '../images/picture.ts';
import type { ImageParameters, ImageRequest, Route } from '../images/request.ts';
import type { ImageEvent } from '../images/result.ts';
import type { ProviderLabel } from '../images/run.ts';
import { readJson, readPicture, type Reading } from './answer.ts';
import { bodyOf, type OutgoingBody } from './body.ts';
import { readAll } from './decode.ts';
import { deadline, waitOrStop, type Deadline } from './deadline.ts';
import { download } from './download.ts';
import { readEvents } from './events.ts';
import { Exchange, type House } from './exchange.ts';
import { assertMaySend, identityHeaders } from './guard.ts';
import { askMaskField, type MaskField, type MaskFields } from './maskField.ts';
import { readModels, type ModelInfo } from './models.ts';
import { accountOf, normaliseBaseUrl, type ProviderProfile, type ResponseFormatPolicy } from './providers.ts';
import { defaultNetwork, type NetworkSettings } from './proxy.ts';
import { scrubber } from './redact.ts';
import { completed, defaultsOf } from './responseFormat.ts';
import { retryDelay, shouldRetry, shouldRetryOf } from './retry.ts';
import { Shelf, type Destination } from './shelf.ts';
import { sniff } from './sniff.ts';
import type { Transport } from './transport.ts';
import { createUndiciTransport } from './undiciTransport.ts';

/** Everything that decides how a provider is asked; fixed for the life of a client. */
export interface ImagesApiOptions {
  /** From `profileFor`, so that it fits the address. */
  readonly profile: ProviderProfile;
  readonly baseUrl: string;
  readonly key?: string;
  /** Limit of one whole request with its retries, the waits before them and the download of its pictures, ms. */
  readonly timeoutMs: number;
  readonly userAgent: string;
  readonly responseFormat?: ResponseFormatPolicy;
  readonly organization?: string;
  readonly project?: string;
  readonly network?: NetworkSettings;
  /** Instead of undici. */
  readonly transport?: Transport;
  /** For tests: smaller than nature. */
  readonly limits?: Limits;
  /** How often what cannot have been billed is sent again; 2 when absent. */
  readonly maxRetries?: number;
  /** Takes one line without keys, prompts and queries. */
  readonly log?: (line: string) => void;
  /** `/images/variations` was seen missing there before. */
  readonly variationsKnownMissing?: boolean;
  /** What servers were found to call a mask; of this client alone when absent. */
  readonly maskFields?: MaskFields;
  /** It was seen missing now. */
  readonly onVariationsMissing?: () => void;
}

/** How much is taken and waited for; each has a limit of its own when absent. */
export interface Limits {
  /** Of one picture, bytes. */
  readonly pictureBytes?: number;
  /** For the body of a refusal, ms. */
  readonly refusalMs?: number;
  /** For the next byte of a picture that is linked, ms. */
  readonly linkSilenceMs?: number;
  /** For a server's description of itself, ms. */
  readonly descriptionMs?: number;
}

/** The client of one provider: the studio's `ImagesApi` port and what the settings ask. May be used concurrently. */
export interface ImagesClient {
  readonly label: ProviderLabel;
  readonly hasVariations: boolean;
  readonly streams: boolean;
  readonly lacksFormats: readonly ImageType[];
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

class HttpImagesApi implements ImagesClient {
  readonly label: ProviderLabel;
  readonly streams: boolean;
  readonly lacksFormats: readonly ImageType[];
  readonly defaults: ImageParameters;
  readonly #options: ImagesApiOptions;
  readonly #baseUrl: string;
  readonly #key: string | undefined;
  readonly #house: House;
  readonly #maskFields: MaskFields;
  #variationsMissing: boolean;

  constructor(options: ImagesApiOptions) {
    const { profile, key, network = defaultNetwork, responseFormat = 'auto' } = options;
    this.#options = options;
    this.#baseUrl = normaliseBaseUrl(options.baseUrl);
    this.#key = key?.trim() || undefined;
    const { host, hostname } = new URL(this.#baseUrl);
    const scrub = scrubber(this.#key, network.proxyAuthorization);
    this.#house = {
      transport: options.transport ?? createUndiciTransport(network),
      context: { host, scrub },
      account: accountOf(profile.id, hostname),
      // A link of an answer may have anything in it.
      log: line => options.log?.(scrub(line)),
      refusalMs: options.limits?.refusalMs ?? 5000,
    };
    this.#maskFields = options.maskFields ?? new Map();
    this.#variationsMissing = options.variationsKnownMissing === true;
    const offline = profile.id === 'offline';
    this.label = { id: profile.id, label: profile.label ?? host, offline, ...(offline ? {} : { host }) };
    this.streams = profile.streams;
    this.lacksFormats = profile.lacksFormats;
    this.defaults = defaultsOf(profile, responseFormat);
  }

  get hasVariations(): boolean {
    return this.#options.profile.variations && !this.#variationsMissing;
  }

  async *send(
    request: ImageRequest,
    destination: Destination,
    signal: AbortSignal,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { profile, responseFormat = 'auto', timeoutMs } = this.#options;
    const { host } = this.#house.context;
    if (request.route === 'variations' && !this.hasVariations)
      throw new ImageError({ kind: 'routeNotFound', host });
    const whole = completed(request, profile, responseFormat);
    const limit = deadline(timeoutMs, signal);
    try {
      yield* this.#attempts(whole, destination, limit);
    } finally {
      limit.clear();
    }
  }

  /** Until one succeeds, or none that follows would be safe, or in time. */
  async *#attempts(
    request: ImageRequest,
    destination: Destination,
    limit: Deadline,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { maxRetries = 2 } = this.#options;
    for (let retries = 0; ; retries++) {
      const exchange = this.#exchange('POST', request.route, limit, request.parameters.model);
      try {
        yield* this.#attempt(exchange, request, destination);
        return;
      } catch (error) {
        const failure = exchange.failure(error);
        this.#learn(request, failure);
        const hint = shouldRetryOf(exchange.headers);
        const { sent, taken } = exchange;
        const attempt = { retries, maxRetries, sent, taken, shouldRetry: hint };
        if (!shouldRetry(failure.record, attempt)) throw failure;
        const delayMs = retryDelay(failure.record, retries, Math.random());
        // A wait that cannot end well is not begun.
        if (delayMs >= limit.leftMs()) throw failure;
        yield { type: 'retrying', attempt: retries + 1, delayMs, error: failure.record };
        await waitOrStop(delayMs, limit, failure);
      }
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const timeoutMs = Math.min(modelsTimeoutMs, this.#options.timeoutMs);
    const limit = deadline(timeoutMs, signal);
    const exchange = this.#exchange('GET', 'models', limit);
    try {
      this.#assertMaySend(exchange.url);
      const body = await exchange.open({ ...this.#identity(), accept: 'application/json' });
      const text = (await readAll(body, maxModelsBytes)).toString();
      return readModels(text, this.#house.context.host);
    } catch (error) {
      // A list costs nothing, whatever became of it.
      const { mayBeBilled: _never, ...record } = exchange.failure(error).record;
      throw new ImageError(record);
    } finally {
      exchange.close();
      limit.clear();
    }
  }

  async checkConnection(
    signal: AbortSignal,
  ): Promise<{ readonly ms: number; readonly models?: readonly ModelInfo[] }> {
    const started = performance.now();
    try {
      const models = await this.listModels(signal);
      return { ms: performance.now() - started, models };
    } catch (error) {
      const isThere = error instanceof ImageError && error.kind === 'routeNotFound';
      if (!isThere) throw error;
      return { ms: performance.now() - started };
    }
  }

  /** One attempt; everything it opened is closed when it ends, however it ends. */
  async *#attempt(
    exchange: Exchange,
    request: ImageRequest,
    destination: Destination,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const shelf = new Shelf(destination, this.#options.limits?.pictureBytes);
    let body: OutgoingBody | undefined;
    try {
      this.#assertMaySend(exchange.url);
      body = await bodyOf(request, await this.#maskField(request, exchange));
      const accept = request.parameters.stream ? 'text/event-stream, application/json' : 'application/json';
      const headers = { ...this.#identity(), accept, ...body.headers };
      yield* this.#read(await exchange.open(headers, body.content), exchange, request, shelf);
    } catch (error) {
      throw exchange.failure(error);
    } finally {
      body?.dispose();
      await shelf.discard();
      exchange.close();
    }
  }

  async *#read(
    body: AsyncIterable<Uint8Array>,
    exchange: Exchange,
    request: ImageRequest,
    shelf: Shelf,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const { context, log, transport } = this.#house;
    const { status, headers, signal } = exchange;
    const { userAgent, limits } = this.#options;
    const silenceMs = limits?.linkSilenceMs ?? 30_000;
    const how = { transport, baseUrl: this.#baseUrl, userAgent, log, scrub: context.scrub, silenceMs };
    const reading: Reading = {
      shelf,
      context,
      refusal: { status, headers },
      download: (url, file, stop) => download(url, file, { ...how, signal: AbortSignal.any([signal, stop]) }),
      log,
    };
    const { form, all } = await sniff(body, headers['content-type'] ?? '', context.host);
    if (form === 'json') yield* readJson(all, reading);
    else if (form === 'picture') yield* readPicture(all, reading);
    else yield* readEvents(all, reading, request.parameters.n ?? 1);
  }

  #exchange(method: 'GET' | 'POST', route: Route | 'models', limit: Deadline, model?: string): Exchange {
    const url = this.#options.profile.endpoint(this.#baseUrl, route, model);
    return new Exchange(this.#house, method, url, limit);
  }

  /** A server that may call a mask otherwise is asked before the first one is sent there. */
  async #maskField(request: ImageRequest, { url, signal }: Exchange): Promise<MaskField> {
    const { profile, userAgent, limits } = this.#options;
    if (profile.maskField !== 'described') return profile.maskField;
    if (request.route !== 'edits' || !request.mask) return 'mask';
    const question = {
      transport: this.#house.transport,
      baseUrl: this.#baseUrl,
      edits: url,
      userAgent,
      timeoutMs: limits?.descriptionMs ?? 5000,
    };
    return askMaskField(this.#maskFields, question, signal);
  }

  #assertMaySend(url: URL): void {
    assertMaySend(url, this.#options.profile, this.#key);
  }

  #identity(): Record<string, string> {
    const { profile, organization, project, userAgent } = this.#options;
    return identityHeaders(profile, { key: this.#key, organization, project, userAgent });
  }

  /** A server without the route for variations is remembered; its model may be missing on another day only. */
  #learn(request: ImageRequest, failure: ImageError): void {
    if (request.route !== 'variations' || failure.kind !== 'routeNotFound') return;
    this.#variationsMissing = true;
    this.#options.onVariationsMissing?.();
  }
}
