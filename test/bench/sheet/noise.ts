import { randomFillSync } from 'node:crypto';
import { encodePng } from '../../support/http/pictures.ts';

/** Edge of every picture here, px. */
export const edge = 1024;

/** A square RGB PNG whose upper rows are noise and the rest smooth, so that it has about that many bytes. */
export function noisePng(bytes: number): Buffer {
  const stride = 1 + edge * 3;
  const rows = Buffer.alloc(edge * stride);
  const noisy = Math.min(edge, Math.round(bytes / (edge * 3)));
  for (let row = 0; row < edge; row++) {
    const pixels = rows.subarray(row * stride + 1, (row + 1) * stride);
    if (row < noisy) randomFillSync(pixels);
    else pixels.fill(row >> 2);
  }
  return encodePng(edge, edge, 2, rows);
}
