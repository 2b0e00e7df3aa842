import { ImageError } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import { Base64Sink } from './base64.ts';
import type { PictureFile } from './picture.ts';
import type { TextSink } from './quotedText.ts';

/** A picture whose text is arriving. Its own faults are kept, so that the others of the answer still come. */
export class Arriving implements TextSink {
  readonly file: PictureFile;
  readonly #sink: Base64Sink;
  #failure: ImageError | undefined;

  constructor(file: PictureFile) {
    this.file = file;
    this.#sink = new Base64Sink(file);
  }

  write(ascii: Buffer): void {
    this.#guard(() => this.#sink.write(ascii));
  }

  end(): void {
    this.#guard(() => this.#sink.end());
  }

  /** @throws ImageError `badPicture`, `disk` */
  async finish(name?: string): Promise<Picture> {
    if (!this.#failure) return this.file.finish(name);
    await this.file.discard();
    throw this.#failure;
  }

  #guard(act: () => void): void {
    if (this.#failure) return;
    try {
      act();
    } catch (error) {
      if (!isAboutOnePicture(error)) throw error;
      this.#failure = error;
    }
  }
}

/** Errors of one picture, beside which the others of the answer are still good. */
export function isAboutOnePicture(error: unknown): error is ImageError {
  return error instanceof ImageError && /^(?:badPicture|download|serverPath)$/.test(error.kind);
}
