import type { ImageType } from '../images/picture.ts';

/** Unpacked pixels: RGBA, 8 bits each, not premultiplied, rows from the top without padding. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Formats that can be written; GIF and SVG are only looked at. */
export type EncodableType = 'png' | 'jpeg' | 'webp';

export interface EncodeOptions {
  /** 0 to 100, jpeg and webp only; 100 is the best. */
  readonly quality?: number | undefined;
  /** WebP only: every pixel as it was, also the colour of hidden ones. */
  readonly lossless?: boolean | undefined;
}

/** Why pixels could not be worked on; `unreadable` and `tooLarge` are about the file, the others about the machine. */
export type RasterFailure = 'unreadable' | 'tooLarge' | 'failed' | 'crashed';

/** What the worker's functions throw; the message is a short fact in English, such as `a CMYK JPEG`. */
export class RasterError extends Error {
  override readonly name = 'RasterError';
  readonly failure: RasterFailure;

  constructor(failure: RasterFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** A wholly transparent picture of that size. */
export function blank(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** Whether files of that type can be written. */
export function isEncodable(type: ImageType): type is EncodableType {
  return type === 'png' || type === 'jpeg' || type === 'webp';
}
