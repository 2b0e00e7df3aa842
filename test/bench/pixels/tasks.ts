// The two ways of a 4K picture, each done by Easel and by sharp.
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { SquareWant, Transform } from '../../../src/images/transform.ts';
import type { Raster } from '../../../src/raster/raster.ts';

/** The source's size, px. */
const source = { width: 3840, height: 2160 };

/** What a legacy variation is sent: the largest picture they answer with, smaller than 4 MB. */
export const want: SquareWant = { kind: 'square', fit: 'pad', maxEdge: 1024, maxBytes: 4 * 1024 * 1024 };

const sent = { width: want.maxEdge, height: want.maxEdge };
const frame = { x: 0, y: 224, width: 1024, height: 576 };

/** As prepare() would tell it, so that the way back is measured alone. */
const transform: Transform = { source, crop: { x: 0, y: 0, ...source }, frame, sent };

const target = { type: 'png', alpha: false } as const;

/** Gradients and fine detail without noise, opaque. */
export async function writeSource(path: string): Promise<void> {
  const { width, height } = source;
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const detail = 40 * Math.sin(x / 7) * Math.sin(y / 11) + 20 * Math.sin((x * x + y * y) / 90_000);
      data[at] = (x / width) * 200 + detail;
      data[at + 1] = (y / height) * 200 + detail;
      data[at + 2] = 128 + detail;
    }
  await writeFile(
    path,
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

/** A way by its name: what each side does with a file. Both give the file they made. */
export interface Way {
  readonly title: string;
  readonly easel: (raster: Raster, file: string) => Promise<Uint8Array>;
  readonly native: (file: string) => Promise<Uint8Array>;
}

/** To the server. */
export const up: Way = {
  title: '4K PNG to a square upload of 1024 px',
  easel: async (raster, file) => (await raster.prepare(file, want)).bytes ?? new Uint8Array(),
  native: file =>
    sharp(file)
      .resize({ ...sent, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .toBuffer(),
};

/** And back into the place of the source. */
export const back: Way = {
  title: 'its answer as a 4K PNG in the place of the source',
  easel: async (raster, file) => (await raster.dropIn(file, target, transform)).bytes,
  native: file => {
    const { x: left, y: top, width, height } = frame;
    const part = sharp(file).extract({ left, top, width, height });
    return part
      .resize({ ...source, fit: 'fill' })
      .removeAlpha()
      .png()
      .toBuffer();
  },
};
