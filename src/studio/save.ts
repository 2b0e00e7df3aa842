import { join } from 'node:path';
import { extensionOf, uprightSize, type Picture } from '../images/picture.ts';
import { ImageError } from '../images/errors.ts';
import type { Run, Tile } from '../images/run.ts';
import { candidates, fileName } from '../project/names.ts';

/** A folder of the user's project that pictures are saved into: local, remote or virtual. */
export interface ProjectFolder {
  /** Makes the folder and those above it where they are missing. */
  ensure(): Promise<void>;
  exists(name: string): Promise<boolean>;
  /**
   * Puts a file there whole or not at all, without replacing one.
   * @returns false when a file of that name is there by now
   */
  add(name: string, localPath: string): Promise<boolean>;
}

/** Names that were taken between look and write are tried again this often. */
const maxAttempts = 1000;

/**
 * Saves a picture's own bytes under the next free name and gives the name.
 * @throws ImageError `disk` when the folder cannot be written
 */
export async function savePicture(
  picture: Picture,
  runFolder: string,
  name: string,
  folder: ProjectFolder,
): Promise<string> {
  const names = candidates(name, extensionOf[picture.type]);
  try {
    await folder.ensure();
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const candidate = names.next().value;
      if (await folder.exists(candidate)) continue;
      if (await folder.add(candidate, join(runFolder, picture.file))) return candidate;
    }
  } catch (cause) {
    throw new ImageError({ kind: 'disk', detail: messageOf(cause) }, { cause });
  }
  throw new ImageError({ kind: 'disk', detail: name });
}

/** The name a picture gets, without extension, from the user's template. */
export function nameOf(run: Run, tile: Tile, picture: Picture, template: string): string {
  const { width, height } = uprightSize(picture);
  return fileName(template, {
    title: titleOf(run, tile),
    model: run.parameters.model ?? run.provider.id,
    size: `${width}x${height}`,
    index: run.tiles.findIndex(({ id }) => id === tile.id) + 1,
    date: new Date(run.startedAt),
  });
}

/** The name with the extension that its bytes have; a wrong or missing one is put right. */
export function withTrueExtension(name: string, picture: Picture): string {
  const extension = extensionOf[picture.type];
  const own = /\.(png|jpe?g|webp|gif|svg)$/i.exec(name)?.[0];
  if (!own) return `${name}.${extension}`;
  const fits = own.toLowerCase() === `.${extension}` || (extension === 'jpg' && /^\.jpeg$/i.test(own));
  return fits ? name : `${name.slice(0, -own.length)}.${extension}`;
}

function titleOf(run: Run, tile: Tile): string {
  const source = run.sources[tile.source ?? 0];
  if (run.kind === 'generate' || !source) return run.prompt;
  const name = source.label.split('/').at(-1) ?? source.label;
  return `${name.replace(/\.[^.]*$/, '')} ${run.kind === 'variations' ? 'variation' : 'edit'}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
