import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import sharp from 'sharp';
import type { ImageFacts, ImageType } from '../../../src/images/picture.ts';
import { describeBytes, isWhole, probe } from '../../../src/raster/probe.ts';
import { measureFile } from '../../../src/raster/probeFile.ts';
import * as make from './samples.ts';

const bytesOf = make.latin1;

function facts(
  type: ImageType,
  width: number,
  height: number,
  alpha: boolean,
  more: Partial<ImageFacts> = {},
): ImageFacts {
  return { type, width, height, alpha, ...more };
}

const pictures: readonly (readonly [name: string, bytes: Uint8Array, expected: ImageFacts])[] = [
  ['grey png', make.png(3, 2, 0), facts('png', 3, 2, false)],
  ['rgb png', make.png(70000, 2, 2), facts('png', 70000, 2, false)],
  ['rgba png', make.png(3, 2, 6), facts('png', 3, 2, true)],
  ['grey and alpha png', make.png(3, 2, 4), facts('png', 3, 2, true)],
  ['png with a transparent colour', make.png(3, 2, 3, make.pngChunk('tRNS', [0])), facts('png', 3, 2, true)],
  [
    'apng',
    make.png(3, 2, 2, make.pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])),
    facts('png', 3, 2, false, { animated: true }),
  ],
  [
    'apng of one frame',
    make.png(3, 2, 2, make.pngChunk('acTL', [0, 0, 0, 1, 0, 0, 0, 0])),
    facts('png', 3, 2, false),
  ],
  [
    'signed png',
    make.png(3, 2, 2, make.pngChunk('caBX', [1, 2])),
    facts('png', 3, 2, false, { signed: true }),
  ],
  [
    'turned png',
    make.png(3, 2, 2, make.pngChunk('eXIf', [...make.exif(6, 'MM')])),
    facts('png', 3, 2, false, { orientation: 6 }),
  ],
  ['jpeg', make.jpeg(640, 300), facts('jpeg', 640, 300, false)],
  [
    'turned jpeg',
    make.jpeg(3, 2, make.jpegSegment(0xe1, make.join('Exif\0\0', make.exif(8, 'II')))),
    facts('jpeg', 3, 2, false, { orientation: 8 }),
  ],
  [
    'upright jpeg',
    make.jpeg(3, 2, make.jpegSegment(0xe1, make.join('Exif\0\0', make.exif(1, 'II')))),
    facts('jpeg', 3, 2, false),
  ],
  [
    'signed jpeg',
    make.jpeg(3, 2, make.jpegSegment(0xeb, bytesOf('JP\0\x01'))),
    facts('jpeg', 3, 2, false, { signed: true }),
  ],
  [
    'jpeg with fill bytes',
    make.join([0xff, 0xd8, 0xff, 0xff], make.jpeg(3, 2).slice(3)),
    facts('jpeg', 3, 2, false),
  ],
  ['lossy webp', make.webp(make.vp8(300, 200)), facts('webp', 300, 200, false)],
  ['lossless webp', make.webp(make.vp8l(300, 200, false)), facts('webp', 300, 200, false)],
  ['lossless webp with alpha', make.webp(make.vp8l(16384, 16384, true)), facts('webp', 16384, 16384, true)],
  ['extended webp', make.webp(make.vp8x(70000, 200, 0x10), make.vp8(1, 1)), facts('webp', 70000, 200, true)],
  ['animated webp', make.webp(make.vp8x(5, 6, 0x02)), facts('webp', 5, 6, false, { animated: true })],
  [
    'turned webp',
    make.webp(make.vp8x(5, 6, 8), make.riffChunk('EXIF', make.exif(3, 'MM'))),
    facts('webp', 5, 6, false, { orientation: 3 }),
  ],
  [
    'signed webp',
    make.webp(make.vp8(5, 6), make.riffChunk('C2PA', [1])),
    facts('webp', 5, 6, false, { signed: true }),
  ],
  ['gif', make.gif(5, 6, 1, false), facts('gif', 5, 6, false)],
  ['animated transparent gif', make.gif(5, 6, 2, true), facts('gif', 5, 6, true, { animated: true })],
  ['svg', bytesOf('<svg width="12" height="7.6px"/>'), facts('svg', 12, 8, true)],
  ['svg in points', bytesOf("<svg width='72pt' height='1in'></svg>"), facts('svg', 96, 96, true)],
  [
    'svg by viewBox',
    bytesOf('<svg xmlns="x" viewBox="0 0 24,32" width="100%"/>'),
    facts('svg', 24, 32, true),
  ],
  ['svg without a size', bytesOf('<svg></svg>'), facts('svg', 0, 0, true)],
  [
    'svg after much ado',
    bytesOf(
      '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- > --><!DOCTYPE svg [<!ENTITY a ">">]>\n<svg:svg data-width="5" width="9" height="9">',
    ),
    facts('svg', 9, 9, true),
  ],
];

