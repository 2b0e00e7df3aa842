import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import sharp from 'sharp';
import type { PrepareWant, SquareWant, WholeWant } from '../../../src/images/transform.ts';
import { edgeColour } from '../../../src/raster/fit/parts.ts';
import { inside, middleOf, scaledTo } from '../../../src/raster/fit/geometry.ts';
import { encodeOpaquePng } from '../../../src/raster/formats/pngWriter.ts';
import type { Pixels } from '../../../src/raster/pixels.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { draw, plain, random, roughen, type Colour } from './alpha/scenes.ts';

const megabytes = 4 * 1024 * 1024;
const pad: SquareWant = { kind: 'square', fit: 'pad', maxEdge: 4096, maxBytes: megabytes };
const whole: WholeWant = {
  kind: 'whole',
  types: ['png', 'jpeg', 'webp'],
  maxEdge: 4096,
  maxPixels: 16e6,
  maxBytes: 50e6,
};

/** Every sample at random, hidden colours too. */
function noise(width: number, height: number, alpha: boolean, seed: number): Pixels {
  const next = random(seed);
  return draw(width, height, (x, y) => [
    next() * 256,
    next() * 256,
    next() * 256,
    alpha ? (x + y < 2 ? 0 : Math.floor(next() * 3) * 127.5) : 255,
  ]);
}

function same(one: Pixels, other: Pixels): void {
  assert.deepEqual([one.width, one.height], [other.width, other.height]);
  assert.ok(Buffer.from(one.data).equals(Buffer.from(other.data)));
}

async function pixelsBySharp(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8ClampedArray.from(data) };
}

