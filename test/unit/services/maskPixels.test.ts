import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ImageError } from '../../../src/images/errors.ts';
import type { Mask } from '../../../src/images/mask.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { maskPixels } from '../../../src/services/maskPixels.ts';

const [width, height] = [96, 64];
const mask: Mask = {
  feather: 0,
  strokes: [{ kind: 'rectangle', from: { x: 20, y: 10 }, to: { x: 60, y: 40 } }],
};

const size = { width, height };
const all = { x: 0, y: 0, ...size };
const transform = { source: size, crop: all, frame: all, sent: size };

describe('masks over the picture worker', () => {
  let folder: string;
  const raster = new Raster();
  const pixels = maskPixels(async () => raster);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-mask-pixels-'));
  });
  after(async () => {
    await raster.close();
    await rm(folder, { recursive: true });
  });

  for (const type of ['png', 'jpeg', 'webp'] as const) {
    it(`put back a ${type} exactly, however it was written`, async () => {
      const [source, answer] = [join(folder, `source.${type}`), join(folder, 'answer.png')];
      await sharp(noise(), { raw: { width, height, channels: 3 } })
        .toFormat(type)
        .toFile(source);
      const blue = { width, height, channels: 4, background: '#0000ff' } as const;
      await sharp({ create: blue }).png().toFile(answer);
      const written = type === 'webp' ? 'webp' : 'png';
      const locked = await pixels.lockOutside({ source, answer, mask, transform, type: written });
      assert.equal(locked.facts.type, written);
      assert.ok(locked.changedShare > 0.9);
      const path = join(folder, `locked.${written}`);
      await writeFile(path, locked.bytes);
      // By the same codec: two JPEG decoders differ by a level here and there.
      const [before, after] = [await raster.decode(source), await raster.decode(path)];
      const wrong = [...Array(width * height).keys()].filter(at => {
        const [x, y] = [at % width, Math.floor(at / width)];
        const inside = x >= 20 && x < 60 && y >= 10 && y < 40;
        const now = after.data.subarray(4 * at, 4 * at + 4).join();
        return now !== (inside ? '0,0,255,255' : before.data.subarray(4 * at, 4 * at + 4).join());
      });
      assert.deepEqual(wrong, []);
    });
  }

  it('say what cannot be read', async () => {
    const path = join(folder, 'words.png');
    await writeFile(path, 'words');
    await assert.rejects(
      pixels.lockOutside({ source: path, answer: path, mask, transform, type: 'png' }),
      (error: unknown) =>
        error instanceof ImageError && error.record.problems?.[0]?.code === 'source.unreadable',
    );
  });
});

/** Colours that no lossy format keeps. */
function noise(): Buffer {
  return Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * 7919) % 251));
}
