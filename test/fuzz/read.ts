// The reading end of the client without a network: what is done with a body once its status was 200.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, type Reading } from '../../src/api/answer.ts';
import { decoded } from '../../src/api/decode.ts';
import { download } from '../../src/api/download.ts';
import { readEvents } from '../../src/api/events.ts';
import { Shelf } from '../../src/api/shelf.ts';
import { sniff } from '../../src/api/sniff.ts';
import type { Transport } from '../../src/api/transport.ts';
import { ImageError } from '../../src/images/errors.ts';
import type { ImageEvent } from '../../src/images/result.ts';
import type { Told } from './bodies.ts';

/** Nothing is behind any link. */
const transport: Transport = {
  request: () => Promise.resolve({ status: 410, headers: {}, body: nothing(), dispose: () => undefined }),
};

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {
  // No bytes.
}

/** What came of one body. */
export interface Read {
  readonly told: readonly Told[];
  readonly error?: ImageError;
  /** Files that are there and were told of. */
  readonly files: readonly string[];
}

/**
 * Reads a body into `folder` and empties it again.
 * @throws what is no ImageError, and Error for files that should not be there or are not what was told
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  wanted: number,
  folder: string,
): Promise<Read> {
  const shelf = new Shelf({ folder, stem: 'f' }, 1_000_000);
  const context = { host: 'host', scrub: (text: string) => text };
  const how = {
    transport,
    baseUrl: 'https://api.example/v1',
    userAgent: 'fuzz',
    log: () => undefined,
    scrub: (text: string) => text,
    silenceMs: 1000,
  };
  const reading: Reading = {
    shelf,
    context,
    refusal: { status: 200, headers: {} },
    download: (url, file, signal) => download(url, file, { ...how, signal }),
    log: () => undefined,
  };
  const told: Told[] = [];
  const files: string[] = [];
  let error: ImageError | undefined;
  try {
    const { form, all } = await sniff(await decoded(body, encoding), '', 'host');
    const events = form === 'json' ? readJson(all, reading) : readEvents(all, reading, wanted);
    for await (const event of events) {
      if ('picture' in event) files.push(event.picture.file);
      told.push(...(await toldOf(event, folder)));
    }
  } catch (thrown) {
    if (!(thrown instanceof ImageError)) throw thrown;
    error = thrown;
  }
  await shelf.discard();
  await emptied(folder, new Set(files));
  return { told, files, ...(error ? { error } : {}) };
}

async function toldOf(event: ImageEvent, folder: string): Promise<readonly Told[]> {
  switch (event.type) {
    case 'completed':
    case 'partial': {
      const content = await readFile(join(folder, event.picture.file));
      if (content.length !== event.picture.bytes)
        throw new Error(
          `${event.picture.file} has ${content.length} bytes, told were ${event.picture.bytes}`,
        );
      const bytes = content.toString('hex');
      if (event.type === 'partial') return [{ type: 'partial', partialIndex: event.partialIndex, bytes }];
      const words = event.revisedPrompt;
      return [{ type: 'completed', index: event.index, bytes, ...(words === undefined ? {} : { words }) }];
    }
    case 'usage':
      return [{ type: 'usage', total: event.usage.totalTokens }];
    case 'echo':
      return [{ type: 'echo', size: event.echo.size ?? '' }];
    case 'failed':
    case 'retrying':
      return [];
    default:
      throw new Error('an event nobody knows');
  }
}

async function emptied(folder: string, expected: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map(name => rm(join(folder, name))));
  const strays = names.filter(name => !expected.has(name));
  if (strays.length > 0) throw new Error(`left behind: ${strays.join(', ')}`);
}
