import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Mask } from '../../../src/images/mask.ts';
import type { Transform } from '../../../src/images/transform.ts';
import { isCarried, meanTheSame, profileOf, withProfile } from '../../../src/raster/formats/colourProfile.ts';
import { probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';
import { exif, jpeg, jpegSegment, join, latin1, png, pngChunk } from './samples.ts';

const types = ['png', 'jpeg', 'webp'] as const;
const [width, height] = [60, 40];

type Type = (typeof types)[number];

/** Colours that fill most of their space, smooth enough for a JPEG. */
function samples(): Buffer {
  const raw = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++)
    raw.set([(at % width) * 4, Math.floor(at / width) * 6, 255 - (at % width) * 4], at * 3);
  return raw;
}

async function picture(type: Type, profile?: 'p3' | 'srgb'): Promise<Uint8Array<ArrayBuffer>> {
  const plain = sharp(samples(), { raw: { width, height, channels: 3 } });
  const tagged = profile ? plain.withIccProfile(profile) : plain;
  const options = { png: {}, jpeg: { quality: 95 }, webp: { lossless: true } }[type];
  return Uint8Array.from(await tagged.toFormat(type, options).toBuffer());
}

async function profileBySharp(bytes: Uint8Array): Promise<Buffer | undefined> {
  return (await sharp(bytes).metadata()).icc;
}

/** The colours that a picture shows: sRGB, whatever its numbers are of. */
function shown(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer();
}

/** A profile of another length or another space, as far as its head goes. */
function fakeProfile(length: number, space = 'RGB '): Uint8Array {
  const profile = Buffer.alloc(length);
  for (let at = 132; at < length; at++) profile[at] = (at * 7919) % 251;
  profile.write(space, 16, 'latin1');
  profile.write('acsp', 36, 'latin1');
  return profile;
}

function wholeOf(size: { readonly width: number; readonly height: number }): Transform {
  const all = { x: 0, y: 0, ...size };
  return { source: size, crop: all, frame: all, sent: size };
}

function largest(one: Buffer, other: Buffer, counts: (x: number, y: number) => boolean): number {
  let most = 0;
  for (let at = 0; at < one.length; at++) {
    const pixel = Math.floor(at / 3);
    if (counts(pixel % width, Math.floor(pixel / width)))
      most = Math.max(most, Math.abs((one[at] ?? 0) - (other[at] ?? 0)));
  }
  return most;
}

function pngWith(packed: Uint8Array): Uint8Array {
  return png(8, 8, 2, pngChunk('iCCP', join('name\0\0', packed)));
}

/** Of the mask that is locked. */
function isOutside(x: number, y: number): boolean {
  return x < 19 || x > 41 || y < 9 || y > 31;
}