describe('what is sent', function () {
  this.timeout(20_000);
  const raster = new Raster();
  after(() => raster.close());

  /** An upright file of those pixels, written without loss. */
  async function fileOf(image: Pixels, type: 'png' | 'webp', alpha: boolean): Promise<Uint8Array> {
    if (type === 'png' && !alpha) return encodeOpaquePng(image);
    return raster.encode({ ...image, data: image.data.slice() }, type, { lossless: true });
  }

  const sizes = [
    [1, 1],
    [2, 7],
    [7, 2],
    [64, 64],
    [65, 33],
    [31, 240],
    [200, 199],
  ] as const;
  const wants: Readonly<Record<string, PrepareWant>> = {
    'padded with nothing': pad,
    'padded with its edge': { ...pad, fill: 'edge' },
    'cropped to the middle': { ...pad, fit: 'crop' },
    'cropped to a frame': { ...pad, fit: 'crop', crop: { x: 2, y: 1, width: 30, height: 30 } },
    whole,
    'whole, in another format': { ...whole, types: ['webp'] },
    'whole, in png': { ...whole, types: ['png'] },
  };

  for (const type of ['png', 'webp'] as const)
    for (const alpha of [true, false])
      for (const [name, want] of Object.entries(wants))
        it(`comes back as it was: ${type}, ${alpha ? 'with' : 'without'} alpha, ${name}`, async () => {
          for (const [at, [width, height]] of sizes.entries()) {
            const image = noise(width, height, alpha, at + 1);
            const source = await fileOf(image, type, alpha);
            const prepared = await raster.prepare(source, want);
            const sent = prepared.bytes ?? source;
            const facts = probe(sent);
            assert.deepEqual(
              [facts?.width, facts?.height, facts?.type],
              [prepared.transform.sent.width, prepared.transform.sent.height, prepared.type],
            );
            if (want.kind === 'square') assert.equal(facts?.width, facts?.height);
            const target = { type, alpha };
            const back = await raster.dropIn(sent, target, prepared.transform, { source });
            assert.deepEqual(back.facts, { type, width, height, alpha });
            same(await raster.decode(back.bytes), image);
            same(await pixelsBySharp(back.bytes), image);
          }
        });

  it('sends a file as it is where the limits allow it', async () => {
    const square = await fileOf(noise(20, 20, true, 1), 'png', true);
    for (const want of [pad, whole, { ...pad, fit: 'crop' } as const]) {
      const prepared = await raster.prepare(square, want);
      assert.equal(prepared.bytes, undefined);
      assert.deepEqual(prepared.notes, []);
    }
    assert.ok((await raster.prepare(square, { ...whole, maxBytes: square.length })).bytes);
    assert.ok((await raster.prepare(square, { ...whole, maxEdge: 19 })).bytes);
    assert.ok((await raster.prepare(square, { ...whole, maxPixels: 399 })).bytes);
  });

  it('refuses to send as it is what is damaged', async () => {
    const square = await fileOf(noise(20, 20, true, 1), 'png', true);
    await assert.rejects(raster.prepare(square.slice(0, -30), whole), /a damaged png picture/);
  });

  it('makes it smaller until the limits hold', async () => {
    const file = await fileOf(noise(500, 300, true, 3), 'png', true);
    for (const want of [
      { ...pad, maxBytes: 40_000 },
      { ...whole, maxBytes: 40_000 },
      { ...whole, maxEdge: 100 },
      { ...whole, maxPixels: 5_000 },
    ]) {
      const { bytes, transform, notes } = await raster.prepare(file, want);
      assert.ok(bytes && bytes.length < want.maxBytes);
      assert.ok(notes.includes('scaled'));
      const { sent, frame, source } = transform;
      assert.deepEqual(source, { width: 500, height: 300 });
      assert.ok(Math.max(sent.width, sent.height) <= want.maxEdge);
      if (want.kind === 'whole') assert.ok(sent.width * sent.height <= want.maxPixels);
      assert.ok(Math.abs(frame.width / frame.height - 5 / 3) < 0.05);
      const back = await raster.dropIn(bytes, { type: 'png', alpha: true }, transform);
      assert.deepEqual(back.facts, { type: 'png', width: 500, height: 300, alpha: true });
    }
  });

  it('crops to the middle, or to a frame kept inside and made square', async () => {
    const image = noise(60, 40, false, 5);
    const file = await fileOf(image, 'png', false);
    const crop = { ...pad, fit: 'crop' } as const;
    assert.deepEqual((await raster.prepare(file, crop)).transform.crop, {
      x: 10,
      y: 0,
      width: 40,
      height: 40,
    });
    const framed = await raster.prepare(file, { ...crop, crop: { x: 50, y: 30, width: 30, height: 30 } });
    assert.deepEqual(framed.transform.crop, { x: 50, y: 30, width: 10, height: 10 });
    assert.deepEqual(framed.notes, ['cropped']);
    const pixels = await raster.decode(framed.bytes ?? '');
    assert.deepEqual(
      [...pixels.data.subarray(0, 4)],
      [...image.data.subarray((30 * 60 + 50) * 4).subarray(0, 4)],
    );
  });

  it('pads with the colour of the edge, and with nothing where the edge is see-through', async () => {
    const wide = draw(30, 10, (x, y) => (x > 8 && x < 15 && y > 3 ? [9, 9, 9, 255] : [40, 90, 200, 255]));
    const { bytes, notes } = await raster.prepare(await fileOf(wide, 'png', false), { ...pad, fill: 'edge' });
    assert.deepEqual([...(await raster.decode(bytes ?? '')).data.subarray(0, 4)], [40, 90, 200, 255]);
    assert.deepEqual(notes, ['padded']);
    assert.equal(edgeColour(draw(30, 10, plain([1, 2, 3, 90]))), undefined);
  });

  it('says what it did', async () => {
    const jpeg = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#c43' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const squared = await raster.prepare(jpeg, pad);
    assert.deepEqual(squared.notes, ['turned', 'padded', 'reencoded']);
    assert.deepEqual(squared.transform.source, { width: 20, height: 30 });
    const sent = await raster.prepare(jpeg, whole);
    assert.deepEqual([sent.type, sent.notes], ['jpeg', ['turned', 'reencoded']]);
  });
});

