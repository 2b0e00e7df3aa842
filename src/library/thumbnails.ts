import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { isDrawable, type Picture } from '../images/picture.ts';
import { writeWhole } from './writer.ts';

/** Folder of the thumbnails, below the library's root; no run can be called that. */
export const thumbnailFolder = '.thumbnails';

/** Smaller pictures are shown themselves: longer edge in px, and size in bytes. */
const smallEdge = 640;
const smallBytes = 200_000;

/** Draws a small WebP of a picture file, for tiles; undefined when it cannot be drawn. */
export type DrawThumbnail = (path: string) => Promise<Uint8Array | undefined>;

/** Whether a tile is better off with a thumbnail than with the picture itself. */
export function deservesThumbnail(picture: Picture): boolean {
  const { type, width, height, bytes, animated } = picture;
  if (type === 'gif' || type === 'svg' || animated || !isDrawable(picture)) return false;
  return Math.max(width, height) > smallEdge || bytes > smallBytes;
}

/** Thumbnails of the library's pictures: known by their names, never trusted to be there, drawn one at a time. */
export class TileThumbnails {
  readonly #folder: string;
  readonly #draw: DrawThumbnail;
  /** Sizes in bytes by run and picture; undefined until somebody asks for the sum. */
  readonly #known = new Map<string, Map<string, number | undefined>>();
  readonly #asked = new Set<string>();
  readonly #limit = pLimit(1);

  constructor(root: string, draw: DrawThumbnail) {
    this.#folder = join(root, thumbnailFolder);
    this.#draw = draw;
  }

  /** Learns which there are. */
  async load(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const [runId, file] = name.replace(/\.webp$/, '').split('~');
      if (runId && file && name.endsWith('.webp')) this.#add(runId, file, undefined);
    }
  }

  /** Name of a picture's thumbnail in the folder; undefined when none is known. */
  nameOf(runId: string, file: string): string | undefined {
    return this.#known.get(runId)?.has(file) ? nameOf(runId, file) : undefined;
  }

  /**
   * Draws a picture's thumbnail when its turn comes; what cannot be drawn is not tried again.
   * @returns whether there is one now that was not known before
   */
  async request(runId: string, picture: Picture, folder: string): Promise<boolean> {
    const name = nameOf(runId, picture.file);
    const needless = this.nameOf(runId, picture.file) ?? !deservesThumbnail(picture);
    if (needless || this.#asked.has(name)) return false;
    this.#asked.add(name);
    return this.#limit(async () => {
      const path = join(this.#folder, name);
      const bytes = (await sizeOf(path)) ?? (await this.#make(join(folder, picture.file), path));
      if (bytes !== undefined) this.#add(runId, picture.file, bytes);
      return bytes !== undefined;
    });
  }

  /** Removes those of a run, or of some of its pictures. */
  async remove(runId: string, files?: readonly string[]): Promise<void> {
    const known = [...(this.#known.get(runId)?.keys() ?? [])];
    const doomed = files ?? known;
    for (const file of doomed) this.#known.get(runId)?.delete(file);
    await Promise.all(doomed.map(file => rm(join(this.#folder, nameOf(runId, file)), { force: true })));
  }

  /** Removes those whose run is gone. */
  async sweep(isThere: (runId: string) => boolean): Promise<void> {
    await Promise.all([...this.#known.keys()].filter(id => !isThere(id)).map(id => this.remove(id)));
  }

  /** Bytes of all; files that were never looked at are looked at once. */
  async bytes(): Promise<number> {
    const limit = pLimit(8);
    const open = [...this.#known].flatMap(([runId, files]) =>
      [...files].flatMap(([file, bytes]) => (bytes === undefined ? [{ runId, file }] : [])),
    );
    await Promise.all(
      open.map(({ runId, file }) =>
        limit(async () => {
          const bytes = await sizeOf(join(this.#folder, nameOf(runId, file)));
          if (this.nameOf(runId, file)) this.#add(runId, file, bytes ?? 0);
        }),
      ),
    );
    return [...this.#known.values()].flatMap(files => [...files.values()]).reduce<number>(add, 0);
  }

  #add(runId: string, file: string, bytes: number | undefined): void {
    const files = this.#known.get(runId) ?? new Map<string, number | undefined>();
    this.#known.set(runId, files.set(file, bytes));
  }

  async #make(source: string, path: string): Promise<number | undefined> {
    const bytes = await this.#draw(source);
    if (!bytes) return undefined;
    await mkdir(this.#folder, { recursive: true });
    await writeWhole(path, bytes);
    return bytes.length;
  }
}

function nameOf(runId: string, file: string): string {
  return `${runId}~${file}.webp`;
}

function add(sum: number, bytes: number | undefined): number {
  return sum + (bytes ?? 0);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.size;
}
