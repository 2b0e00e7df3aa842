import type { Pixels } from '../pixels.ts';

/** Edges of a cell that are tried, px: every one while they are small, then in steps of 4 %. */
const cells = cellSizes(3, 160);

/** Points looked at along each side of the picture. */
const pointsPerSide = 160;

/** Euclidean distance in RGB under which two tones are one to the eye. */
const leastContrast = 12;

/**
 * Whether opaque pixels at three sides or more alternate like the chequer that editors show for "nothing here". No
 * colours are presumed, and only near neighbours compared: painted chequers drift, fade and carry noise.
 */
export function hasCheckerboard(image: Pixels): boolean {
  const most = Math.min(image.width, image.height) / 5;
  return cells.some(cell => cell <= most && alternatesBy(image, cell));
}

function cellSizes(from: number, to: number): readonly number[] {
  const sizes: number[] = [];
  for (let size = from; size <= to; size = Math.max(size + 1, Math.round(size * 1.04))) sizes.push(size);
  return sizes;
}

function alternatesBy(image: Pixels, cell: number): boolean {
  const shares: number[] = [];
  // Most pictures alternate nowhere: two sides without any end the search.
  for (const [at, side] of sides.entries()) {
    shares.push(shareOf(image, cell, side));
    if (shares.filter(share => share < 0.15).length > Math.min(1, at)) return false;
  }
  return shares.reduce((sum, share) => sum + share, 0) / shares.length > 0.3;
}

/** A place on a side, by its share of the side and its depth in px, and the directions along and into the picture. */
type Side = (
  width: number,
  height: number,
  along: number,
  depth: number,
) => readonly [x: number, y: number, dx: number, dy: number];

const sides: readonly Side[] = [
  (width, _height, along, depth) => [along * width, depth, along < 0.5 ? 1 : -1, 1],
  (_width, height, along, depth) => [depth, along * height, 1, along < 0.5 ? 1 : -1],
  (width, height, along, depth) => [width - 1 - depth, along * height, -1, along < 0.5 ? 1 : -1],
  (width, height, along, depth) => [along * width, height - 1 - depth, along < 0.5 ? 1 : -1, -1],
];

function shareOf(image: Pixels, cell: number, side: Side): number {
  const band = Math.min(image.width, image.height) * 0.06;
  let hits = 0;
  for (let point = 0; point < pointsPerSide; point++) {
    // The golden ratio spreads depths evenly without a rhythm that a chequer could share.
    const depth = 1 + ((point * 0.618_034) % 1) * band;
    const [x, y, dx, dy] = side(image.width, image.height, (point + 0.5) / pointsPerSide, depth);
    if (alternatesAt(image, Math.floor(x), Math.floor(y), dx * cell, dy * cell)) hits += 1;
  }
  return hits / pointsPerSide;
}

/** Next cells differ, cells across the corner and the next but one are alike. */
function alternatesAt(image: Pixels, x: number, y: number, dx: number, dy: number): boolean {
  const radius = Math.abs(dx) >= 6 ? 1 : 0;
  const away = (right: number, down: number, from: readonly [number, number] = [0, 0]): number =>
    distance(image, x + from[0], y + from[1], x + right, y + down, radius);
  const contrast = away(dx, 0);
  if (contrast < leastContrast) return false;
  const same = contrast * 0.45;
  return (
    away(0, dy) > contrast * 0.6 &&
    away(dx, dy) < same &&
    away(2 * dx, 0) < same &&
    away(0, 2 * dy) < same &&
    away(dx, 0, [0, dy]) < same
  );
}

/** Between the mean colours of two squares; infinite where one is not opaque or outside. */
function distance(
  image: Pixels,
  x: number,
  y: number,
  otherX: number,
  otherY: number,
  radius: number,
): number {
  const { width, height, data } = image;
  if (Math.min(x, y, otherX, otherY) < radius) return Number.POSITIVE_INFINITY;
  if (Math.max(x, otherX) + radius >= width || Math.max(y, otherY) + radius >= height)
    return Number.POSITIVE_INFINITY;
  let [red, green, blue] = [0, 0, 0];
  for (let down = -radius; down <= radius; down++)
    for (let right = -radius; right <= radius; right++) {
      const one = ((y + down) * width + x + right) * 4;
      const other = ((otherY + down) * width + otherX + right) * 4;
      if ((data[one + 3] ?? 0) < 230 || (data[other + 3] ?? 0) < 230) return Number.POSITIVE_INFINITY;
      red += (data[one] ?? 0) - (data[other] ?? 0);
      green += (data[one + 1] ?? 0) - (data[other + 1] ?? 0);
      blue += (data[one + 2] ?? 0) - (data[other + 2] ?? 0);
    }
  return Math.hypot(red, green, blue) / (2 * radius + 1) ** 2;
}
