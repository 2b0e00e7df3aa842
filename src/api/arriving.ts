import { ImageError } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import { Base64Sink } from './base64.ts';
import type { PictureFile } from './picture.ts';
import type { TextSink } from './quotedText.ts';

/** Of a picture that failed so many times its limit is passed over, to come to the others. */
const mostSkipped = 4;

/** A picture whose text is arriving. Its own faults are kept, so that the others of the answer still come. */
export class Arriving implements TextSink {
  readonly file: PictureFile;
  readonly #sink: Base64Sink;
  #failure: ImageError | undefined;
  /** Characters that came after the failure. */
  #skipped = 0;

  constructor(file: PictureFile) {
    this.file = file;
    this.#sink = new Base64Sink(file);
  }

  /** @throws ImageError `badPicture`, `tooLarge`: when it has no end, the failure is not its alone any more */
  write(ascii: Buffer): void {
    if (this.#failure) this.#skip(ascii.length, this.#failure);
    else this.#guard(() => this.#sink.write(ascii));
  }

  end(): void {
    this.#guard(() => this.#sink.end());
  }

  /** @throws ImageError `badPicture`, `tooLarge`, `disk` */
  async finish(name?: string): Promise<Picture> {
    if (!this.#failure) return this.file.finish(name);
    await this.file.discard();
    throw this.#failure;
  }

  #skip(length: number, failure: ImageError): void {
    this.#skipped += length;
    if (this.#skipped > mostSkipped * this.file.limit) throw failure;
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
  return error instanceof ImageError && /^(?:badPicture|tooLarge|download|serverPath)$/.test(error.kind);
}
