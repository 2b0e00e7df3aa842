// Draws the extension's icon: node test/support/drawings/icon.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { clear, hex, type Painter } from './colour.ts';
import { dusk } from './dusk.ts';
import { draw } from './png.ts';

const inBox = (
  x: number,
  y: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  round: number,
): boolean => {
  const outX = Math.max(left + round - x, 0, x - right + round);
  const outY = Math.max(top + round - y, 0, y - bottom + round);
  return Math.hypot(outX, outY) < round;
};

/** How far a leg of the easel leans at a height, from its middle. */
const leg = (x: number, y: number): boolean => Math.abs(Math.abs(x - 0.5) - (0.06 + (y - 0.1) * 0.3)) < 0.026;

const icon: Painter = (x, y) => {
  if (!inBox(x, y, 0, 0, 1, 1, 0.2)) return clear;
  if (inBox(x, y, 0.2, 0.22, 0.8, 0.64, 0.03)) {
    const framed = inBox(x, y, 0.225, 0.245, 0.775, 0.615, 0.015);
    return framed ? dusk(0.62, 0.5, 0.13)((x - 0.2) * 2.1, (y - 0.22) * 2.1) : hex('fff1cf');
  }
  if (inBox(x, y, 0.16, 0.66, 0.84, 0.71, 0.02)) return hex('e7a780');
  const wood = y > 0.12 && y < 0.88 && (leg(x, y) || (Math.abs(x - 0.5) < 0.026 && y < 0.24));
  return wood ? hex('c98a6a') : hex('1f2430');
};

await writeFile(join(root, 'media/icon.png'), draw(256, 256, icon));
