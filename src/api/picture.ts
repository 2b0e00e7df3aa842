import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { extensionOf, type ImageFacts, type Picture } from '../images/picture.ts';
import { describeBytes, isWhole, probe, probeBytes, tailBytes } from '../raster/probe.ts';
import { codeOf } from './transport.ts';

/** No picture may be larger, bytes, unless another limit is given. */
const maxPictureBytes = 256 * 1024 * 1024;

/** Bytes gathered for one write: large enough that the number of writes does not matter, small enough to hold. */
const blockBytes = 512 * 1024;

/** The first block, bytes: many small pictures may be open at once. Each that follows is larger than the last. */
const firstBlockBytes = 4 * 1024;
const growth = 8;

/** Metadata of a JPEG may push its size beyond the usual head; this much is looked at before giving up, bytes. */
const longHeadBytes = 4 * 1024 * 1024;

/**
 * A picture on its way to the disk, as `<name>.part` until it is whole. One block is written while the next fills;
 * `drain` holds the reader back when the disk is slower than the network.
 */
export class PictureFile {
  readonly #folder: string;
  readonly #name: string;
  /** Bytes it may have. */
  readonly limit: number;
  #handle: FileHandle | undefined;
  #block: Buffer<ArrayBuffer> = Buffer.allocUnsafe(0);
  #used = 0;
  #nextBytes = firstBlockBytes;
  #spare: Buffer<ArrayBuffer> | undefined;
  #bytes = 0;
  #backlog = 0;
  #writes: Promise<void> = Promise.resolve();
  #failure: ImageError | undefined;
  #over = false;
  #discarding: Promise<void> | undefined;

  /** `limit`: bytes the picture may have. */
  constructor(folder: string, name: string, limit = maxPictureBytes) {
    this.#folder = folder;
    this.#name = name;
    this.limit = limit;
  }

  /** Bytes taken so far, written or not. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether it was finished or discarded. */
  get over(): boolean {
    return this.#over;
  }

  /** @throws ImageError `tooLarge` */
  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + blockBytes);
      this.fill(piece.length, block => {
        block.set(piece);
        return piece.length;
      });
      at += piece.length;
    }
  }

  /** Lets `write` put up to `size` bytes (at most a block) into place itself; it returns how many it put there. */
  fill(size: number, write: (space: Buffer) => number): number {
    if (this.#bytes + size > this.limit) {
      const detail = `a picture over ${megabytes(this.limit)} MB`;
      throw new ImageError({ kind: 'tooLarge', detail, mayBeBilled: true });
    }
    if (this.#used + size > this.#block.length) this.#begin(size);
    const count = write(this.#block.subarray(this.#used, this.#used + size));
    this.#used += count;
    this.#bytes += count;
    return count;
  }

  /** Resolves when there is room for more. @throws ImageError `disk` */
  async drain(): Promise<void> {
    if (this.#backlog > 1) await this.#writes;
    if (this.#failure) throw this.#failure;
  }

  /**
   * Ends the file and gives it the extension its bytes deserve, and another name where that is known only now.
   * @throws ImageError `badPicture` when the bytes are no whole picture, `disk`; the file is gone then
   */
  async finish(name = this.#name): Promise<Picture> {
    try {
      this.#flush();
      await this.#writes;
      if (this.#failure) throw this.#failure;
      const facts = await this.#examine();
      await this.#handle?.close();
      const file = `${name}.${extensionOf[facts.type]}`;
      await onDisk(() => rename(this.#part, join(this.#folder, file)));
      this.#over = true;
      this.#free();
      return { ...facts, file, bytes: this.#bytes };
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /** Forgets what was taken, so that the picture may come anew. @throws ImageError `disk` */
  async restart(): Promise<void> {
    await this.#writes;
    this.#used = 0;
    this.#bytes = 0;
    const handle = this.#handle;
    if (!handle) return;
    this.#handle = undefined;
    await onDisk(() => handle.close());
    await onDisk(() => rm(this.#part, { force: true }));
  }

  /** Removes what was written. May be called at any time, also after `finish`, which it leaves alone. */
  async discard(): Promise<void> {
    if (this.#over) return this.#discarding;
    this.#over = true;
    this.#discarding = this.#remove();
    await this.#discarding;
  }

  async #remove(): Promise<void> {
    await this.#writes;
    this.#free();
    if (!this.#handle) return;
    await this.#handle.close();
    await rm(this.#part, { force: true });
  }

  /** Gives its memory back: the file may be remembered for as long as the answer lasts. */
  #free(): void {
    this.#block = Buffer.allocUnsafe(0);
    this.#used = 0;
    this.#spare = undefined;
  }

  get #part(): string {
    return join(this.#folder, `${this.#name}.part`);
  }

  /** Another block, with room for `size` bytes. */
  #begin(size: number): void {
    this.#flush();
    const bytes = Math.max(size, this.#nextBytes);
    const spare = this.#spare;
    // Until it is written again it has one user only.
    this.#spare = undefined;
    this.#block = spare && spare.length >= bytes ? spare : Buffer.allocUnsafe(bytes);
    this.#nextBytes = Math.min(blockBytes, bytes * growth);
  }

  #flush(): void {
    if (this.#used === 0) return;
    const block = this.#block;
    const filled = block.subarray(0, this.#used);
    this.#block = Buffer.allocUnsafe(0);
    this.#used = 0;
    this.#backlog++;
    this.#writes = this.#writeAfter(this.#writes, filled, block);
  }

  /** Never rejects: a failure is kept, and thrown to whoever next asks for room or for the end. */
  async #writeAfter(before: Promise<void>, filled: Buffer, block: Buffer<ArrayBuffer>): Promise<void> {
    await before;
    try {
      if (!this.#failure && !this.#over) await this.#write(filled);
    } catch (error) {
      this.#failure = diskFailure(error);
    }
    this.#backlog--;
    this.#spare = block;
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#handle ??= await open(this.#part, 'w+');
    await this.#handle.writeFile(bytes);
  }

  async #examine(): Promise<ImageFacts> {
    const handle = this.#handle;
    if (!handle) throw badPicture('nothing');
    const head = await onDisk(() => read(handle, 0, probeBytes));
    const facts = probe(head) ?? (await this.#examineFurther(handle));
    if (!facts) throw badPicture(describeBytes(head));
    const tail = await onDisk(() => read(handle, Math.max(0, this.#bytes - tailBytes), tailBytes));
    if (!isWhole(facts.type, this.#bytes, head, tail))
      throw badPicture(`a ${facts.type.toUpperCase()} picture that is cut short`);
    return facts;
  }

  async #examineFurther(handle: FileHandle): Promise<ImageFacts | undefined> {
    if (this.#bytes <= probeBytes) return undefined;
    return probe(await onDisk(() => read(handle, 0, longHeadBytes)));
  }
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}

async function read(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { size } = await handle.stat();
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

/** Bytes that are no picture, or not all of one; `detail` says what they are. */
export function badPicture(detail: string): ImageError {
  return new ImageError({ kind: 'badPicture', detail, mayBeBilled: true });
}

function diskFailure(error: unknown): ImageError {
  return new ImageError({ kind: 'disk', detail: codeOf(error) || 'unknown', mayBeBilled: true });
}

async function onDisk<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw diskFailure(error);
  }
}
