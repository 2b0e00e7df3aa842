import { basename } from 'node:path';
import { ImageError } from '../images/errors.ts';
import { RasterError } from '../raster/pixels.ts';
import type { Raster } from '../raster/raster.ts';
import type { MaskPixels } from '../studio/ports.ts';

/** Masks as the studio knows them, over the picture worker. */
export function maskPixels(raster: () => Promise<Raster>): MaskPixels {
  return {
    prepare: async (path, want) => told(path, (await raster()).prepare(path, want)),
    maskPng: async (width, height, mask) => (await raster()).maskPng(width, height, mask),
    lockOutside: async order =>
      told(order.answer, (await raster()).lockOutside({ ...order, lossless: true })),
  };
}

async function told<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof RasterError)) throw error;
    const args = { file: basename(path), what: error.message };
    const problem = { code: 'source.unreadable', field: 'image', args };
    throw new ImageError({ kind: 'invalid', problems: [problem] }, { cause: error });
  }
}
