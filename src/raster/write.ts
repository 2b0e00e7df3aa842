import { encodeAs } from './codecs.ts';
import { edgeColour, flatten, isSeeThrough, type Rgb } from './fit/parts.ts';
import { encodeOpaquePng } from './formats/pngWriter.ts';
import type { EncodableType, EncodeOptions, Pixels } from './pixels.ts';

const white: Rgb = [255, 255, 255];

/** How a picture is written. */
export interface WriteOptions extends EncodeOptions {
  readonly type: EncodableType;
  /** Whether the file is to have an alpha channel; what shines through is else laid on the matte. */
  readonly alpha: boolean;
  /** Default: the colour of the picture's own edge, and white where that is see-through. */
  readonly matte?: Rgb | undefined;
}

/** One file in memory, with or without an alpha channel as asked. May change the pixels of `image`. */
export function write(image: Pixels, options: WriteOptions): Promise<Uint8Array<ArrayBuffer>> {
  const opaque = !options.alpha || options.type === 'jpeg';
  if (opaque && isSeeThrough(image)) flatten(image, options.matte ?? edgeColour(image) ?? white);
  if (opaque && options.type === 'png') return Promise.resolve(encodeOpaquePng(image));
  return encodeAs(options.type, image, options);
}