describe('what comes back', function () {
  this.timeout(20_000);
  const raster = new Raster();
  after(() => raster.close());
  const red: Colour = [220, 30, 20, 255];
  const size = { width: 90, height: 40 };
  const asIs = { source: size, crop: { x: 0, y: 0, ...size }, frame: { x: 0, y: 0, ...size }, sent: size };
  const target = { type: 'png', alpha: false } as const;

  async function answer(image: Pixels): Promise<Uint8Array> {
    return raster.encode(image, 'png');
  }

  it('loses the room that was added, at any size of the answer', async () => {
    const file = await raster.encode(draw(90, 40, plain(red)), 'webp');
    const { bytes, transform } = await raster.prepare(file, pad);
    assert.ok(bytes);
    for (const edge of [45, 90, 256, 1000]) {
      const sent = await raster.decode(bytes);
      const other = await raster.encode(await raster.resize(sent, edge, edge), 'png');
      const back = await raster.dropIn(other, { type: 'png', alpha: true }, transform);
      const { data } = await raster.decode(back.bytes);
      assert.deepEqual([back.facts.width, back.facts.height], [90, 40]);
      // Half a pixel of the answer's may be mixed into each border.
      const middle = [...data.subarray((20 * 90 + 45) * 4).subarray(0, 4)];
      assert.ok(
        middle.every((value, at) => Math.abs(value - (red[at] ?? 0)) < 12),
        middle.join(),
      );
    }
  });

  it('is put back where it was cut out, at any size of the answer, and touches nothing round it', async () => {
    const image = noise(90, 40, true, 8);
    const source = await raster.encode({ ...image, data: image.data.slice() }, 'png');
    const want = { ...pad, fit: 'crop', crop: { x: 60, y: 10, width: 25, height: 25 } } as const;
    const { transform } = await raster.prepare(source, want);
    for (const [width, height] of [
      [25, 25],
      [256, 256],
      [300, 200],
    ] as const) {
      const red25 = await answer(draw(width, height, plain(red)));
      const back = await raster.dropIn(red25, { type: 'png', alpha: true }, transform, { source });
      const { data } = await raster.decode(back.bytes);
      for (let at = 0; at < data.length; at++) {
        const [x, y] = [(at >> 2) % 90, Math.floor((at >> 2) / 90)];
        const isInside = x >= 60 && x < 85 && y >= 10 && y < 35;
        const off = Math.abs((data[at] ?? 0) - ((isInside ? red[at % 4] : image.data[at]) ?? 0));
        assert.ok(off <= (isInside ? 2 : 0), `${x},${y}: ${off}`);
      }
    }
  });

  it('takes the middle of an answer in another shape', async () => {
    const bands = draw(90, 90, (_x, y) => (y < 25 || y > 65 ? [0, 0, 0, 255] : red));
    const back = await raster.dropIn(await answer(bands), target, asIs);
    const { data } = await raster.decode(back.bytes);
    assert.deepEqual([...data.subarray(0, 4)], [...red]);
    assert.deepEqual([...data.subarray(-4)], [...red]);
  });

  it('has the format and the alpha kind of its source', async () => {
    const half = await answer(draw(90, 40, x => (x < 45 ? red : [0, 0, 0, 0])));
    for (const type of ['png', 'webp', 'jpeg'] as const)
      for (const alpha of [true, false]) {
        const { facts } = await raster.dropIn(half, { type, alpha }, asIs);
        assert.deepEqual(facts, { type, ...size, alpha: alpha && type !== 'jpeg' });
      }
    const gif = await raster.dropIn(half, { type: 'gif', alpha: true }, asIs);
    assert.equal(gif.facts.type, 'png');
    const asked = await raster.dropIn(half, target, asIs, { type: 'webp' });
    assert.equal(asked.facts.type, 'webp');
  });

  it('lays what shines through on the colour along the edge of the source', async () => {
    const half = await answer(draw(90, 40, (x, y) => (Math.hypot(x - 45, y - 20) < 15 ? red : [0, 0, 0, 0])));
    const source = await answer(draw(9, 9, plain([10, 60, 90, 255])));
    const last = async (file: Uint8Array): Promise<number[]> => [
      ...(await raster.decode(file)).data.subarray(-4),
    ];
    assert.deepEqual(
      await last((await raster.dropIn(half, target, asIs, { source })).bytes),
      [10, 60, 90, 255],
    );
    assert.deepEqual(await last((await raster.dropIn(half, target, asIs)).bytes), [255, 255, 255, 255]);
  });

  it('keeps the colour of half-transparent pixels when it scales', async () => {
    const glass = await answer(draw(180, 80, (x, y) => [250, 120, 0, (Math.floor(x / 6 + y / 6) % 4) * 85]));
    const back = await raster.dropIn(glass, { type: 'png', alpha: true }, asIs);
    const { data } = await raster.decode(back.bytes);
    for (let at = 0; at < data.length; at += 4)
      if ((data[at + 3] ?? 0) > 40)
        assert.ok(Math.abs((data[at] ?? 0) - 250) < 8 && Math.abs((data[at + 1] ?? 0) - 120) < 8);
  });

  it('loses nothing where the source had lost nothing, and else what it is told to', async () => {
    const image = noise(90, 40, true, 4);
    const file = await raster.encode({ ...image, data: image.data.slice() }, 'png');
    const lossless = await raster.encode({ ...image, data: image.data.slice() }, 'webp', { lossless: true });
    const lossy = await raster.encode({ ...image, data: image.data.slice() }, 'webp', { quality: 20 });
    const webp = { type: 'webp', alpha: true } as const;
    same(await raster.decode((await raster.dropIn(file, webp, asIs, { source: lossless })).bytes), image);
    const soft = await raster.dropIn(file, webp, asIs, { source: lossy, quality: 20 });
    assert.ok(soft.bytes.length < lossless.length / 2);
  });

  it('cuts a part out and scales it', async () => {
    const file = await answer(draw(90, 40, x => (x < 45 ? red : [0, 0, 255, 128])));
    const part = await raster.cropTo(
      file,
      { x: 45, y: 0, width: 45, height: 40 },
      { width: 20, height: 10, type: 'png' },
    );
    assert.deepEqual(part.facts, { type: 'png', width: 20, height: 10, alpha: true });
    const { data } = await raster.decode(part.bytes);
    const [, , blue = 0, alpha] = data;
    assert.ok(blue >= 254);
    assert.equal(alpha, 128);
  });
});

