import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a small file whole or not at all: to a name of its own first, then renamed into place. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes the newest of many versions of one thing, never two at a time, skipping those that were overtaken. */
export class LatestWriter<T> {
  readonly #write: (value: T) => Promise<void>;
  #next: { readonly value: T } | undefined;
  #busy: Promise<void> | undefined;

  constructor(write: (value: T) => Promise<void>) {
    this.#write = write;
  }

  /** Settles when this version or a newer one is on disk. @throws what the write threw */
  put(value: T): Promise<void> {
    this.#next = { value };
    return (this.#busy ??= this.#drain());
  }

  async #drain(): Promise<void> {
    try {
      while (this.#next) {
        const { value } = this.#next;
        this.#next = undefined;
        await this.#write(value);
      }
    } finally {
      // At once, not a turn later: a version that comes from then on needs somebody to write it.
      this.#busy = undefined;
    }
  }
}
