import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError } from '../../../src/images/errors.ts';
import { drawPlaceholder } from '../../../src/offline/painter.ts';
import { svgPlaceholder } from '../../../src/offline/svgPlaceholder.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { fitToSlot } from '../../../src/services/slots.ts';

function isBadPicture(error: unknown): boolean {
  return error instanceof ImageError && error.kind === 'badPicture';
}

const noRaster = (): Promise<never> => Promise.reject(new Error('nothing is to be worked on'));

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

  it('is refused where nobody can write the type, and not as if it were damaged', async () => {
    for (const type of ['svg', 'gif'] as const)
      await assert.rejects(fit(picture, {}, type), (error: unknown) => {
        assert.ok(error instanceof ImageError);
        const args = { from: 'PNG', value: type.toUpperCase() };
        assert.deepEqual(error.record.problems, [{ code: 'slot.unwritable', field: 'place', args }]);
        return true;
      });
  });

  it('is a drawing as it came, whatever size its place has', async () => {
    const drawing = join(folder, 'drawing.svg');
    await writeFile(drawing, svgPlaceholder({ prompt: 'a stove', width: 20, height: 10 }));
    assert.deepEqual(await fit(drawing, { width: 200, height: 200 }, 'svg'), await readFile(drawing));
  });

  it('is refused before any work where its place is too large, and kept to the limit where that is open', async () => {
    for (const size of [
      { width: 10_000, height: 10_000 },
      { width: 16_384, height: 1 },
    ])
      await assert.rejects(fitToSlot(noRaster, picture, size, 'png'), (error: unknown) => {
        assert.ok(error instanceof ImageError);
        assert.equal(error.record.problems?.[0]?.code, 'slot.tooLarge');
        return true;
      });
    let asked: { readonly width: number; readonly height: number } | undefined;
    const noting = {
      deriveSet: () => assert.fail('no icon'),
      cropTo: async (...[, , how]: Parameters<Raster['cropTo']>) => {
        asked = how;
        return raster.cropTo(picture, { x: 0, y: 0, width: 9, height: 9 }, { ...how, width: 9, height: 9 });
      },
    };
    await fitToSlot(async () => noting, picture, { height: 6000 }, 'png');
    assert.ok(asked && asked.width * asked.height <= 32_000_000, JSON.stringify(asked));
    assert.ok(Math.abs(asked.width / asked.height - 1.5) < 0.01, JSON.stringify(asked));
  });

  it('is refused where there is no picture', async () => {
    const text = join(folder, 'text.png');
    await writeFile(text, 'no picture');
    await assert.rejects(fit(text, {}, 'png'), isBadPicture);
  });
});