describe('a png without alpha', () => {
  it('holds the colours exactly, whatever its lines need', async () => {
    for (const image of [
      draw(1, 1, plain([1, 2, 3, 255])),
      draw(300, 40, (x, y) => [x, y, x + y, 255]),
      draw(500, 20, x => [x, x, x, 255]),
      draw(40, 300, (_x, y) => [y * 7, y, 0, 255]),
      roughen(draw(333, 77, plain([128, 128, 128, 255])), 127),
    ]) {
      const bytes = encodeOpaquePng(image);
      assert.deepEqual(probe(bytes), { type: 'png', width: image.width, height: image.height, alpha: false });
      same(await pixelsBySharp(bytes), image);
    }
  });

  it('is about as small as another writer makes it', async () => {
    const image = draw(400, 300, (x, y) => [
      x / 2,
      y / 2,
      128 + 60 * Math.sin(x / 20) * Math.cos(y / 30),
      255,
    ]);
    const options = { raw: { width: 400, height: 300, channels: 4 } } as const;
    const other = await sharp(image.data, options).removeAlpha().png({ adaptiveFiltering: true }).toBuffer();
    assert.ok(encodeOpaquePng(image).length < other.length * 1.3);
  });
});

describe('geometry', () => {
  it('keeps rectangles inside and at a pixel at least', () => {
    const size = { width: 10, height: 8 };
    assert.deepEqual(inside(size, { x: -5, y: -5, width: 100, height: 100 }), { x: 0, y: 0, ...size });
    assert.deepEqual(inside(size, { x: 99, y: 99, width: 5, height: 5 }), {
      x: 9,
      y: 7,
      width: 1,
      height: 1,
    });
    assert.deepEqual(inside(size, { x: 2.4, y: 2.6, width: 0, height: 3 }), {
      x: 2,
      y: 3,
      width: 1,
      height: 3,
    });
  });

  it('finds the middle part of a shape', () => {
    const rect = { x: 10, y: 0, width: 100, height: 50 };
    assert.deepEqual(middleOf(rect, { width: 1, height: 1 }), { x: 35, y: 0, width: 50, height: 50 });
  });

  it('scales down within limits and never up', () => {
    assert.deepEqual(scaledTo({ width: 10, height: 5 }, 100), { width: 10, height: 5 });
    assert.deepEqual(scaledTo({ width: 4000, height: 1 }, 100), { width: 100, height: 1 });
    for (let edge = 1; edge < 300; edge++) {
      const { width, height } = scaledTo({ width: 301, height: 299 }, edge, 5000);
      assert.ok(width <= edge && height <= edge && width * height <= 5000);
    }
  });
});