describe('a colour profile', function () {
  this.timeout(20_000);
  const raster = new Raster();
  after(() => raster.close());

  for (const type of types)
    it(`is found in a ${type} and put into one, without another change`, async () => {
      const plain = await picture(type);
      assert.equal(profileOf(plain), undefined);
      for (const profile of [fakeProfile(300), fakeProfile(301), fakeProfile(150_000)]) {
        const tagged = withProfile(plain, profile);
        assert.deepEqual(probe(tagged), probe(plain));
        assert.deepEqual(Buffer.from(profileOf(tagged) ?? []), profile, 'as it was');
        assert.deepEqual(await raster.decode(tagged), await raster.decode(plain));
      }
      const ofOthers = await profileBySharp(await picture(type, 'p3'));
      assert.ok(ofOthers);
      assert.deepEqual(Buffer.from(profileOf(await picture(type, 'p3')) ?? []), ofOthers);
      assert.deepEqual(await profileBySharp(withProfile(plain, ofOthers)), ofOthers, 'as others read it');
    });

  it('is put behind what readers of JFIF want first, and keeps a see-through WebP so', async () => {
    const jfif = jpegSegment(0xe0, latin1('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
    const rotated = jpegSegment(0xe1, join('Exif\0\0', exif(6, 'MM')));
    const tagged = withProfile(Uint8Array.from(jpeg(8, 8, jfif, rotated)), fakeProfile(200));
    assert.equal(Buffer.from(tagged.subarray(6, 10)).toString('latin1'), 'JFIF');
    assert.equal(probe(tagged)?.orientation, 6);
    const clear = { width: 8, height: 8, data: new Uint8ClampedArray(8 * 8 * 4).fill(90) };
    const webp = await raster.encode(clear, 'webp', { lossless: true });
    const both = withProfile(webp, fakeProfile(200));
    assert.equal(probe(both)?.alpha, true);
    assert.equal((await sharp(both).metadata()).hasAlpha, true);
  });

  it('is none where it is damaged, in part only, or larger than any', () => {
    const body = deflateSync(fakeProfile(500));
    assert.ok(profileOf(pngWith(body)));
    assert.equal(profileOf(pngWith(body.subarray(0, 20))), undefined);
    assert.equal(profileOf(pngWith(deflateSync(Buffer.alloc(500)))), undefined, 'no profile at all');
    assert.equal(profileOf(pngWith(deflateSync(Buffer.alloc(64 * 1024 * 1024)))), undefined);
    const part = (number: number): Uint8Array =>
      jpegSegment(0xe2, join('ICC_PROFILE\0', [number, 2], fakeProfile(300)));
    assert.ok(profileOf(jpeg(8, 8, part(2), part(1))), 'in any order');
    assert.equal(profileOf(jpeg(8, 8, part(1))), undefined);
    assert.equal(profileOf(jpeg(8, 8, part(1), part(3))), undefined);
  });

  it('is carried where its numbers are red, green and blue', () => {
    assert.equal(isCarried(fakeProfile(300)), true);
    assert.equal(isCarried(fakeProfile(300, 'GRAY')), false);
    assert.equal(isCarried(fakeProfile(300, 'CMYK')), false);
  });

  it('means the same as none where its colours are those of sRGB, whatever its name', async () => {
    const [p3, srgb] = [profileOf(await picture('png', 'p3')), profileOf(await picture('png', 'srgb'))];
    assert.ok(p3 && srgb);
    assert.equal(meanTheSame(srgb, undefined), true);
    assert.equal(meanTheSame(undefined, undefined), true);
    assert.equal(meanTheSame(p3, undefined), false);
    assert.equal(meanTheSame(p3, srgb), false);
    assert.equal(meanTheSame(p3, Uint8Array.from(p3)), true);
    assert.equal(meanTheSame(fakeProfile(300), undefined), false, 'which nobody knows');
  });

  for (const type of ['png', 'webp'] as const)
    it(`stays in a locked ${type}, so that what is protected shows as it did`, async () => {
      const source = await picture(type, 'p3');
      const answer = Uint8Array.from(
        await sharp({ create: { width, height, channels: 3, background: '#f00' } })
          .png()
          .toBuffer(),
      );
      const mask: Mask = {
        strokes: [{ kind: 'rectangle', from: { x: 20, y: 10 }, to: { x: 40, y: 30 } }],
        feather: 0,
      };
      const transform = wholeOf({ width, height });
      const order = { source, answer, mask, transform, type, lossless: true } as const;
      const { bytes, colours } = await raster.lockOutside(order);
      assert.equal(colours, 'mixed', 'what was edited is of other colours');
      assert.ok(largest(await shown(source), await shown(bytes), isOutside) <= 1);
      const plain = await raster.lockOutside({ ...order, source: await picture(type) });
      assert.equal(plain.colours, undefined);
      assert.equal(await profileBySharp(plain.bytes), undefined);
    });

  for (const type of types)
    it(`goes into all files of a set made of a ${type}, and the icon file that cannot have it is told of`, async () => {
      // Without the profile its numbers would be another red.
      const red = sharp({ create: { width: 200, height: 200, channels: 3, background: '#f20' } });
      const master = Uint8Array.from(await red.withIccProfile('p3').toFormat(type).toBuffer());
      const plan = {
        stem: 'a',
        favicon: [16],
        webp: { quality: 100 },
        appleTouchIcon: { background: '#fff' },
      };
      const set = await raster.deriveSet(master, { ...plan, scales: { width: 30, factors: [1, 2] } });
      const pictures = set.files.filter(file => file.type !== 'ico');
      assert.ok(pictures.length >= 2);
      for (const { name, bytes } of pictures) {
        assert.deepEqual(await profileBySharp(bytes), await profileBySharp(master), name);
        const [before, now] = [await shown(master), await shown(bytes)].map(all => all.subarray(0, 3));
        assert.ok(before && now && largest(before, now, () => true) <= 3, name);
      }
      const told = set.leftOut.filter(({ why }) => why === 'noProfile').map(({ name }) => name);
      assert.deepEqual(told, ['favicon.ico']);
      const plain = await raster.deriveSet(await picture(type, 'srgb'), plan);
      assert.ok(!plain.leftOut.some(({ why }) => why === 'noProfile'));
    });

  it('goes along with what is prepared, in whatever format, or it is said that it does not', async () => {
    const want = { kind: 'whole', maxEdge: 30, maxPixels: 1e6, maxBytes: 4e6 } as const;
    const source = await picture('png', 'p3');
    for (const type of types) {
      const { bytes, notes } = await raster.prepare(source, { ...want, types: [type] });
      assert.deepEqual(await profileBySharp(bytes ?? source), await profileBySharp(source), type);
      assert.ok(!notes.includes('noProfile'));
    }
    const tight = await raster.prepare(source, { ...want, types: ['jpeg'], maxBytes: 2000 });
    assert.ok(tight.notes.includes('noProfile'));
    assert.equal(await profileBySharp(tight.bytes ?? source), undefined);
    const square = { kind: 'square', fit: 'pad', maxEdge: 32, maxBytes: 4e6 } as const;
    const padded = await raster.prepare(source, square);
    assert.deepEqual(await profileBySharp(padded.bytes ?? source), await profileBySharp(source));
    const grey = withProfile(await picture('png'), fakeProfile(300, 'GRAY'));
    assert.ok((await raster.prepare(grey, square)).notes.includes('noProfile'));
  });

  it('is the answer’s own where all of a picture is the answer, and the source’s where that is round it', async () => {
    const source = await picture('png', 'p3');
    const answer = await picture('png');
    const target = { type: 'webp', alpha: false } as const;
    const all = wholeOf({ width, height });
    const whole = await raster.dropIn(answer, target, all, { source });
    assert.equal(await profileBySharp(whole.bytes), undefined);
    assert.equal(whole.colours, undefined);
    const sent = { width: 20, height: 20 };
    const part = { ...all, crop: { x: 5, y: 5, ...sent }, frame: { x: 0, y: 0, ...sent }, sent };
    const mixed = await raster.dropIn(answer, target, part, { source });
    assert.deepEqual(await profileBySharp(mixed.bytes), await profileBySharp(source));
    assert.equal(mixed.colours, 'mixed');
    const same = await raster.dropIn(source, target, part, { source });
    assert.equal(same.colours, undefined);
    const cropped = await raster.cropTo(source, part.crop, { ...sent, type: 'jpeg' });
    assert.deepEqual(await profileBySharp(cropped.bytes), await profileBySharp(source));
  });

  it('goes into previews, which show the colours of their picture', async () => {
    const source = await picture('png', 'p3');
    const small = await raster.thumbnail(source, 30, { type: 'webp' });
    assert.deepEqual(await profileBySharp(small), await profileBySharp(source));
  });
});