describe('probe', () => {
  for (const [name, bytes, expected] of pictures) {
    it(`reads a ${name}`, () => assert.deepEqual(probe(bytes), expected));
  }

  it('does not take a page that holds a drawing for a picture', () => {
    assert.equal(probe(bytesOf('<!doctype html><html><svg width="1" height="1"/></html>')), undefined);
    assert.equal(probe(bytesOf('<svgs/>')), undefined);
  });

  it('gives up where the size is cut off', () => {
    for (const bytes of [
      make.png(3, 2, 0).slice(0, 20),
      make.jpeg(3, 2).slice(0, 6),
      make.gif(5, 6, 1, false).slice(0, 9),
    ])
      assert.equal(probe(bytes), undefined);
  });

  it('says nothing of a picture without pixels', () => assert.equal(probe(make.png(0, 2, 0)), undefined));
});

describe('measureFile', () => {
  it('sees a portrait as it is seen, whichever way it is stored, and nothing in what is no picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'easel-measure-'));
    const lying = sharp({ create: { width: 30, height: 20, channels: 3, background: '#c43' } });
    for (const [orientation, width, height] of [
      [1, 30, 20],
      [3, 30, 20],
      [6, 20, 30],
      [8, 20, 30],
    ] as const) {
      const path = join(folder, 'photo.jpg');
      await lying.clone().withMetadata({ orientation }).jpeg().toFile(path);
      assert.deepEqual(await measureFile(path), { width, height });
    }
    await writeFile(join(folder, 'notes.txt'), 'no picture');
    assert.equal(await measureFile(join(folder, 'notes.txt')), undefined);
    await rm(folder, { recursive: true });
  });
});

describe('isWhole', () => {
  for (const [name, bytes, expected] of pictures.filter(picture => picture[1][0] !== 0xef)) {
    const { type } = expected;
    it(`sees both ends of a ${name}`, () => {
      assert.equal(isWhole(type, bytes.length, bytes, bytes.slice(-64)), true);
      const cut = bytes.slice(0, -2);
      assert.equal(isWhole(type, cut.length, cut, cut.slice(-64)), false);
    });
  }
});

describe('describeBytes', () => {
  const words: readonly (readonly [string, string])[] = [
    ['', 'nothing'],
    [' \n', 'blank text'],
    ['<!DOCTYPE html><p>', 'an HTML page'],
    ['\n<html>', 'an HTML page'],
    ['<?xml version="1.0"?><Error>', 'an XML document'],
    ['{"error": 1}', 'a JSON document'],
    ['[]', 'a JSON document'],
    ['[red] tape', 'plain text'],
    ['event: error\ndata: {}', 'an event stream'],
    ['Bad gateway', 'plain text'],
    ['%PDF-1.7', 'a PDF'],
    ['\0\0\0\x1cftypavif', 'an AVIF picture'],
    ['\0\0\0\x1cftypisom', 'a video'],
    ['BM\x10\0', 'a BMP picture'],
    ['\0\0\x01\0\x01', 'an ICO file'],
    ['\x89PNG\r\n\x1a\n', 'a PNG picture that is cut short'],
    ['\x01\x02\xff\xfe', 'unknown data'],
    ['data:image/png;base64,AAAA', 'a data URL'],
  ];
  for (const [text, expected] of words)
    it(`calls ${JSON.stringify(text)} ${expected}`, () =>
      assert.equal(describeBytes(bytesOf(text)), expected));

  it('keeps reading UTF-8 that was cut inside a character', () =>
    assert.equal(describeBytes(new TextEncoder().encode('ü€').slice(0, -1)), 'plain text'));
});

/** Same numbers on every run: a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function look(bytes: Uint8Array): void {
  const found = probe(bytes);
  assert.ok(found === undefined || (found.width >= 0 && found.height >= 0));
  assert.ok(describeBytes(bytes).length > 0);
  for (const type of ['png', 'jpeg', 'webp', 'gif', 'svg'] as const)
    isWhole(type, bytes.length, bytes, bytes);
}

describe('any bytes', () => {
  it('never throws on noise', () => {
    const next = random(1);
    for (let round = 0; round < 2000; round++)
      look(Uint8Array.from({ length: Math.floor(next() * 80) }, () => Math.floor(next() * 256)));
  });

  it('never throws on a mutated or shortened picture', () => {
    const next = random(2);
    for (const [, bytes] of pictures)
      for (let round = 0; round < 200; round++) {
        const mutant = bytes.slice(0, 1 + Math.floor(next() * bytes.length));
        for (let hit = 0; hit < 3; hit++)
          mutant[Math.floor(next() * mutant.length)] = Math.floor(next() * 256);
        look(mutant);
      }
  });
});
