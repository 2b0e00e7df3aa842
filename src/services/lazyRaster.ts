import type { AlphaTruth } from '../images/picture.ts';
import { RasterError } from '../raster/pixels.ts';
import type { Raster } from '../raster/raster.ts';

/** The one picture worker of a window, loaded when pixels are first needed. */
export class LazyRaster {
  #raster: Promise<Raster> | undefined;

  get(): Promise<Raster> {
    this.#raster ??= import('../raster/raster.ts').then(raster => new raster.Raster());
    return this.#raster;
  }

  /** What the pixels say of a picture that was asked to be transparent; undefined for what cannot be decoded. */
  async alphaTruth(path: string): Promise<AlphaTruth | undefined> {
    try {
      return await (await this.get()).alphaTruth(path);
    } catch (error) {
      if (error instanceof RasterError) return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await (await this.#raster)?.close();
  }
}
