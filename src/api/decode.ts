import { pipeline, Readable, type Transform } from 'node:stream';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { ImageError } from '../images/errors.ts';

/**
 * A body without its `content-encoding`. Nothing asks for one, but proxies and some servers compress anyway.
 * @throws ImageError `badAnswer` for an unknown encoding or data that is not in it; while reading, what `body` throws
 */
export async function decoded(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const names = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity');
  let plain = body;
  // Listed in the order they were applied.
  for (const name of names.toReversed()) plain = await undone(plain, name);
  return plain;
}

async function undone(body: AsyncIterable<Uint8Array>, name: string): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await peek(body, 1);
  if (head.length === 0) return all;
  return through(all, transformFor(name, head));
}

function transformFor(name: string, head: Uint8Array): Transform {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  if (name === 'zstd') return createZstdDecompress();
  // "deflate" means zlib, and some servers send the bare stream all the same: 8 is zlib's only method.
  if (name === 'deflate') return ((head[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
  throw new ImageError({
    kind: 'badAnswer',
    detail: `content-encoding ${name.slice(0, 40)}`,
    mayBeBilled: true,
  });
}

async function* through(
  body: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array, void, undefined> {
  let failure: unknown;
  const watched = (async function* () {
    try {
      yield* body;
    } catch (error) {
      failure = error;
      throw error;
    }
  })();
  // Errors of either end come out of the iteration below; the callback only keeps them from being unhandled.
  const source = Readable.from(watched, { objectMode: false });
  pipeline(source, transform, () => undefined);
  try {
    yield* transform as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failure ?? compressionFailure(error);
  } finally {
    transform.destroy();
    source.destroy();
  }
}

function compressionFailure(error: unknown): ImageError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'Z_BUF_ERROR') return new ImageError({ kind: 'cutOff', mayBeBilled: true });
  return new ImageError({ kind: 'badAnswer', detail: 'broken compressed data', mayBeBilled: true });
}

/** The first bytes of a body, at least `enough` of them unless it is shorter, and the body with them still in it. */
export async function peek(
  body: AsyncIterable<Uint8Array>,
  enough: number,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < enough) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  return { head: Buffer.concat(chunks), all: rejoined(chunks, iterator) };
}

async function* rejoined(
  chunks: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* chunks;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** All of a body. @throws ImageError `tooLarge` beyond `limit` bytes */
export async function readAll(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit)
      throw new ImageError({ kind: 'tooLarge', detail: `more than ${limit / 1024 / 1024} MB` });
  }
  return Buffer.concat(chunks);
}
