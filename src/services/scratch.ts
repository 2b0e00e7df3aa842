import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Other windows may be open this long, ms. */
const oldMs = 24 * 60 * 60_000;

/** Files that are only looked at, in a folder of this window's; gone when the window closes, or at the next start. */
export class Scratch {
  readonly #root: string;
  readonly #folder: string;
  #ready: Promise<void> | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#folder = join(root, randomUUID().slice(0, 8));
  }

  /** Writes a file under its own name, in a folder of its own. @returns its absolute path */
  async write(name: string, bytes: Uint8Array): Promise<string> {
    const folder = await this.folder();
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  }

  /** A new empty folder. @returns its absolute path */
  async folder(): Promise<string> {
    await (this.#ready ??= this.#makeReady());
    const folder = join(this.#folder, randomUUID().slice(0, 8));
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Removes what this window wrote. */
  async close(): Promise<void> {
    if (this.#ready) await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #makeReady(): Promise<void> {
    await removeOld(this.#root);
    await mkdir(this.#folder, { recursive: true });
  }
}

/** What windows that did not close properly left behind. */
async function removeOld(root: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const found = await stat(join(root, name)).catch(() => undefined);
    const old = found && Date.now() - found.mtimeMs > oldMs;
    if (old) await rm(join(root, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
