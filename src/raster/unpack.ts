import { readFile } from 'node:fs/promises';
import type { ImageFacts } from '../images/picture.ts';
import { decodeAs } from './codecs.ts';
import { place } from './fit/parts.ts';
import { jpegParts } from './formats/jpegParts.ts';
import { hasTrueChecksums } from './formats/pngChecksums.ts';
import { firstFrame } from './formats/webpFrames.ts';
import { RasterError, type EncodableType, type Pixels } from './pixels.ts';
import { describeBytes, isWhole, probe } from './probe.ts';
import { upright } from './upright.ts';

/** More pixels than this are not unpacked: 400 MB of RGBA. */
const mostPixels = 100_000_000;

/** A file in memory, or a path for the worker to read. */
export type FileInput = { readonly bytes: Uint8Array } | { readonly path: string };

/** A file that was read and can be unpacked. */
export interface ReadableFile {
  readonly bytes: Uint8Array;
  readonly facts: ImageFacts & { readonly type: EncodableType };
}

/** Reads a file and looks at it; rejects with `unreadable` or `tooLarge`, and with Node's error. */
export async function read(input: FileInput): Promise<ReadableFile> {
  const bytes = 'bytes' in input ? input.bytes : await readFile(input.path);
  const facts = probe(bytes);
  if (facts === undefined) throw new RasterError('unreadable', describeBytes(bytes));
  const { type } = facts;
  if (type === 'gif') throw new RasterError('unreadable', 'a GIF picture');
  if (type === 'svg') throw new RasterError('unreadable', 'an SVG drawing');
  if (type === 'jpeg') refuseOddJpeg(bytes);
  if (type === 'webp' && !isWhole(type, bytes.length, bytes, bytes))
    throw new RasterError('unreadable', 'a WebP picture that is cut short');
  if (facts.width * facts.height > mostPixels)
    throw new RasterError('tooLarge', `${facts.width}x${facts.height}`);
  return { bytes, facts: { ...facts, type } };
}

/** The codec would call the one damaged and paint what is missing grey. */
function refuseOddJpeg(bytes: Uint8Array): void {
  const { components, whole } = jpegParts(bytes);
  if (components === 4) throw new RasterError('unreadable', 'a CMYK JPEG');
  if (!whole) throw new RasterError('unreadable', 'a JPEG picture that is cut short');
}

/** Pixels as stored; of an animation its first frame. Rejects with `unreadable`. */
export async function unpack({ bytes, facts }: ReadableFile): Promise<Pixels> {
  try {
    if (facts.type === 'png' && !hasTrueChecksums(bytes)) throw new RangeError('a wrong checksum');
    if (facts.type === 'webp' && facts.animated === true) return await unpackFirstFrame(bytes, facts);
    return await decodeAs(facts.type, bytes);
  } catch (error) {
    throw new RasterError('unreadable', `a damaged ${facts.type} picture`, { cause: error });
  }
}

/** Pixels turned as EXIF asks. Rejects as read() and unpack() do. */
export async function unpackUpright(input: FileInput): Promise<Pixels> {
  const file = await read(input);
  return upright(await unpack(file), file.facts.orientation);
}

async function unpackFirstFrame(bytes: Uint8Array, canvas: ImageFacts): Promise<Pixels> {
  const frame = firstFrame(bytes);
  if (frame === undefined) throw new RangeError('no frame');
  const image = await decodeAs('webp', frame.bytes);
  const fits = frame.x + image.width <= canvas.width && frame.y + image.height <= canvas.height;
  if (!fits) throw new RangeError('a frame beyond its canvas');
  const fills = image.width === canvas.width && image.height === canvas.height;
  return fills ? image : place(image, frame, canvas);
}
