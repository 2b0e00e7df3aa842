import { PictureFile } from './picture.ts';

/** Folder and start of the file names of one request (see the port of the same shape in `studio`). */
export interface Destination {
  /** Absolute path of an existing folder. */
  readonly folder: string;
  readonly stem: string;
}

/** The pictures of one attempt: names them, and leaves nothing half-written behind. */
export class Shelf {
  readonly #destination: Destination;
  readonly #limit: number | undefined;
  /** Those that are not finished, and some that are. */
  readonly #files = new Set<PictureFile>();
  #unnamed = 0;

  /** `limit`: bytes each picture may have. */
  constructor(destination: Destination, limit?: number) {
    this.#destination = destination;
    this.#limit = limit;
  }

  /** A final picture, 0-based. */
  picture(index: number): PictureFile {
    return this.#open(String(index));
  }

  /** A picture of which nobody knows yet which it is: to be finished under one of `names`. */
  unnamed(): PictureFile {
    return this.#open(`stream-${this.#unnamed++}`);
  }

  /** Names of files without extension, as `PictureFile.finish` takes them. */
  readonly names = {
    picture: (index: number): string => this.#name(String(index)),
    partial: (index: number, partialIndex: number): string => this.#name(`${index}-partial-${partialIndex}`),
  };

  /** Waits until the disk has caught up. @throws ImageError `disk` */
  async drain(): Promise<void> {
    for (const file of this.#files) {
      if (file.over) this.#files.delete(file);
      else await file.drain();
    }
  }

  /** Removes every file that was not finished. */
  async discard(): Promise<void> {
    await Promise.all(Array.from(this.#files, file => file.discard()));
    this.#files.clear();
  }

  #open(suffix: string): PictureFile {
    const file = new PictureFile(this.#destination.folder, this.#name(suffix), this.#limit);
    this.#files.add(file);
    return file;
  }

  #name(suffix: string): string {
    return `${this.#destination.stem}-${suffix}`;
  }
}
