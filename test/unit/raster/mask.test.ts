import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import sharp from 'sharp';
import type { Mask, MaskStroke, Point } from '../../../src/images/mask.ts';
import { lockOutside } from '../../../src/raster/mask/lock.ts';
import { rasterizeMask } from '../../../src/raster/mask/rasterize.ts';
import type { Pixels } from '../../../src/raster/pixels.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { draw, mapped, plain, random } from './alpha/scenes.ts';

const [width, height] = [120, 80];

function mask(...strokes: readonly MaskStroke[]): Mask {
  return { strokes, feather: 0 };
}

function soft(feather: number, ...strokes: readonly MaskStroke[]): Mask {
  return { strokes, feather };
}

type At = readonly [x: number, y: number];

function through(...points: readonly At[]): readonly Point[] {
  return points.map(([x, y]) => ({ x, y }));
}

function lasso(...points: readonly At[]): MaskStroke {
  return { kind: 'lasso', points: through(...points) };
}

/** Pixels covered, partly covered ones in part. */
function area(coverage: Uint8Array): number {
  return coverage.reduce((sum, value) => sum + value, 0) / 255;
}

function at(coverage: Uint8Array, x: number, y: number): number {
  return coverage[y * width + x] ?? Number.NaN;
}

const dot: MaskStroke = { kind: 'brush', radius: 10, points: through([40, 30]) };
const line: MaskStroke = { kind: 'brush', radius: 6, points: through([20, 40], [100, 40]) };
const box: MaskStroke = { kind: 'rectangle', from: { x: 70.5, y: 60 }, to: { x: 30, y: 20 } };

describe('rasterizeMask', () => {
  const areas: readonly (readonly [string, Mask, number])[] = [
    ['nothing', mask(), 0],
    ['a dot', mask(dot), Math.PI * 100],
    ['a line with round ends', mask(line), 80 * 12 + Math.PI * 36],
    ['a rectangle from any corner, with half pixels', mask(box), 40.5 * 40],
    ['the same stroke twice', mask(line, line), 80 * 12 + Math.PI * 36],
    ['all but a rectangle', mask(box, { kind: 'invert' }), width * height - 40.5 * 40],
    ['a rectangle less a dot', mask(box, { ...dot, kind: 'eraser' }), 40.5 * 40 - Math.PI * 100],
    [
      'a rectangle taken from itself',
      mask(box, { kind: 'rectangle', from: { x: 29, y: 19 }, to: { x: 72, y: 61 }, erase: true }),
      0,
    ],
    ['a line that leaves the picture', mask({ ...line, points: through([-500, 40], [500, 40]) }), width * 12],
    ['a triangle', mask(lasso([10, 10], [90, 10], [10, 70])), 80 * 60 * 0.5],
    ['a lasso that crosses itself', mask(lasso([10, 10], [50, 50], [50, 10], [10, 50])), 40 * 20],
    ['a lasso of two points', mask(lasso([10, 10], [50, 50])), 0],
    ['a lasso far outside', mask(lasso([300, 0], [400, 0], [300, 70])), 0],
    ['a brush that did not move', mask({ ...dot, points: through([40, 30], [40, 30]) }), Math.PI * 100],
    ['a brush without points', mask({ kind: 'brush', radius: 4, points: [] }), 0],
  ];
  for (const [name, order, expected] of areas)
    it(`covers ${name}`, () => {
      const found = area(rasterizeMask(width, height, order));
      assert.ok(Math.abs(found - expected) <= 2 + expected * 0.004, `${found} for ${expected}`);
    });

  it('draws in order: what is painted after the eraser stays', () => {
    const eraser: MaskStroke = { kind: 'eraser', radius: 20, points: through([40, 30]) };
    assert.equal(at(rasterizeMask(width, height, mask(box, eraser)), 40, 30), 0);
    assert.equal(at(rasterizeMask(width, height, mask(box, eraser, dot)), 40, 30), 255);
  });

  it('softens the border to both sides, and no farther than it says', () => {
    for (const feather of [1, 2, 3, 7, 20]) {
      const coverage = rasterizeMask(
        width,
        height,
        soft(feather, { ...box, to: { x: 30, y: 0 }, from: { x: 70, y: 80 } }),
      );
      const row = [...coverage.subarray(40 * width, 41 * width)];
      assert.ok(row.every((value, x) => x < 1 || x > 49 || value >= (row[x - 1] ?? 0)));
      assert.equal(row[29 - feather], 0);
      assert.ok((row[30 - feather] ?? 0) > 0 || feather > 3);
      if (feather < 20) assert.equal(row[30 + feather], 255);
      assert.ok(Math.abs((row[29] ?? 0) + (row[30] ?? 0) - 255) < 6);
      // At the edge of the picture there is no border.
      assert.equal(at(coverage, 50, 0), at(coverage, 50, 40));
    }
  });
});

/** Random pictures, half-transparent and hidden ones among them. */
function noise(seed: number): Pixels {
  const next = random(seed);
  return draw(width, height, () => [next() * 256, next() * 256, next() * 256, Math.floor(next() * 4) * 85]);
}

