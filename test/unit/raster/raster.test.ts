import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { blank, RasterError, type EncodableType, type Pixels } from '../../../src/raster/pixels.ts';
import { probe } from '../../../src/raster/probe.ts';
import { probeFile } from '../../../src/raster/probeFile.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { chequer, disc, draw, drawSmooth, nothing, plain, type Colour } from './alpha/scenes.ts';
import * as make from './samples.ts';

const white: Colour = [255, 255, 255, 255];
const grey: Colour = [204, 204, 204, 255];

/** Left half red, right half blue with half its alpha. */
function halves(width: number, height: number, alpha = 128): Pixels {
  const image = blank(width, height);
  for (let at = 0; at < width * height; at++)
    image.data.set(at % width < width / 2 ? [200, 0, 0, 255] : [0, 0, 200, alpha], at * 4);
  return image;
}

function pixel(image: Pixels, x: number, y: number): readonly number[] {
  return [...image.data.slice((y * image.width + x) * 4).subarray(0, 4)];
}

function failsWith(failure: string, message?: RegExp): (error: unknown) => boolean {
  return error =>
    error instanceof RasterError && error.failure === failure && (message?.test(error.message) ?? true);
}

describe('raster', () => {
  const raster = new Raster();
  after(() => raster.close());

  for (const type of ['png', 'jpeg', 'webp'] as const satisfies readonly EncodableType[]) {
    it(`writes and reads ${type}`, async () => {
      const bytes = await raster.encode(halves(32, 20), type, { quality: 100 });
      assert.deepEqual(probe(bytes), { type, width: 32, height: 20, alpha: type !== 'jpeg' });
      const image = await raster.decode(bytes);
      assert.deepEqual([image.width, image.height], [32, 20]);
      const [red = 0, , , alpha] = pixel(image, 2, 2);
      assert.ok(Math.abs(red - 200) < 12, String(red));
      assert.equal(alpha, 255);
      if (type !== 'jpeg') assert.equal(pixel(image, 30, 2)[3], 128);
    });
  }

  it('reads the lossless and the opaque kind of webp by their flags', async () => {
    const opaque = await raster.encode(halves(300, 200, 255), 'webp');
    assert.deepEqual(probe(opaque), { type: 'webp', width: 300, height: 200, alpha: false });
  });

  it('resizes without bleeding the colour of hidden pixels', async () => {
    const image = halves(40, 40, 0);
    const small = await raster.resize(image, 10, 10);
    assert.deepEqual([small.width, small.height], [10, 10]);
    const [red = 0, , blue = 0] = pixel(small, 4, 4);
    assert.ok(red > 190 && blue < 10, `${red} ${blue}`);
  });

  it('makes thumbnails by path, upright', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'easel-raster-'));
    const path = join(folder, 'turned.jpg');
    const stored = await raster.encode(halves(60, 30, 255), 'jpeg');
    const turn = make.jpegSegment(0xe1, make.join('Exif\0\0', make.exif(6, 'MM')));
    await writeFile(path, make.join(stored.subarray(0, 2), turn, stored.subarray(2)));
    const found = await probeFile(path);
    assert.deepEqual([found.facts?.orientation, found.whole], [6, true]);
    assert.deepEqual(probe(await raster.thumbnail(path, 20)), {
      type: 'png',
      width: 10,
      height: 20,
      alpha: true,
    });
    await rm(folder, { recursive: true });
  });

  it('makes thumbnails as WebP, smaller the lower the quality', async () => {
    const picture = await raster.encode(halves(600, 300, 128), 'png');
    const [good, poor] = await Promise.all(
      [95, 5].map(quality => raster.thumbnail(picture, 200, { type: 'webp', quality })),
    );
    assert.deepEqual(good && probe(good), { type: 'webp', width: 200, height: 100, alpha: true });
    assert.ok(good && poor && poor.length < good.length, `${poor?.length} ${good?.length}`);
  });

  it('tells a painted chequer that went through a lossy codec from true transparency', async () => {
    const painted = draw(500, 500, disc(250, 150, plain([200, 60, 40, 255]), chequer(16, white, grey)));
    assert.equal(
      await raster.alphaTruth(await raster.encode(painted, 'jpeg', { quality: 40 })),
      'checkerboard',
    );
    const cut = drawSmooth(500, 500, disc(250, 150, plain([200, 60, 40, 255]), plain(nothing)));
    assert.equal(await raster.alphaTruth(await raster.encode(cut, 'webp', { quality: 60 })), 'transparent');
  });

  it('finds the size of a JPEG behind long metadata', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'easel-raster-'));
    const segment = make.jpegSegment(0xeb, make.join('JP', new Uint8Array(60_000)));
    await writeFile(join(folder, 'signed.jpg'), make.jpeg(7, 5, segment, segment, segment));
    const { facts } = await probeFile(join(folder, 'signed.jpg'));
    assert.deepEqual(facts, { type: 'jpeg', width: 7, height: 5, alpha: false, signed: true });
    await rm(folder, { recursive: true });
  });

  it('names what it cannot read', async () => {
    await assert.rejects(raster.decode(make.gif(1, 1, 1, false)), failsWith('unreadable', /GIF/));
    await assert.rejects(raster.decode(make.latin1('<html>')), failsWith('unreadable', /an HTML page/));
    await assert.rejects(raster.decode(make.png(9, 9, 6)), failsWith('unreadable', /damaged png/));
    await assert.rejects(
      raster.decode(make.webp(make.vp8x(9, 9, 2))),
      failsWith('unreadable', /damaged webp/),
    );
    await assert.rejects(raster.decode(make.png(60_000, 60_000, 6)), failsWith('tooLarge'));
    await assert.rejects(raster.decode('/nowhere/at/all.png'), failsWith('failed', /ENOENT/));
  });

  it('lets a waiting job go at once when it is aborted, and goes on with the others', async () => {
    const stop = new AbortController();
    const first = raster.encode(halves(400, 400), 'png');
    const second = raster.encode(halves(400, 400), 'webp', {}, stop.signal);
    const third = raster.encode(halves(4, 4), 'png');
    stop.abort(new Error('enough'));
    await assert.rejects(second, /enough/);
    await assert.rejects(raster.encode(halves(4, 4), 'png', {}, stop.signal), /enough/);
    assert.ok((await first).length > 0);
    assert.ok((await third).length > 0);
  });

  it('rejects what runs when its thread goes, and starts another', async () => {
    const own = new Raster();
    const lost = own.encode(halves(400, 400), 'png');
    await Promise.all([assert.rejects(lost, failsWith('crashed')), own.close()]);
    assert.ok((await own.encode(halves(4, 4), 'png')).length > 0);
    await own.close();
  });

  it('starts again after it was let go for being idle', async () => {
    const own = new Raster({ idleMs: 1 });
    assert.ok((await own.encode(halves(4, 4), 'png')).length > 0);
    while (own.started) await new Promise(resolve => setImmediate(resolve));
    assert.ok((await own.encode(halves(4, 4), 'png')).length > 0);
    await own.close();
  });
});
