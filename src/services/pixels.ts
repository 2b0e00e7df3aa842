import { ImageError } from '../images/errors.ts';
import { RasterError } from '../raster/pixels.ts';
import type { Raster } from '../raster/raster.ts';
import type { Pixels } from '../studio/ports.ts';

/** The picture worker as use cases see it, started when pixels are first needed. */
export function pixelsOf(raster: () => Promise<Raster>): Pixels {
  return {
    prepare: (path, want) => told(async () => (await raster()).prepare(path, want)),
    dropIn: (answer, target, transform, source) =>
      told(async () => (await raster()).dropIn(answer, target, transform, { source })),
    cropTo: (path, rect, to) => told(async () => (await raster()).cropTo(path, rect, to)),
    deriveSet: (path, plan) => told(async () => (await raster()).deriveSet(path, plan)),
  };
}

/** What the codecs cannot do, as the rest of the house knows it. @throws ImageError */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof RasterError)) throw cause;
    const { failure, message } = cause;
    if (failure === 'failed' || failure === 'crashed')
      throw new ImageError({ kind: 'unexpected', detail: message }, { cause });
    const args = failure === 'tooLarge' ? { pixels: message } : { what: message };
    const code = failure === 'tooLarge' ? 'source.pixels' : 'source.unreadable';
    throw new ImageError({ kind: 'invalid', problems: [{ code, field: 'image', args }] }, { cause });
  }
}
