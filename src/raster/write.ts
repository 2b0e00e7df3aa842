import { encodeAs } from './codecs.ts';
import { edgeColour, flatten, isSeeThrough, type Rgb } from './fit/parts.ts';
import { isCarried, withProfile, type Profile } from './formats/colourProfile.ts';
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
  /** What the numbers of the pixels mean; left out where it cannot be carried. */
  readonly profile?: Profile | undefined;
}

/** One file in memory, with or without an alpha channel as asked. May change the pixels of `image`. */
export async function write(image: Pixels, options: WriteOptions): Promise<Uint8Array<ArrayBuffer>> {
  return tagged(await encoded(image, options), options.profile);
}

/** A file that was written, with a profile where it can be carried. */
export function tagged(
  bytes: Uint8Array<ArrayBuffer>,
  profile: Profile | undefined,
): Uint8Array<ArrayBuffer> {
  return profile && isCarried(profile) ? withProfile(bytes, profile) : bytes;
}

async function encoded(image: Pixels, options: WriteOptions): Promise<Uint8Array<ArrayBuffer>> {
  const opaque = !options.alpha || options.type === 'jpeg';
  if (opaque && isSeeThrough(image)) flatten(image, options.matte ?? edgeColour(image) ?? white);
  if (opaque && options.type === 'png') return encodeOpaquePng(image);
  return encodeAs(options.type, image, options);
}
