import type { Raster } from '../raster/raster.ts';
import type { MaskPixels } from '../studio/ports.ts';
import { told } from './pixels.ts';

/** Masks as the studio knows them, over the picture worker. */
export function maskPixels(raster: () => Promise<Raster>): MaskPixels {
  return {
    maskPng: (width, height, mask) => told(async () => (await raster()).maskPng(width, height, mask)),
    lockOutside: order => told(async () => (await raster()).lockOutside({ ...order, lossless: true })),
  };
}
