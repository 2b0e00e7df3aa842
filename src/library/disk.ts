import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { isPreviewOf } from '../images/previews.ts';
import { filesOf, type Tile } from '../images/run.ts';

/** Start of the names of folders that are on their way out. */
const trash = '.trash-';

/** Start of the names of files that hold the old bytes of what was replaced. */
export const replacedKind = 'replaced';

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

/** Makes a folder where that many bytes are free. @throws Node's error; `ENOSPC` also before the disk is full */
export async function makeFolder(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new Error('ENOSPC');
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

/** Removes the files of pictures: finals, what was made of them, previews of all attempts, and what they replaced. */
export async function removePictures(folder: string, tiles: readonly Tile[]): Promise<void> {
  const files = new Set(tiles.flatMap(filesOf));
  const stems = tiles.flatMap(({ stem }) =>
    stem === undefined ? [] : [`${stem}.`, `${stem}-fitted`, `${stem}-locked.`],
  );
  const there = await readdir(folder).catch(() => []);
  const isTheirs = (name: string): boolean =>
    files.has(name) ||
    stems.some(stem => name.startsWith(stem)) ||
    tiles.some(tile => isPreviewOf(tile, name));
  const doomed = there.filter(isTheirs);
  await Promise.all(doomed.map(name => rm(join(folder, name), { force: true, maxRetries: 3 })));
}
