import { blank, type Pixels } from '../../raster/pixels.ts';
import type { Ink } from './ink.ts';
import type { Shape } from './shape.ts';

/** How a layer meets what lies below it: over it, as light, or as a glaze. */
export type Blend = 'over' | 'light' | 'glaze';

/** One shape in one ink; a picture is a list of them from the back to the front. */
export interface Layer {
  readonly shape: Shape;
  readonly ink: Ink;
  /** 0 to 1. */
  readonly opacity: number;
  readonly blend: Blend;
}

export function layer(shape: Shape, ink: Ink, opacity = 1, blend: Blend = 'over'): Layer {
  return { shape, ink, opacity, blend };
}

export interface RenderOptions {
  /** Film grain, in steps of 255; also hides the bands of smooth gradients. */
  readonly grain: number;
  /** What of the picture remains; without it all does. */
  readonly clip?: Shape | undefined;
}

/** Paints row by row, so that the memory needed does not grow with the picture. */
export function render(
  width: number,
  height: number,
  layers: readonly Layer[],
  { grain, clip }: RenderOptions,
): Pixels {
  const image = blank(width, height);
  const row = new Float32Array(width * 4);
  const cover = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    row.fill(0);
    for (const each of layers)
      if (y >= each.shape.top && y < each.shape.bottom) paintRow(each, y, row, cover);
    if (clip !== undefined) clipRow(clip, y, row, cover);
    storeRow(row, image.data, y * width * 4, grain, y);
  }
  return image;
}

function paintRow(
  { shape, ink, opacity, blend }: Layer,
  y: number,
  row: Float32Array,
  cover: Float32Array,
): void {
  const [from, to] = shape.cover(y, cover);
  const { table, steps, ax, radial } = ink;
  const start = (y + 0.5) * ink.ay + ink.a0;
  for (let x = from, at = from * 4; x < to; x++, at += 4) {
    const covered = cover[x] ?? 0;
    if (covered <= 0) continue;
    const place =
      radial === undefined ? (x + 0.5) * ax + start : Math.hypot(x + 0.5 - radial.x, y + 0.5 - radial.y) * ax;
    const entry = (place <= 0 ? 0 : place >= steps - 1 ? steps - 1 : place | 0) * 4;
    const part = covered * opacity * (table[entry + 3] ?? 1);
    mixIn(row, at, table, entry, part, blend);
  }
}

/** `row` is premultiplied. */
function mixIn(
  row: Float32Array,
  at: number,
  table: Float32Array,
  entry: number,
  part: number,
  blend: Blend,
): void {
  for (let channel = 0; channel < 3; channel++) {
    const below = row[at + channel] ?? 0;
    const own = table[entry + channel] ?? 0;
    if (blend === 'over') row[at + channel] = below + (own - below) * part;
    else if (blend === 'light') row[at + channel] = below + own * part * (1 - below);
    else row[at + channel] = below * (1 - part + own * part);
  }
  if (blend !== 'glaze') row[at + 3] = (row[at + 3] ?? 0) + (1 - (row[at + 3] ?? 0)) * part;
}

function clipRow(clip: Shape, y: number, row: Float32Array, cover: Float32Array): void {
  cover.fill(0);
  if (y >= clip.top && y < clip.bottom) {
    const [from, to] = clip.cover(y, cover);
    cover.fill(0, 0, from);
    cover.fill(0, to);
  }
  for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) * (cover[at >> 2] ?? 0);
}

function storeRow(row: Float32Array, data: Uint8ClampedArray, start: number, grain: number, y: number): void {
  let bits = Math.imul(y + 1, 0x9e3779b1) | 1;
  for (let at = 0; at < row.length; at += 4) {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    const alpha = row[at + 3] ?? 0;
    if (alpha <= 0.001) continue;
    // Two bytes of noise make a triangle: finer to the eye than a flat spread.
    const speck = (((bits & 255) + ((bits >>> 8) & 255)) / 255 - 1) * grain;
    const scale = 255 / alpha;
    data[start + at] = (row[at] ?? 0) * scale + speck;
    data[start + at + 1] = (row[at + 1] ?? 0) * scale + speck;
    data[start + at + 2] = (row[at + 2] ?? 0) * scale + speck;
    data[start + at + 3] = alpha * 255;
  }
}