describe('lockOutside', () => {
  it('puts back every byte outside, leaves every byte inside, and blends between', () => {
    const coverage = rasterizeMask(width, height, soft(6, box));
    const [source, answer] = [noise(1), noise(2)];
    const { image } = lockOutside(source, { ...answer, data: answer.data.slice() }, coverage);
    let blended = 0;
    for (const [pixel, part] of coverage.entries()) {
      const of = ({ data }: Pixels): string => data.subarray(pixel * 4, pixel * 4 + 4).join();
      if (part === 0) assert.equal(of(image), of(source));
      else if (part === 255) assert.equal(of(image), of(answer));
      else blended += 1;
    }
    assert.ok(blended > 500);
  });

  it('keeps the colour of half-transparent pixels where it blends', () => {
    const glass = draw(width, height, plain([200, 100, 50, 90]));
    const clear = draw(width, height, plain([0, 255, 0, 0]));
    const coverage = rasterizeMask(width, height, soft(20, box));
    const { data } = lockOutside(glass, clear, coverage).image;
    for (const [pixel, part] of coverage.entries())
      if (part > 0 && part < 240)
        assert.deepEqual([...data.subarray(pixel * 4, pixel * 4 + 3)], [200, 100, 50], `covered ${part}`);
  });

  it('counts the protected pixels that had changed, beyond a tolerance and as they show', () => {
    const coverage = rasterizeMask(width, height, mask(box));
    const source = draw(width, height, plain([100, 100, 100, 255]));
    const share = (answer: Pixels): number => lockOutside(source, answer, coverage).changedShare;
    assert.equal(share(draw(width, height, plain([108, 92, 100, 255]))), 0);
    assert.equal(share(draw(width, height, plain([109, 100, 100, 255]))), 1);
    assert.equal(share(draw(width, height, plain([100, 100, 100, 240]))), 1);
    const left = draw(width, height, x => (x < 30 ? [0, 0, 0, 255] : [100, 100, 100, 255]));
    const outside = coverage.filter(part => part === 0).length;
    assert.ok(Math.abs(share(left) - (30 * height) / outside) < 1e-9);
    const hidden = draw(width, height, plain([100, 100, 100, 0]));
    assert.equal(lockOutside(hidden, draw(width, height, plain([9, 250, 9, 0])), coverage).changedShare, 0);
    assert.equal(
      lockOutside(
        source,
        hidden,
        coverage.map(() => 255),
      ).changedShare,
      0,
    );
  });
});

describe('masks as files', function () {
  this.timeout(20_000);
  const raster = new Raster();
  after(() => raster.close());

  it('are transparent where the picture may change, in the size of the picture', async () => {
    const order = soft(5, box);
    const bytes = await raster.maskPng(width, height, order);
    assert.deepEqual(probe(bytes), { type: 'png', width, height, alpha: true });
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    for (const [pixel, part] of rasterizeMask(width, height, order).entries()) {
      const open = [255, 255, 255, 0];
      assert.deepEqual([...data.subarray(pixel * 4, pixel * 4 + 4)], part > 0 ? open : [0, 0, 0, 255]);
    }
  });

  it('stay below four megabytes, however wild', async () => {
    const next = random(7);
    const strokes = Array.from({ length: 20 }, (): MaskStroke => {
      const points = Array.from({ length: 20 }, () => ({ x: next() * 1920, y: next() * 1080 }));
      return { kind: next() < 0.7 ? 'brush' : 'eraser', radius: 4 + next() * 30, points };
    });
    for (const feather of [0, 24]) {
      const bytes = await raster.maskPng(1920, 1080, soft(feather, ...strokes));
      assert.ok(bytes.length < 4 * 1024 * 1024, String(bytes.length));
    }
  });

  it('lock an answer of another size to its source, exactly where the file is lossless', async () => {
    const source = draw(width, height, (x, y) => [x * 2, y * 3, 90, x < 60 ? 255 : 120]);
    const changed = mapped(source, ([red, green, blue, alpha]) => [green, red, 255 - blue, alpha]);
    const size = { width, height };
    const all = { x: 0, y: 0, ...size };
    const transform = { source: size, crop: all, frame: all, sent: size };
    const file = await raster.encode({ ...source, data: source.data.slice() }, 'png');
    const answer = await raster.encode(await raster.resize(changed, width * 2, height * 2), 'webp');
    const order = { source: file, answer, transform, mask: soft(4, box) };
    const coverage = rasterizeMask(width, height, order.mask);
    for (const type of ['png', 'webp'] as const) {
      const locked = await raster.lockOutside({ ...order, type, lossless: true });
      assert.deepEqual(locked.facts, { type, width, height, alpha: true });
      assert.ok(locked.changedShare > 0.9);
      const { data } = await raster.decode(locked.bytes);
      for (const [pixel, part] of coverage.entries())
        if (part === 0)
          assert.equal(
            data.subarray(pixel * 4, pixel * 4 + 4).join(),
            source.data.subarray(pixel * 4, pixel * 4 + 4).join(),
          );
      assert.notEqual(data[(40 * width + 50) * 4], source.data[(40 * width + 50) * 4]);
    }
  });

  it('do not lock a source that is another picture by now', async () => {
    const size = { width: 9, height: 9 };
    const all = { x: 0, y: 0, ...size };
    const file = await raster.encode(noise(1), 'png');
    const order = {
      source: file,
      answer: file,
      mask: mask(box),
      transform: { source: size, crop: all, frame: all, sent: size },
    };
    await assert.rejects(raster.lockOutside(order), /no longer/);
  });
});
