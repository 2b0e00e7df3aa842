import type { AlphaTruth } from '../../images/picture.ts';
import type { Pixels } from '../pixels.ts';
import { hasCheckerboard } from './checkerboard.ts';
import { hasHalo } from './halo.ts';

/** Alpha from here on looks opaque to everybody. */
const opaque = 230;

/** Less of the picture than this is a stray pixel, not a background. */
const smallestShare = 0.002;

/**
 * Looks at a picture that was asked to be transparent. Samples at the picture's own size, since scaling would melt the
 * cells and fringes it looks for: about 20 ms whatever the size.
 */
export function alphaTruth(image: Pixels): AlphaTruth {
  const { all, border } = seeThrough(image);
  if (border < 0.4 && hasCheckerboard(image)) return 'checkerboard';
  if (all < smallestShare) return 'opaque';
  return hasHalo(image) ? 'halo' : 'transparent';
}

/** Whether a picture's transparency is to be seen: more than stray pixels let something shine through. */
export function usesAlpha(image: Pixels): boolean {
  return seeThrough(image).all >= smallestShare;
}

/** Shares of all pixels and of the outermost ones that let something shine through, 0 to 1. */
function seeThrough({ width, height, data }: Pixels): { readonly all: number; readonly border: number } {
  const count = { all: 0, border: 0 };
  // A prime step meets every column and row; pictures up to a megapixel are read whole.
  const step = width * height > 1_200_000 ? 7 : 1;
  for (let at = 0; at < width * height; at += step) if ((data[at * 4 + 3] ?? 0) < opaque) count.all += step;
  for (let x = 0; x < width; x++)
    for (const y of [0, height - 1]) if ((data[(y * width + x) * 4 + 3] ?? 0) < opaque) count.border += 1;
  for (let y = 0; y < height; y++)
    for (const x of [0, width - 1]) if ((data[(y * width + x) * 4 + 3] ?? 0) < opaque) count.border += 1;
  return { all: count.all / (width * height), border: count.border / (2 * (width + height)) };
}
