import { createHash } from 'node:crypto';
import { ImageError } from '../images/errors.ts';
import type { Replacement } from '../images/run.ts';

/** A file that is whole on the disk, under a name of its own until it is put in its place. */
export interface StagedFile {
  /** @returns false when a file is there by now and may not be replaced */
  put(): Promise<boolean>;
  /** Removes what was not put. */
  discard(): Promise<void>;
}

/** A folder of the user's project that a set is written into. */
export interface SetFolder {
  /** Undefined when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  stage(name: string, bytes: Uint8Array, overwrite: boolean): Promise<StagedFile>;
  remove(name: string): Promise<void>;
  /** What a file is remembered by. */
  placeOf(name: string): { readonly uri: string; readonly label: string };
}

/** A file of a set. */
export interface SetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where the old bytes go of files that may be replaced. */
export interface OldFiles {
  /** @returns the name they are kept under */
  keep(bytes: Uint8Array, name: string): Promise<string>;
  /** What is about to be replaced, so that whatever ends the window on the way can be undone. */
  record(files: readonly Replacement[]): Promise<void>;
  /** It was not replaced after all. */
  forget(files: readonly Replacement[]): Promise<void>;
}

/** A file of a set on its way to its place, with what is there before. */
interface OnItsWay extends SetFile {
  readonly staged: StagedFile;
  readonly old: Uint8Array | undefined;
}

/**
 * Writes all files of a set or none: all are whole on the disk, and what is there is kept, before the first is put in its
 * place; what was put is taken back when one cannot be.
 * @param oldFiles where files are there that may be replaced
 * @returns what was replaced @throws ImageError `disk`
 */
export async function writeSet(
  folder: SetFolder,
  files: readonly SetFile[],
  oldFiles?: OldFiles,
): Promise<readonly Replacement[]> {
  const all: OnItsWay[] = [];
  try {
    for (const one of files) {
      const old = oldFiles && (await folder.read(one.name));
      all.push({ ...one, old, staged: await folder.stage(one.name, one.bytes, oldFiles !== undefined) });
    }
    const replaced = oldFiles ? await keepOld(folder, all, oldFiles) : [];
    await putAll(folder, all, async () => oldFiles?.forget(replaced));
    return replaced;
  } catch (cause) {
    await Promise.allSettled(all.map(({ staged }) => staged.discard()));
    if (cause instanceof ImageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}

async function keepOld(
  folder: SetFolder,
  all: readonly OnItsWay[],
  oldFiles: OldFiles,
): Promise<readonly Replacement[]> {
  const replaced: Replacement[] = [];
  for (const { name, bytes, old } of all) {
    if (!old) continue;
    const file = await oldFiles.keep(old, name);
    replaced.push({ ...folder.placeOf(name), file, hash: hashOf(bytes), at: Date.now() });
  }
  if (replaced.length > 0) await oldFiles.record(replaced);
  return replaced;
}

/** @param forget only after all is as it was: what could not be taken back can still be undone */
async function putAll(
  folder: SetFolder,
  all: readonly OnItsWay[],
  forget: () => Promise<void>,
): Promise<void> {
  const put: OnItsWay[] = [];
  try {
    for (const one of all) {
      if (!(await one.staged.put())) throw new Error(`${one.name}: EEXIST`);
      put.push(one);
    }
  } catch (error) {
    for (const { name, old } of put.toReversed()) {
      if (old) await (await folder.stage(name, old, true)).put();
      else await folder.remove(name);
    }
    await forget();
    throw error;
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
