import { ImageError, type ErrorRecord } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import { bareHost, isLoopbackUrl, isPrivateAddress } from './address.ts';
import { decoded } from './decode.ts';
import { defined } from './envelope.ts';
import { patience } from './patience.ts';
import type { PictureFile } from './picture.ts';
import { exchangeLine, tidy, type Scrub } from './redact.ts';
import { retryDelay, wait } from './retry.ts';
import { TransportError, type Transport, type WireResponse } from './transport.ts';

/** What fetching a result needs besides its address. */
export interface Download {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly log: (line: string) => void;
  readonly scrub: Scrub;
  /** How long nothing may come, ms. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

const maxRedirects = 3;
const maxAttempts = 3;

/**
 * Fetches the picture behind a `url` of an answer into `file`; no key goes with it. It is free of charge, so what may
 * pass is tried again, from the start.
 * @throws ImageError `download`, `serverPath`, `badPicture`, `tooLarge`, `disk`
 */
export async function download(address: string, file: PictureFile, how: Download): Promise<Picture> {
  try {
    return await fetched(address, file, how);
  } catch (error) {
    await file.discard();
    throw scrubbed(error, how.scrub);
  }
}

async function fetched(address: string, file: PictureFile, how: Download): Promise<Picture> {
  const target = targetOf(address, how.baseUrl);
  for (let attempt = 1; ; attempt++) {
    try {
      await fetchInto(target, file, how);
      return await file.finish();
    } catch (error) {
      if (attempt === maxAttempts || !isPassing(error)) throw explained(error, address, target);
      await file.restart();
      await wait(retryDelay({ kind: 'download' }, attempt - 1, Math.random()), how.signal);
    }
  }
}

// Xinference answers with the path of a file on its own disk (api-contract §6).
const serverRoots = /^\/(?:root|home|users|tmp|var|mnt|opt|workspace|app|private)\//i;

/** @throws ImageError `serverPath`, `download` */
function targetOf(address: string, baseUrl: string): URL {
  const text = address.trim();
  const isPath = /^file:|^[a-z]:[\\/]|^\\\\/i.test(text) || serverRoots.test(text);
  if (isPath) throw serverPath(text);
  const base = `${baseUrl}/`;
  if (!URL.canParse(text, base)) throw refused('not an address');
  const url = new URL(text, base);
  url.hash = '';
  assertAllowed(url, baseUrl);
  return url;
}

/**
 * https anywhere on the public internet; http, and addresses that are not public, only where the provider itself
 * is: an answer must not make this machine ask around in its own network.
 */
function assertAllowed(url: URL, baseUrl: string): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(`${url.protocol} is not https`);
  if (isWithProvider(url, baseUrl)) return;
  if (url.protocol === 'http:') throw refused('http is not https', url.host);
  if (isLoopbackUrl(url) || isPrivateAddress(bareHost(url))) throw refused('a private address', url.host);
}

function isWithProvider(url: URL, baseUrl: string): boolean {
  const provider = new URL(baseUrl);
  if (url.hostname === provider.hostname) return true;
  return isLoopbackUrl(url) && isLoopbackUrl(provider);
}

async function fetchInto(target: URL, file: PictureFile, how: Download): Promise<void> {
  let url = target;
  for (let redirects = 0; ; redirects++) {
    const next = await fetchOnce(url, file, how);
    if (!next) return;
    if (redirects === maxRedirects) throw refused('too many redirects', url.host);
    assertAllowed(next, how.baseUrl);
    url = next;
  }
}

/** Returns where a redirect leads. */
async function fetchOnce(url: URL, file: PictureFile, how: Download): Promise<URL | undefined> {
  const started = performance.now();
  const headers = { 'user-agent': how.userAgent, accept: 'image/*' };
  // A user and password in the address would go out as credentials.
  const plain = new URL(`${url.pathname}${url.search}`, url.origin);
  const publicOnly = !isWithProvider(url, how.baseUrl);
  const { signal, listen, clear } = patience(how.silenceMs, how.signal);
  let answer: WireResponse | undefined;
  try {
    answer = await how.transport.request({ method: 'GET', url: plain, headers, signal, publicOnly });
    const location = answer.headers['location'];
    if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
      if (!URL.canParse(location, plain.href)) throw refused('a redirect to nowhere', url.host);
      return new URL(location, plain);
    }
    if (answer.status !== 200) throw refused(`status ${answer.status}`, url.host, answer.status);
    await store(listen(answer.body), answer.headers['content-encoding'], file);
    return undefined;
  } finally {
    clear();
    if (answer) {
      answer.dispose();
      const ms = performance.now() - started;
      how.log(exchangeLine({ method: 'GET', url: plain, outcome: answer.status, ms, bytes: file.bytes }));
    }
  }
}

async function store(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  file: PictureFile,
): Promise<void> {
  for await (const chunk of await decoded(body, encoding)) {
    file.append(chunk);
    await file.drain();
  }
}

/** Of files that are not in all places yet, and of hosts that are busy. */
const passingStatuses: ReadonlySet<number> = new Set([404, 408, 425, 429]);

function isPassing(error: unknown): boolean {
  if (error instanceof TransportError) return error.code !== 'EPRIVATE';
  if (!(error instanceof ImageError)) return false;
  const { kind, status = 0 } = error.record;
  return kind === 'cutOff' || status >= 500 || passingStatuses.has(status);
}

function explained(error: unknown, address: string, target: URL): unknown {
  if (error instanceof ImageError) {
    const { kind, status, detail = 'cut short' } = error.record;
    // Of its packing: about this picture only, not about the answer it is linked from.
    if (kind === 'badAnswer' || kind === 'cutOff') return refused(detail, target.host);
    // A path that its own host does not serve was a path on its disk.
    return kind === 'download' && status === 404 && address.startsWith('/') ? serverPath(address) : error;
  }
  if (!(error instanceof TransportError)) return error;
  return refused(
    error.code === 'EPRIVATE' ? 'a private address' : error.code || 'no connection',
    target.host,
  );
}

function refused(detail: string, host?: string, status?: number): ImageError {
  const record: ErrorRecord = { kind: 'download', detail, mayBeBilled: true };
  return new ImageError({
    ...record,
    ...(host === undefined ? {} : { host }),
    ...(status === undefined ? {} : { status }),
  });
}

function serverPath(path: string): ImageError {
  return new ImageError({ kind: 'serverPath', detail: path.slice(0, 200), mayBeBilled: true });
}

/** An address may have anything in it, and its parts are kept with the error. */
function scrubbed(error: unknown, scrub: Scrub): unknown {
  if (!(error instanceof ImageError)) return error;
  const { host, detail, ...record } = error.record;
  return new ImageError({
    ...record,
    ...defined({ host: tidy(host, scrub, 260), detail: tidy(detail, scrub, 300) }),
  });
}
