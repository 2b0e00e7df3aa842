// Caches that are keyed by content grow with every change of the sources.
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const day = 24 * 60 * 60 * 1000;

/** Deletes from the cache around `current` what was made more than a day ago; to have it again costs a second. */
export async function pruneAround(current: string): Promise<void> {
  const folder = dirname(current);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const made = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (path !== current && Date.now() - made > day) await rm(path, { recursive: true, force: true });
  }
}
