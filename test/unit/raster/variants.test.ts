import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { RasterError } from '../../../src/raster/pixels.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { variants, type Variant } from '../../support/pictures/variants.ts';

const all = await variants();

/** The largest difference of any channel; colours that no alpha shows count too. */
function off(one: Uint8Array | Uint8ClampedArray, other: Uint8Array): number {
  assert.equal(one.length, other.length);
  let most = 0;
  for (const [at, value] of one.entries()) most = Math.max(most, Math.abs(value - (other[at] ?? 0)));
  return most;
}

describe('every variant of the formats', () => {
  const raster = new Raster();
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-variants-'));
  });
  after(async () => {
    await raster.close();
    await rm(folder, { recursive: true });
  });

  async function looksRight({ bytes, expected, tolerance = 0, refusal }: Variant): Promise<void> {
    if (expected === undefined) return refuses(bytes, refusal);
    const image = await raster.decode(bytes);
    assert.deepEqual([image.width, image.height], [expected.width, expected.height]);
    assert.ok(off(image.data, expected.data) <= tolerance, `off by ${off(image.data, expected.data)}`);
    const facts = probe(bytes);
    assert.ok(facts);
    const upright = (facts.orientation ?? 1) < 5 ? facts : { width: facts.height, height: facts.width };
    assert.deepEqual([upright.width, upright.height], [image.width, image.height]);
  }

  async function refuses(bytes: Uint8Array, refusal: Variant['refusal']): Promise<void> {
    await assert.rejects(raster.decode(bytes), (error: unknown) => {
      assert.ok(error instanceof RasterError);
      assert.equal(error.failure, refusal?.failure);
      assert.match(error.message, refusal?.words ?? /./);
      return true;
    });
  }

  for (const variant of all)
    it(`${variant.refusal ? 'refuses' : 'reads'} ${variant.name}`, () => looksRight(variant));

  it('goes by the bytes where the extension is another', async () => {
    const [variant] = all;
    const path = join(folder, 'really-a-png.jpg');
    await writeFile(path, variant?.bytes ?? '');
    const image = await raster.decode(path);
    assert.equal(off(image.data, variant?.expected?.data ?? new Uint8Array()), 0);
  });
});
