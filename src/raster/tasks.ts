import { readFile } from 'node:fs/promises';
import type { AlphaTruth, ImageFacts } from '../images/picture.ts';
import { alphaTruth } from './alpha/alphaTruth.ts';
import { decodeAs, encodeAs, resizeTo } from './codecs.ts';
import { u16be } from './formats/reading.ts';
import { RasterError, type EncodableType, type EncodeOptions, type Pixels } from './pixels.ts';
import { describeBytes, probe } from './probe.ts';
import { upright } from './upright.ts';

/** More pixels than this are not unpacked: 400 MB of RGBA. */
const mostPixels = 100_000_000;

/** A file in memory, or a path for the worker to read. */
export type FileInput = { readonly bytes: Uint8Array } | { readonly path: string };

/** What the raster worker does, by name; runs inside it. Each rejects with RasterError or the codec's words. */
export const rasterTasks = {
  /** RGBA of a png, jpeg or webp; `upright` turns it as its EXIF orientation asks. */
  decode: async (input: FileInput & { readonly upright?: boolean }): Promise<Pixels> => {
    const { facts, image } = await unpack(input);
    return input.upright === true ? upright(image, facts.orientation) : image;
  },

  encode: (input: { readonly image: Pixels; readonly type: EncodableType } & EncodeOptions) =>
    encodeAs(input.type, input.image, input),

  /** To exactly that size in px, stretched where the shape differs. */
  resize: (input: { readonly image: Pixels; readonly width: number; readonly height: number }) =>
    resizeTo(input.image, input.width, input.height),

  /** An upright preview whose longer edge is at most `maxEdge` px; small pictures keep their size. */
  thumbnail: async (
    input: FileInput & { readonly maxEdge: number; readonly type: EncodableType } & EncodeOptions,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const { facts, image } = await unpack(input);
    const scale = Math.min(1, input.maxEdge / Math.max(image.width, image.height));
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    return encodeAs(input.type, upright(await resizeTo(image, width, height), facts.orientation), input);
  },

  alphaTruth: async (input: FileInput): Promise<AlphaTruth> => alphaTruth((await unpack(input)).image),
};

async function unpack(input: FileInput): Promise<{ facts: ImageFacts; image: Pixels }> {
  const bytes = 'bytes' in input ? input.bytes : await readFile(input.path);
  const facts = probe(bytes);
  const unreadable = describeUnreadable(facts, bytes);
  if (facts === undefined || facts.type === 'gif' || facts.type === 'svg' || unreadable !== undefined)
    throw new RasterError('unreadable', unreadable ?? describeBytes(bytes));
  if (facts.width * facts.height > mostPixels)
    throw new RasterError('tooLarge', `${facts.width}x${facts.height}`);
  try {
    return { facts, image: await decodeAs(facts.type, bytes) };
  } catch (error) {
    throw new RasterError('unreadable', `a damaged ${facts.type} picture`, { cause: error });
  }
}

/** Pictures that the codecs would refuse or silently get wrong, by name. */
function describeUnreadable(facts: ImageFacts | undefined, bytes: Uint8Array): string | undefined {
  if (facts === undefined) return undefined;
  if (facts.type === 'gif') return 'a GIF picture';
  if (facts.type === 'svg') return 'an SVG drawing';
  if (facts.type === 'webp' && facts.animated === true) return 'an animated WebP picture';
  if (facts.type === 'jpeg' && jpegComponents(bytes) === 4) return 'a CMYK JPEG';
  return undefined;
}

function jpegComponents(bytes: Uint8Array): number {
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return bytes[at + 9] ?? 0;
    at += marker === 0xff ? 1 : 2 + u16be(bytes, at + 2);
  }
  return 0;
}
