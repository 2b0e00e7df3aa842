import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError } from '../../../src/images/errors.ts';
import { drawPlaceholder } from '../../../src/offline/painter.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { fitToSlot } from '../../../src/services/slots.ts';

function isBadPicture(error: unknown): boolean {
  return error instanceof ImageError && error.kind === 'badPicture';
}

describe('A picture brought into its place', () => {
  const raster = new Raster();
  let folder = '';
  let picture = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-slots-'));
    picture = join(folder, 'picture.png');
    await writeFile(
      picture,
      await drawPlaceholder({ prompt: 'a stove', width: 300, height: 200, type: 'png' }),
    );
  });
  after(async () => {
    await raster.close();
    await rm(folder, { recursive: true });
  });

  const fit = async (...of: Parameters<typeof fitToSlot> extends [unknown, ...infer Rest] ? Rest : never) =>
    fitToSlot(async () => raster, ...of);

  it('keeps its own bytes where it fits', async () => {
    const own = await readFile(picture);
    assert.deepEqual(await fit(picture, {}, 'png'), own);
    assert.deepEqual(await fit(picture, { width: 300 }, 'png'), own);
    assert.deepEqual(await fit(picture, { width: 300, height: 200 }, 'png'), own);
  });

  for (const [size, type, width, height] of [
    [{ width: 120, height: 120 }, 'png', 120, 120],
    [{ width: 60 }, 'webp', 60, 40],
    [{ height: 100 }, 'jpeg', 150, 100],
    [{}, 'jpeg', 300, 200],
  ] as const) {
    it(`is cut and scaled to ${JSON.stringify(size)} as ${type}`, async () => {
      const facts = probe(await fit(picture, size, type));
      assert.deepEqual([facts?.type, facts?.width, facts?.height], [type, width, height]);
    });
  }

  it('becomes an icon file', async () => {
    const bytes = await fit(picture, { width: 48, height: 48 }, 'ico');
    assert.deepEqual([...bytes.subarray(0, 4)], [0, 0, 1, 0]);
    assert.ok((bytes[4] ?? 0) >= 2, 'with several sizes');
  });

  it('is refused where nobody can write the type, or there is no picture', async () => {
    await assert.rejects(fit(picture, {}, 'svg'), isBadPicture);
    const text = join(folder, 'text.png');
    await writeFile(text, 'no picture');
    await assert.rejects(fit(text, {}, 'png'), isBadPicture);
  });
});
