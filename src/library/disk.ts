import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { filesOf, type Tile } from '../images/run.ts';

/** Start of the names of folders that are on their way out. */
const trash = '.trash-';

/** `code` of a system error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the disk refused, as the rest of the house knows it. */
export function diskError(cause: unknown): ImageError {
  const detail = errorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  return new ImageError({ kind: 'disk', detail }, { cause });
}

/** Does something to a file that another window may have removed meanwhile. @returns whether it was there */
export async function ifThere(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Removes a folder with all that is in it; other windows see all of it or nothing. */
export async function removeFolder(root: string, name: string): Promise<void> {
  const folder = join(root, name);
  const away = join(root, `${trash}${randomUUID()}`);
  const moved = await ifThere(rename(folder, away)).catch(() => undefined);
  // Windows does not move a folder that somebody has a file open in; what can be removed is removed.
  if (moved !== false) await rm(moved ? away : folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Finishes removals that were cut short. */
export async function sweepTrash(root: string, entries: readonly string[]): Promise<void> {
  const left = entries.filter(name => name.startsWith(trash));
  await Promise.allSettled(left.map(name => rm(join(root, name), { recursive: true, force: true })));
}

/** Puts bytes into a folder under the next free name of a kind, on disk before this settles. @returns the name */
export async function keepBytes(
  folder: string,
  kind: string,
  bytes: Uint8Array,
  extension: string,
): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${kind}-${number}.${extension}`;
    try {
      await writeFile(join(folder, name), bytes, { flag: 'wx', flush: true });
      return name;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Removes the files of pictures: finals, fitted and locked ones, previews, what they replaced, and what is left of them. */
export async function removePictures(folder: string, tiles: readonly Tile[]): Promise<void> {
  const files = new Set(tiles.flatMap(filesOf));
  const stems = tiles.flatMap(({ stem }) =>
    stem === undefined ? [] : [`${stem}.`, `${stem}-partial-`, `${stem}-fitted`, `${stem}-locked.`],
  );
  const there = await readdir(folder).catch(() => []);
  const doomed = there.filter(name => files.has(name) || stems.some(stem => name.startsWith(stem)));
  await Promise.all(doomed.map(name => rm(join(folder, name), { force: true, maxRetries: 3 })));
}
