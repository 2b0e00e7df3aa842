import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { isPreview } from '../images/previews.ts';
import type { Run } from '../images/run.ts';
import { replacedKind } from './disk.ts';

/** Folders that are looked into at once. */
const parallelFolders = 8;

/** Bytes of the files that no record counts: what was replaced, and previews that were overtaken. */
export class LooseFiles {
  readonly #folderOf: (runId: string) => string;
  readonly #limit = pLimit(parallelFolders);
  /** Of runs at rest, until something is said about them. */
  readonly #known = new Map<string, { readonly state: string; readonly bytes: number }>();

  constructor(folderOf: (runId: string) => string) {
    this.#folderOf = folderOf;
  }

  async bytes(runs: readonly Run[]): Promise<number> {
    const all = await Promise.all(runs.map(run => this.#limit(() => this.#bytesOf(run))));
    return all.reduce((sum, bytes) => sum + bytes, 0);
  }

  async #bytesOf(run: Run): Promise<number> {
    const state = stateOf(run);
    const known = this.#known.get(run.id);
    if (known?.state === state) return known.bytes;
    const bytes = await this.#look(run);
    if (run.state !== 'running') this.#known.set(run.id, { state, bytes });
    return bytes;
  }

  async #look({ id, tiles }: Run): Promise<number> {
    const folder = this.#folderOf(id);
    const counted = new Set(tiles.map(({ partial }) => partial?.file));
    const there = await readdir(folder).catch(() => []);
    const loose = there.filter(
      name => name.startsWith(`${replacedKind}-`) || (isPreview(name) && !counted.has(name)),
    );
    const sizes = await Promise.all(
      loose.map(name =>
        stat(join(folder, name)).then(
          ({ size }) => size,
          // Another window was faster.
          () => 0,
        ),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}

/** What tells that there may be other files than before. */
function stateOf({ state, endedAt = 0, tiles }: Run): string {
  const replaced = tiles.reduce((sum, tile) => sum + (tile.replaced?.length ?? 0), 0);
  return [state, endedAt, tiles.length, replaced].join(' ');
}
