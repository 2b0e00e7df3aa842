import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { deservesThumbnail, type Picture } from '../images/picture.ts';
import type { Run } from '../images/run.ts';
import { writeWhole } from './writer.ts';

/** Folder of the thumbnails, below the library's root; no run can be called that. */
const folderName = '.thumbnails';

/** Draws a small WebP of a picture file, for tiles; undefined when it cannot be drawn. */
export type DrawThumbnail = (path: string) => Promise<Uint8Array | undefined>;

/** Thumbnails of the library's pictures: known by their names, never trusted to be there, drawn one at a time. */
export class TileThumbnails {
  /** Absolute path. */
  readonly folder: string;
  readonly #draw: DrawThumbnail;
  #names = new Set<string>();
  /** In bytes, of those that were drawn here or looked at. */
  readonly #sizes = new Map<string, number>();
  /** Those that wait for their turn, and those that could not be drawn. */
  readonly #asked = new Set<string>();
  readonly #limit = pLimit(1);

  constructor(root: string, draw: DrawThumbnail) {
    this.folder = join(root, folderName);
    this.#draw = draw;
  }

  /** Learns which there are. */
  async load(): Promise<void> {
    this.#names = new Set(await readdir(this.folder).catch(() => []));
  }

  /** Name of a picture's thumbnail in the folder; undefined when none is known. */
  nameOf(runId: string, file: string): string | undefined {
    const name = nameOf(runId, file);
    return this.#names.has(name) ? name : undefined;
  }

  /**
   * Draws a picture's thumbnail when its turn comes, also one that was known and is gone; what cannot be drawn is not
   * tried again. @returns whether there is one now that was not there before
   */
  async #request(runId: string, picture: Picture, folder: string): Promise<boolean> {
    const name = nameOf(runId, picture.file);
    if (this.#asked.has(name) || !deservesThumbnail(picture)) return false;
    this.#asked.add(name);
    return this.#limit(async () => {
      const path = join(this.folder, name);
      const found = await sizeOf(path);
      const bytes = found ?? (await this.#make(join(folder, picture.file), path));
      const isNews = found === undefined || !this.#names.has(name);
      this.#learn(name, bytes);
      return bytes !== undefined && isNews;
    });
  }

  /**
   * Has a thumbnail drawn of a run's picture, by its file, where one is worth while. One of a picture that was deleted
   * meanwhile is removed again. @returns the run when it has a thumbnail now that was not there before
   */
  async requestOf(read: () => Run | undefined, file: string, folder: string): Promise<Run | undefined> {
    const before = read();
    const picture = before && pictureOf(before, file);
    if (!picture || !(await this.#request(before.id, picture, folder))) return undefined;
    const run = read();
    if (run && pictureOf(run, file)) return run;
    await this.remove(before.id, [file]);
    return undefined;
  }

  /** Removes those of a run, or of some of its pictures. */
  remove(runId: string, files?: readonly string[]): Promise<void> {
    const own = files?.map(file => nameOf(runId, file));
    return this.#removeAll(own ?? [...this.#names].filter(name => runOf(name) === runId));
  }

  /** Removes those whose run is gone. */
  sweep(isThere: (runId: string) => boolean): Promise<void> {
    return this.#removeAll([...this.#names].filter(name => !isThere(runOf(name))));
  }

  /** Bytes of all; files whose size is not known are looked at, once. */
  async bytes(): Promise<number> {
    const limit = pLimit(8);
    const unknown = [...this.#names].filter(name => !this.#sizes.has(name));
    await Promise.all(
      unknown.map(name =>
        limit(async () => this.#sizes.set(name, (await sizeOf(join(this.folder, name))) ?? 0)),
      ),
    );
    return [...this.#names].reduce((sum, name) => sum + (this.#sizes.get(name) ?? 0), 0);
  }

  #learn(name: string, bytes: number | undefined): void {
    if (bytes === undefined) this.#names.delete(name);
    else {
      this.#names.add(name);
      this.#sizes.set(name, bytes);
      this.#asked.delete(name);
    }
  }

  async #removeAll(doomed: readonly string[]): Promise<void> {
    for (const name of doomed) {
      this.#names.delete(name);
      this.#sizes.delete(name);
      this.#asked.delete(name);
    }
    await Promise.all(doomed.map(name => rm(join(this.folder, name), { force: true })));
  }

  async #make(source: string, path: string): Promise<number | undefined> {
    const bytes = await this.#draw(source);
    if (!bytes) return undefined;
    await mkdir(this.folder, { recursive: true });
    await writeWhole(path, bytes);
    return bytes.length;
  }
}

function pictureOf({ tiles }: Run, file: string): Picture | undefined {
  return tiles.flatMap(({ picture, fitted }) => [picture, fitted]).find(one => one?.file === file);
}

function nameOf(runId: string, file: string): string {
  return `${runId}~${file}.webp`;
}

/** The run that a thumbnail's name begins with. */
function runOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('~')));
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.size;
}
