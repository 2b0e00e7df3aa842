import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createImagesApi, type ImagesApiOptions, type ImagesClient } from '../../../src/api/client.ts';
import { profileFor } from '../../../src/api/providers.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import type { ImageEvent } from '../../../src/images/result.ts';

/** What the tests use as a key: it must never be seen again. */
export const testKey = 'sk-test-0123456789abcdefSECRET';

/** A client of a compatible server, with short limits and no proxy. */
export function clientOf(baseUrl: string, options: Partial<ImagesApiOptions> = {}): ImagesClient {
  return createImagesApi({
    profile: profileFor('compatible', baseUrl),
    baseUrl,
    timeoutMs: 20_000,
    userAgent: 'easel-test',
    network: { proxySupport: 'off' },
    ...options,
  });
}

/** What came of one request. */
export interface Outcome {
  readonly events: readonly ImageEvent[];
  readonly error?: ImageError;
  /** Names of the files that are in the folder afterwards, sorted. */
  readonly files: readonly string[];
  readonly folder: string;
}

/** Folders for pictures that disappear with `clean`. */
export class Workspace {
  readonly #folders: string[] = [];

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'easel-api-'));
    this.#folders.push(folder);
    return folder;
  }

  /** Sends a request and waits for its end; foreign errors are thrown. */
  async run(
    api: ImagesClient,
    request: ImageRequest,
    signal = new AbortController().signal,
  ): Promise<Outcome> {
    const folder = await this.folder();
    const events: ImageEvent[] = [];
    let error: ImageError | undefined;
    try {
      for await (const event of api.send(request, { folder, stem: 'run' }, signal)) events.push(event);
    } catch (thrown) {
      if (!(thrown instanceof ImageError)) throw thrown;
      error = thrown;
    }
    const files = (await readdir(folder)).toSorted();
    return { events, files, folder, ...(error ? { error } : {}) };
  }

  async clean(): Promise<void> {
    await Promise.all(this.#folders.splice(0).map(folder => rm(folder, { recursive: true, force: true })));
  }
}

/** The simplest request. */
export const generation: ImageRequest = {
  route: 'generations',
  prompt: 'a lighthouse',
  parameters: { model: 'm' },
};
