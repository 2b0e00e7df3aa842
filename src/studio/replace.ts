import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import type { Replacement, Run, SavedPlace, Tile } from '../images/run.ts';
import type { Rect } from '../images/transform.ts';

/** The user's files, local, remote or virtual, by uri. */
export interface ReplaceFiles {
  /** Undefined when there is no such file. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all, over what is there. */
  write(uri: string, bytes: Uint8Array): Promise<void>;
}

/** The part of the library that knows what was replaced. */
export interface ReplaceLog {
  runs(): Promise<readonly Run[]>;
  /** Absolute path. */
  folderOf(runId: string): string;
  /** Keeps bytes in the run's folder, on disk before it settles. @returns the file's name @throws ImageError `disk` */
  keepReplaced(runId: string, bytes: Uint8Array, extension: string): Promise<string>;
  markReplaced(runId: string, tileId: string, replaced: Omit<Replacement, 'at' | 'undone'>): Promise<void>;
  /** The old bytes of that name are back in their place. */
  markRestored(runId: string, tileId: string, file: string): Promise<void>;
}

/** A replacement with the picture that did it. */
export interface Replaced {
  readonly runId: string;
  readonly tileId: string;
  readonly replacement: Replacement;
}

/**
 * Puts a picture in place of a file, so that it can be undone.
 * @throws ImageError `source`: the file is not there any more; `disk`: it could not be kept or written
 */
export async function replaceFile(
  log: ReplaceLog,
  files: ReplaceFiles,
  picture: Picture,
  of: { readonly runId: string; readonly tileId: string },
  place: SavedPlace,
): Promise<Replaced> {
  const bytes = await onDisk(readFile(join(log.folderOf(of.runId), picture.file)));
  return replaceWith(log, files, bytes, of, place);
}

/**
 * The same with bytes that were made of a picture. The old ones and the record of them are in the library before the
 * file is touched, so that whatever ends the window on the way can be undone. @throws as replaceFile() does
 */
export async function replaceWith(
  log: ReplaceLog,
  files: ReplaceFiles,
  bytes: Uint8Array,
  of: { readonly runId: string; readonly tileId: string },
  { uri, label }: SavedPlace,
): Promise<Replaced> {
  const old = await onDisk(files.read(uri));
  if (!old) throw new ImageError({ kind: 'source', detail: label });
  return put(log, files, of, { uri, label, old, bytes });
}

/** What a file was given before, and what it is given instead. */
export interface Update {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * Puts new bytes into a file that still has those it was given before, as `replaceFile` does; else nothing is touched.
 * @param updates the ways in which it may have been given them
 * @param crop the part of the picture that the old bytes show, which comes back with them
 * @returns the replacement, or why there is none: the file is not there any more, or has other bytes by now
 * @throws ImageError `disk`
 */
export async function updateFile(
  log: ReplaceLog,
  files: ReplaceFiles,
  updates: readonly Update[],
  of: { readonly runId: string; readonly tileId: string },
  { uri, label }: SavedPlace,
  crop: Rect,
): Promise<Replaced | 'gone' | 'changed'> {
  const old = await onDisk(files.read(uri));
  if (!old) return 'gone';
  const update = updates.find(({ before }) => Buffer.compare(before, old) === 0);
  return update ? put(log, files, of, { uri, label, old, bytes: update.after, crop }) : 'changed';
}

interface Exchange extends SavedPlace {
  readonly old: Uint8Array;
  readonly bytes: Uint8Array;
  readonly crop?: Rect;
}

async function put(
  log: ReplaceLog,
  files: ReplaceFiles,
  { runId, tileId }: { readonly runId: string; readonly tileId: string },
  { uri, label, old, bytes, crop }: Exchange,
): Promise<Replaced> {
  const file = await log.keepReplaced(runId, old, extensionOfName(label));
  const replaced = { uri, label, file, hash: hashOf(bytes), ...(crop ? { crop } : {}) };
  await log.markReplaced(runId, tileId, replaced);
  try {
    await onDisk(files.write(uri, bytes));
  } catch (error) {
    // What is still as it was has nothing to undo; a file that was lost on the way can be put back.
    if (await isStill(files, uri, old)) await log.markRestored(runId, tileId, file);
    throw error;
  }
  return { runId, tileId, replacement: { ...replaced, at: Date.now() } };
}

/** What can be undone, newest first. */
export async function undoable(log: ReplaceLog): Promise<readonly Replaced[]> {
  const all = (await log.runs()).flatMap(run => run.tiles.flatMap(tile => replacementsOf(run, tile)));
  return all
    .filter(({ replacement }) => !replacement.undone)
    .toSorted((a, b) => b.replacement.at - a.replacement.at);
}

/**
 * Whether nobody has changed a file since it was replaced: it has what was written, or what it had before, as while
 * another window or an earlier click is putting that back. @throws ImageError `disk`
 */
export async function isUntouched(
  log: Pick<ReplaceLog, 'folderOf'>,
  files: ReplaceFiles,
  { runId, replacement }: Replaced,
): Promise<boolean> {
  const now = await onDisk(files.read(replacement.uri));
  if (now === undefined) return false;
  const hash = hashOf(now);
  if (hash === replacement.hash) return true;
  return hash === hashOf(await onDisk(readFile(join(log.folderOf(runId), replacement.file))));
}

/** Puts the old bytes back, whatever is there now. @throws ImageError `disk` */
export async function restore(
  log: ReplaceLog,
  files: ReplaceFiles,
  { runId, tileId, replacement }: Replaced,
): Promise<void> {
  await putBack(log.folderOf(runId), files, replacement);
  await log.markRestored(runId, tileId, replacement.file);
}

/** Writes old bytes over what is there now. @param folder absolute path of where they are kept @throws ImageError `disk` */
export async function putBack(
  folder: string,
  files: ReplaceFiles,
  { file, uri }: Pick<Replacement, 'file' | 'uri'>,
): Promise<void> {
  const old = await onDisk(readFile(join(folder, file)));
  await onDisk(files.write(uri, old));
}

async function isStill(files: ReplaceFiles, uri: string, old: Uint8Array): Promise<boolean> {
  const now = await files.read(uri).catch(() => undefined);
  return now !== undefined && hashOf(now) === hashOf(old);
}

function replacementsOf(run: Run, tile: Tile): readonly Replaced[] {
  return (tile.replaced ?? []).map(replacement => ({ runId: run.id, tileId: tile.id, replacement }));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function extensionOfName(name: string): string {
  return /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? 'bin';
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof ImageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}
