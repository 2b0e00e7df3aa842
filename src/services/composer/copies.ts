import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../../images/errors.ts';
import { extensionOf, isDrawable, uprightSize } from '../../images/picture.ts';
import type { Source } from '../../images/run.ts';
import { maxDroppedBytes } from '../../protocol/composer.ts';
import { RasterError } from '../../raster/pixels.ts';
import { probeFile } from '../../raster/probeFile.ts';
import { straysLiveMs } from '../../library/deskFile.ts';
import type { SourceFiles } from '../../studio/ports.ts';
import type { SourceReference } from '../../studio/sources.ts';
import type { LazyRaster } from '../lazyRaster.ts';

/** Up to here a picture is shown as it is, bytes; above it a small copy is drawn. */
const smallEnough = 2 * 1024 * 1024;
/** Longer edge of a small copy, px: twice what the page shows, for dense screens. */
const edge = 144;

/** Copies of the pictures that go along with the next run. */
export class Copies {
  readonly #folder: string;
  readonly #files: SourceFiles;
  readonly #raster: Pick<LazyRaster, 'get'>;
  readonly #uriOf: (path: string) => string;

  constructor(
    folder: string,
    files: SourceFiles,
    raster: Pick<LazyRaster, 'get'>,
    uriOf: (path: string) => string,
  ) {
    this.#folder = folder;
    this.#files = files;
    this.#raster = raster;
    this.#uriOf = uriOf;
  }

  /** Absolute path of a reference's copy. */
  pathOf({ file }: Source): string {
    return join(this.#folder, file);
  }

  /** A picture by its own name, with its bytes from the copy. */
  referenceTo(source: Source): SourceReference {
    return { uri: source.uri, label: source.label, from: this.#uriOf(this.pathOf(source)) };
  }

  /** Absolute path of what is small enough to be shown. */
  async shownPath(source: Source): Promise<string> {
    const small = thumbPath(this.pathOf(source));
    const there = source.bytes > smallEnough && (await stat(small).catch(() => undefined));
    return there ? small : this.pathOf(source);
  }

  /** Width and height in px as the picture is seen: EXIF may lay it on its side. */
  async seenSize(source: Source): Promise<{ readonly width: number; readonly height: number }> {
    const { facts } = await probeFile(this.pathOf(source));
    const { width, height } = facts ?? source;
    return (facts?.orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
  }

  /** Keeps pasted or dropped bytes; their uri is that of the copy. @throws ImageError `source`, `invalid`, `disk` */
  addBytes(bytes: Uint8Array, label: string): Promise<Source> {
    return this.#keep(label, path => writeFile(path, bytes), this.#uriOf);
  }

  /** Keeps a copy of a file. @throws ImageError `source`, `invalid`, `disk` */
  addFile(reference: SourceReference): Promise<Source> {
    const { uri, label, from = uri } = reference;
    return this.#keep(
      label,
      path => this.#files.copy(from, path),
      () => uri,
    );
  }

  /** Deletes a copy. */
  async remove(source: Source): Promise<void> {
    const path = this.pathOf(source);
    await Promise.all([rm(path, { force: true }), rm(thumbPath(path), { force: true })]);
  }

  /** Deletes a copy that nobody has used for a day; another window may show a younger one, the sweep has it later. */
  async forget(source: Source): Promise<void> {
    const found = await stat(this.pathOf(source)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > straysLiveMs) await this.remove(source);
  }

  async #keep(
    label: string,
    put: (path: string) => Promise<void>,
    uriOf: (path: string) => string,
  ): Promise<Source> {
    const id = randomUUID();
    const arrived = join(this.#folder, `${id}.part`);
    try {
      await mkdir(this.#folder, { recursive: true });
      await put(arrived).catch((cause: unknown) => {
        throw new ImageError({ kind: 'source', detail: label }, { cause });
      });
      const { facts, whole, bytes } = await probeFile(arrived);
      if (!facts || !whole) throw new ImageError({ kind: 'source', detail: label });
      if (bytes > maxDroppedBytes) throw tooLarge(label);
      const { type } = facts;
      const file = `${id}.${extensionOf[type]}`;
      const path = join(this.#folder, file);
      await rename(arrived, path);
      // Some systems copy a file with its age, and what is old is swept.
      await utimes(path, new Date(), new Date());
      if (bytes > smallEnough && isDrawable(facts)) await this.#draw(path);
      return { uri: uriOf(path), label, file, type, ...uprightSize(facts), bytes };
    } finally {
      await rm(arrived, { force: true });
    }
  }

  async #draw(path: string): Promise<void> {
    try {
      const raster = await this.#raster.get();
      await writeFile(thumbPath(path), await raster.thumbnail(path, edge));
    } catch (error) {
      // What cannot be drawn here is left to the browser.
      if (!(error instanceof RasterError)) throw error;
    }
  }
}

function thumbPath(path: string): string {
  return `${path}.thumb.png`;
}

function tooLarge(file: string): ImageError {
  const args = { file, megabytes: maxDroppedBytes / 1024 / 1024 };
  return new ImageError({
    kind: 'invalid',
    problems: [{ code: 'source.tooLarge', field: 'image', args }],
  });
}
