import { decodeAs, encodeAs } from '../../src/raster/codecs.ts';
import { blank, type EncodableType, type Pixels } from '../../src/raster/pixels.ts';
import { probe } from '../../src/raster/probe.ts';

/** A picture with something to recognise: red, green, blue and half-transparent quarters. */
export function quarters(width: number, height: number, alpha = 255): Promise<Uint8Array<ArrayBuffer>> {
  const image = blank(width, height);
  const colours = [
    [200, 40, 30, 255],
    [40, 160, 60, 255],
    [30, 60, 190, 255],
    [230, 200, 60, alpha],
  ] as const;
  for (let at = 0; at < width * height; at++) {
    const right = at % width >= width / 2 ? 1 : 0;
    const low = Math.floor(at / width) >= height / 2 ? 2 : 0;
    image.data.set(colours[right + low] ?? colours[0], at * 4);
  }
  return encodeAs('png', image);
}

/** Opaque but for a transparent left half: there an edit may change the picture. */
export function leftMask(width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const image = blank(width, height);
  for (let at = 0; at < width * height; at++) image.data[at * 4 + 3] = at % width < width / 2 ? 0 : 255;
  return encodeAs('png', image);
}

/** The pixels of a base64 answer, and the format its bytes really have. */
export async function unpack(base64: string | undefined): Promise<Pixels & { readonly type: EncodableType }> {
  const bytes = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
  const type = probe(bytes)?.type;
  if (type !== 'png' && type !== 'jpeg' && type !== 'webp')
    throw new Error(`not a picture but ${String(type)}`);
  return { ...(await decodeAs(type, bytes)), type };
}

/** How many pixels of a picture let something shine through. */
export function seeThrough({ data }: Pixels): number {
  let count = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) count += 1;
  return count;
}

/** How many pixels of two pictures of one size differ, of those that `where` picks by column. */
export function differing(one: Pixels, other: Pixels, where: (x: number) => boolean = () => true): number {
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const same = [0, 1, 2, 3].every(channel => one.data[at + channel] === other.data[at + channel]);
    if (!same && where((at / 4) % one.width)) count += 1;
  }
  return count;
}
