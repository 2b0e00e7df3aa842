import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPreviewOf } from '../images/previews.ts';
import type { Tile } from '../images/run.ts';

/** Removes the previews of tiles that nothing shows any more. Never rejects: what stays is removed with its picture. */
export async function dropPreviews(folder: string, tiles: readonly Tile[]): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  const shown = new Set(tiles.map(({ partial }) => partial?.file));
  const doomed = there.filter(name => !shown.has(name) && tiles.some(tile => isPreviewOf(tile, name)));
  await Promise.allSettled(doomed.map(name => rm(join(folder, name), { force: true })));
}
