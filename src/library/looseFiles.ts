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

  /** @param aside absolute path of a folder of which all counts */
  async bytes(runs: readonly Run[], aside: string): Promise<number> {
    const all = await Promise.all(runs.map(run => this.#limit(() => this.#bytesOf(run))));
    return all.reduce((sum, bytes) => sum + bytes, await bytesIn(aside, () => true));
  }

  async #bytesOf(run: Run): Promise<number> {
    const state = stateOf(run);
    const known = this.#known.get(run.id);
    if (known?.state === state) return known.bytes;
    const bytes = await this.#look(run);
    if (run.state !== 'running') this.#known.set(run.id, { state, bytes });
    return bytes;
  }

  #look({ id, tiles }: Run): Promise<number> {
    const counted = new Set(tiles.map(({ partial }) => partial?.file));
    return bytesIn(
      this.#folderOf(id),
      name => name.startsWith(`${replacedKind}-`) || (isPreview(name) && !counted.has(name)),
    );
  }
}

/** 0 for what is not there: another window was faster. */
async function bytesIn(folder: string, counts: (name: string) => boolean): Promise<number> {
  const names = (await readdir(folder).catch(() => [])).filter(counts);
  const sizes = await Promise.all(
    names.map(name =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What tells that there may be other files than before. */
function stateOf({ state, endedAt = 0, tiles }: Run): string {
  const replaced = tiles.reduce((sum, tile) => sum + (tile.replaced?.length ?? 0), 0);
  return [state, endedAt, tiles.length, replaced].join(' ');
}
