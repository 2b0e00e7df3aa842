import type { Size } from '../../images/size.ts';
import type { Rect } from '../../images/transform.ts';
import type { Pixels } from '../pixels.ts';

/** Red, green, blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** That part of a picture, which must lie inside; the picture itself when it is all of it. */
export function cut(image: Pixels, { x, y, width, height }: Rect): Pixels {
  if (width === image.width && height === image.height) return image;
  const part = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * image.width + x) * 4;
    part.set(image.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data: part };
}

/** The picture at a place in a larger one that is filled with a colour, or with nothing. */
export function place(
  image: Pixels,
  at: { readonly x: number; readonly y: number },
  size: Size,
  fill?: Rgb,
): Pixels {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 4);
  if (fill !== undefined) new Uint32Array(data.buffer).fill(word(fill));
  return lay({ width, height, data }, image, at);
}

/** A picture with another one over a part of it, in place of what was there; it must lie inside. */
export function putInto(ground: Pixels, image: Pixels, at: Pick<Rect, 'x' | 'y'>): Pixels {
  return lay({ ...ground, data: Uint8ClampedArray.from(ground.data) }, image, at);
}

function lay(ground: Pixels, image: Pixels, at: Pick<Rect, 'x' | 'y'>): Pixels {
  for (let row = 0; row < image.height; row++)
    ground.data.set(
      image.data.subarray(row * image.width * 4, (row + 1) * image.width * 4),
      ((at.y + row) * ground.width + at.x) * 4,
    );
  return ground;
}

function word([red, green, blue]: Rgb): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0] ?? 0;
}

/** Whether any pixel lets something shine through. */
export function isSeeThrough({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}

/** Lays the picture on a colour so that nothing shines through; in place. */
export function flatten(image: Pixels, [red, green, blue]: Rgb): Pixels {
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0;
    if (alpha === 255) continue;
    const part = alpha / 255;
    data[at] = (data[at] ?? 0) * part + red * (1 - part);
    data[at + 1] = (data[at + 1] ?? 0) * part + green * (1 - part);
    data[at + 2] = (data[at + 2] ?? 0) * part + blue * (1 - part);
    data[at + 3] = 255;
  }
  return image;
}

/**
 * The middle value of each channel along the picture's edge, so that a subject that touches it does not tint it;
 * undefined where the edge is see-through.
 */
export function edgeColour({ width, height, data }: Pixels): Rgb | undefined {
  const rim: number[] = [];
  const note = (x: number, y: number): void => {
    const at = (y * width + x) * 4;
    if ((data[at + 3] ?? 0) >= 128) rim.push(at);
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) note(x, y);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) note(x, y);
  if (rim.length < width + height) return undefined;
  const median = (channel: number): number => {
    const values = Uint8Array.from(rim, at => data[at + channel] ?? 0).toSorted();
    return values[values.length >> 1] ?? 0;
  };
  return [median(0), median(1), median(2)];
}
