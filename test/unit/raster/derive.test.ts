import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import sharp from 'sharp';
import { faviconEdges } from '../../../src/images/derive.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { disc, drawSmooth, nothing, plain, roughen } from './alpha/scenes.ts';

interface IconEntry {
  readonly edge: number;
  readonly body: Buffer;
}

/** Read as the format is written down, not as it was written: https://en.wikipedia.org/wiki/ICO_(file_format). */
function readIco(bytes: Uint8Array): readonly IconEntry[] {
  const file = Buffer.from(bytes);
  assert.deepEqual([file.readUInt16LE(0), file.readUInt16LE(2)], [0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, at) => {
    const entry = file.subarray(6 + at * 16, 22 + at * 16);
    assert.equal(entry[0], entry[1]);
    assert.deepEqual([entry.readUInt16LE(4), entry.readUInt16LE(6)], [1, 32]);
    const start = entry.readUInt32LE(12);
    const body = file.subarray(start, start + entry.readUInt32LE(8));
    assert.equal(body.length, entry.readUInt32LE(8));
    return { edge: entry[0] || 256, body };
  });
}

/** RGBA of a BMP entry, from the top. */
function readBitmap({ edge, body }: IconEntry): Buffer {
  assert.deepEqual([body.readUInt32LE(0), body.readInt32LE(4), body.readInt32LE(8)], [40, edge, edge * 2]);
  assert.equal(body.readUInt16LE(14), 32);
  const mask = Math.ceil(edge / 32) * 4;
  assert.equal(body.length, 40 + edge * edge * 4 + mask * edge);
  const rgba = Buffer.alloc(edge * edge * 4);
  for (let y = 0; y < edge; y++)
    for (let x = 0; x < edge; x++) {
      const from = 40 + ((edge - 1 - y) * edge + x) * 4;
      const [blue = 0, green = 0, red = 0, alpha = 0] = body.subarray(from, from + 4);
      rgba.set([red, green, blue, alpha], (y * edge + x) * 4);
      const bits = body[40 + edge * edge * 4 + (edge - 1 - y) * mask + (x >> 3)] ?? 0;
      assert.equal((bits >> (7 - (x & 7))) & 1, alpha < 128 ? 1 : 0);
    }
  return rgba;
}

describe('deriveSet', function () {
  this.timeout(20_000);
  const raster = new Raster();
  after(() => raster.close());
  const cut = drawSmooth(
    300,
    300,
    disc(150, 120, (x, y) => [x / 2, y / 2, 140, 255], plain(nothing)),
  );

  async function master(): Promise<Uint8Array<ArrayBuffer>> {
    return raster.encode({ ...cut, data: cut.data.slice() }, 'png');
  }

  it('makes every scale the master has pixels for, and says which it has not', async () => {
    const file = await master();
    const scales = { width: 100, factors: [1, 2, 3, 4] };
    const { files, leftOut } = await raster.deriveSet(file, { stem: 'hero', scales });
    assert.deepEqual(
      files.map(({ name, width, height, factor }) => [name, width, height, factor]),
      [
        ['hero.png', 100, 100, 1],
        ['hero@2x.png', 200, 200, 2],
        ['hero@3x.png', 300, 300, 3],
      ],
    );
    assert.deepEqual(leftOut, [{ name: 'hero@4x.png', why: 'masterTooSmall' }]);
    for (const { bytes, width, height } of files)
      assert.deepEqual(probe(bytes), { type: 'png', width, height, alpha: true });
    assert.ok(
      Buffer.from(files[2]?.bytes ?? []).equals(file),
      'the master itself where nothing has to change',
    );
  });

  it('keeps a WebP only where it is smaller', async () => {
    const scales = { width: 100, factors: [1, 3] };
    const { files } = await raster.deriveSet(await master(), { stem: 'hero', scales, webp: { quality: 80 } });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['hero.png', 'hero.webp', 'hero@3x.png', 'hero@3x.webp'],
    );
    assert.ok((files[1]?.bytes.length ?? 0) < (files[0]?.bytes.length ?? 0));
    const rough = roughen(drawSmooth(64, 64, plain([128, 128, 128, 255])), 100);
    const small = await raster.encode(rough, 'jpeg', { quality: 40 });
    const none = await raster.deriveSet(small, { stem: 'x', webp: {} });
    assert.deepEqual(none, { files: [], leftOut: [{ name: 'x.webp', why: 'notSmaller' }] });
  });

  it('makes a favicon that other readers read', async () => {
    const { files } = await raster.deriveSet(await master(), { stem: 'hero', favicon: faviconEdges });
    const [icon] = files;
    assert.deepEqual([icon?.name, icon?.type, icon?.width, files.length], ['favicon.ico', 'ico', 256, 1]);
    const entries = readIco(icon?.bytes ?? new Uint8Array());
    assert.deepEqual(
      entries.map(({ edge }) => edge),
      faviconEdges,
    );
    for (const entry of entries) {
      const { edge, body } = entry;
      const isPng = probe(body)?.type === 'png';
      assert.equal(isPng, edge >= 128);
      const rgba = isPng ? await sharp(body).ensureAlpha().raw().toBuffer() : readBitmap(entry);
      assert.deepEqual(alphaAt(rgba, edge, 0.02, 0.02), 0);
      assert.deepEqual(alphaAt(rgba, edge, 0.5, 0.5), 255);
      const [red = 0, green = 0, blue = 0] = rgba.subarray(Math.floor(edge * 0.25) * edge * 4 + edge * 2);
      assert.ok(Math.abs(red - 75) < 8 && Math.abs(green - 38) < 12 && Math.abs(blue - 140) < 6);
    }
  });

  it('puts a wide master into the middle of its icons and draws none larger than it', async () => {
    const wide = await raster.encode(drawSmooth(60, 20, plain([200, 0, 0, 255])), 'png');
    const { files, leftOut } = await raster.deriveSet(wide, {
      stem: 'wide',
      favicon: [48, 16, 256],
      appleTouchIcon: { background: '#102030' },
    });
    assert.deepEqual(leftOut, [
      { name: 'favicon.ico', edges: [256], why: 'masterTooSmall' },
      { name: 'apple-touch-icon.png', why: 'masterTooSmall' },
    ]);
    const entries = readIco(files[0]?.bytes ?? new Uint8Array());
    assert.deepEqual(
      entries.map(({ edge }) => edge),
      [16, 48],
    );
    const large = entries[1];
    assert.ok(large);
    const rgba = readBitmap(large);
    assert.deepEqual([alphaAt(rgba, 48, 0.5, 0.1), alphaAt(rgba, 48, 0.5, 0.5)], [0, 255]);
  });

  it('lays the touch icon on its colour', async () => {
    const plan = { stem: 'hero', appleTouchIcon: { background: '#102030' } };
    const [icon] = (await raster.deriveSet(await master(), plan)).files;
    assert.deepEqual(probe(icon?.bytes ?? new Uint8Array()), {
      type: 'png',
      width: 180,
      height: 180,
      alpha: false,
    });
    const { data } = await raster.decode(icon?.bytes ?? new Uint8Array());
    assert.deepEqual([...data.subarray(0, 4)], [0x10, 0x20, 0x30, 255]);
  });
});

function alphaAt(rgba: Uint8Array, edge: number, x: number, y: number): number | undefined {
  return rgba[(Math.floor(y * edge) * edge + Math.floor(x * edge)) * 4 + 3];
}
