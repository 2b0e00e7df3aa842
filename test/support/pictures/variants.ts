// One small picture in every variant of the formats, made as it is asked for; what it must look like comes with it.
import sharp, { type JpegOptions, type Sharp } from 'sharp';
import { channels, pngChunk, writePng, type ColourType, type PngKind } from './png.ts';
import { extendedHeader, frameChunk, riffChunk, webpChunks, webpFile } from './riff.ts';

/** A file and what a reader must make of it: RGBA, upright, or words of a refusal. */
export interface Variant {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected?: { readonly width: number; readonly height: number; readonly data: Uint8Array };
  /** Levels a channel may be off. */
  readonly tolerance?: number;
  readonly refusal?: { readonly failure: string; readonly words: RegExp };
}

const width = 23;
const height = 14;

/** RGBA, smooth, so that lossy formats do it little harm, and without any symmetry. */
const picture = Buffer.from(
  Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return [x * 9 + 20, y * 13 + 30, 200 - x * 4 - y * 5, 255 - ((x * 7 + y * 3) % 200)];
  }).flat(),
);
const opaque = Buffer.from(picture.map((value, at) => (at % 4 === 3 ? 255 : value)));

function raw(data: Buffer): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** All of them. */
export async function variants(): Promise<readonly Variant[]> {
  return [...pngs(), ...(await webps()), ...(await jpegs()), ...(await refused())];
}

function pngs(): readonly Variant[] {
  const kinds: readonly (readonly [ColourType, readonly PngKind['bitDepth'][]])[] = [
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ];
  return kinds
    .flatMap(([colourType, depths]) => depths.map(bitDepth => ({ width, height, colourType, bitDepth })))
    .flatMap(kind => [kind, { ...kind, interlaced: true }])
    .flatMap(kind => (kind.colourType > 3 ? [png(kind)] : [png(kind), png(kind, true)]))
    .concat(animatedPng(), ...Array.from({ length: 8 }, (_, at) => turnedPng(at + 1)));
}

function png(kind: PngKind, transparent = false): Variant {
  const most = 2 ** kind.bitDepth - 1;
  const count = channels[kind.colourType];
  const samples = (x: number, y: number): number[] =>
    Array.from({ length: count }, (_, channel) => (x * 4099 + y * 911 + channel * 5701 + x * y) & most);
  const palette = Array.from({ length: (most + 1) * 3 }, (_, at) => (at * 53) & 255);
  const special = samples(0, 0);
  const transparency =
    kind.colourType === 3 ? [10, 128] : special.flatMap(value => [value >> 8, value & 255]);
  const to8 = (value: number): number => Math.round((value / most) * 255);
  const rgba = (x: number, y: number): readonly number[] => {
    const [first = 0, second = 0, third = 0, fourth = 0] = samples(x, y);
    if (kind.colourType === 3)
      return [...palette.slice(first * 3, first * 3 + 3), transparent ? (transparency[first] ?? 255) : 255];
    const hidden = transparent && samples(x, y).join() === special.join();
    if (count < 3) return [first, first, first].map(to8).concat(count === 2 ? to8(second) : hidden ? 0 : 255);
    return [first, second, third].map(to8).concat(count === 4 ? to8(fourth) : hidden ? 0 : 255);
  };
  const name = `png of colour type ${kind.colourType}, ${kind.bitDepth} bit${kind.interlaced ? ', interlaced' : ''}${transparent ? ', with a transparent colour' : ''}`;
  return {
    name,
    bytes: writePng(
      { ...kind, ...(kind.colourType === 3 && { palette }), ...(transparent && { transparency }) },
      samples,
    ),
    expected: { width, height, data: Buffer.from(grid(width, height, rgba)) },
    // Halves may be rounded either way.
    tolerance: kind.bitDepth === 16 ? 1 : 0,
  };
}

function grid(columns: number, rows: number, at: (x: number, y: number) => readonly number[]): number[] {
  return Array.from({ length: columns * rows }, (_, place) =>
    at(place % columns, Math.floor(place / columns)),
  ).flat();
}

const rgbaKind = { width, height, bitDepth: 8, colourType: 6 } as const;

function pixelOf(data: Buffer): (x: number, y: number) => readonly number[] {
  return (x, y) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** The default image is the first frame; the second is not looked at. */
function animatedPng(): Variant {
  const animation = pngChunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0]);
  const control = Buffer.alloc(26);
  control.writeUInt32BE(width, 4);
  control.writeUInt32BE(height, 8);
  const chunks = [animation, pngChunk('fcTL', control)];
  return {
    name: 'animated png',
    bytes: writePng({ ...rgbaKind, chunks }, pixelOf(picture)),
    expected: { width, height, data: picture },
  };
}

/** A TIFF block with the orientation and nothing else. */
function exif(orientation: number): Buffer {
  return Buffer.from(`4d4d002a0000000800010112000300000001000${orientation}000000000000`, 'hex');
}

function turnedPng(orientation: number): Variant {
  const chunks = [pngChunk('eXIf', exif(orientation))];
  return {
    name: `png turned by EXIF ${orientation}`,
    bytes: writePng({ ...rgbaKind, chunks }, pixelOf(picture)),
    expected: turned(picture, orientation),
  };
}

/** CIPA DC-008: the side of the stored picture that is the upright one's top, and the one that is its left. */
function turned(data: Buffer, orientation: number): NonNullable<Variant['expected']> {
  const [right, bottom] = [width - 1, height - 1];
  const from: readonly ((x: number, y: number) => readonly [number, number])[] = [
    (x, y) => [x, y],
    (x, y) => [right - x, y],
    (x, y) => [right - x, bottom - y],
    (x, y) => [x, bottom - y],
    (x, y) => [y, x],
    (x, y) => [y, bottom - x],
    (x, y) => [right - y, bottom - x],
    (x, y) => [right - y, x],
  ];
  const place = from[orientation - 1] ?? ((x, y) => [x, y]);
  const [columns, rows] = orientation > 4 ? [height, width] : [width, height];
  const at = (x: number, y: number): readonly number[] => pixelOf(data)(...place(x, y));
  return { width: columns, height: rows, data: Buffer.from(grid(columns, rows, at)) };
}

async function webps(): Promise<readonly Variant[]> {
  const lossless = await raw(picture).webp({ lossless: true, exact: true }).toBuffer();
  const plain = await raw(opaque).removeAlpha().webp({ quality: 100 }).toBuffer();
  const soft = await raw(picture).webp({ quality: 100 }).toBuffer();
  const all = { x: 0, y: 0, width, height };
  const stage = { x: 4, y: 2, width, height };
  return [
    exact('webp, VP8L', lossless),
    await like('webp, VP8', plain, opaque),
    await like('webp, VP8X with alpha', soft, picture),
    exact(
      'webp, VP8X round VP8L, turned by EXIF 6',
      webpFile(extendedHeader(width, height, 0x18), webpChunks(lossless), riffChunk('EXIF', exif(6))),
      turned(picture, 6),
    ),
    exact(
      'animated webp',
      webpFile(
        extendedHeader(width, height, 0x12),
        riffChunk('ANIM', [0, 0, 0, 0, 0, 0]),
        frameChunk(all, webpChunks(lossless)),
        frameChunk(all, webpChunks(plain)),
      ),
    ),
    await like(
      'animated webp of lossy frames with alpha',
      webpFile(
        extendedHeader(width, height, 0x12),
        riffChunk('ANIM', [0, 0, 0, 0, 0, 0]),
        frameChunk(all, soft.subarray(30)),
        frameChunk(all, webpChunks(plain)),
      ),
      picture,
    ),
    exact(
      'animated webp whose first frame is a part of its canvas',
      webpFile(
        extendedHeader(width + 9, height + 5, 0x12),
        riffChunk('ANIM', [0, 0, 0, 0, 0, 0]),
        frameChunk(stage, webpChunks(lossless)),
      ),
      onStage(stage, width + 9, height + 5),
    ),
  ];
}

function onStage(
  { x: left, y: top }: { readonly x: number; readonly y: number },
  columns: number,
  rows: number,
): NonNullable<Variant['expected']> {
  const at = (x: number, y: number): readonly number[] =>
    x >= left && y >= top && x < left + width && y < top + height
      ? pixelOf(picture)(x - left, y - top)
      : [0, 0, 0, 0];
  return { width: columns, height: rows, data: Buffer.from(grid(columns, rows, at)) };
}

function exact(
  name: string,
  bytes: Uint8Array,
  expected: Variant['expected'] = { width, height, data: picture },
): Variant {
  return { name, bytes, expected };
}

/** Lossy: as near to what was put in as another decoder gets, and a few levels. */
async function like(name: string, bytes: Buffer, wanted: Buffer): Promise<Variant> {
  const other = await sharp(bytes).ensureAlpha().raw().toBuffer();
  if (other.some((value, at) => at % 4 === 3 && value !== wanted[at])) throw new Error(`${name}: alpha`);
  return { name, bytes, expected: { width, height, data: other }, tolerance: 4 };
}

async function jpegs(): Promise<readonly Variant[]> {
  const made = (options: JpegOptions): Promise<Buffer> =>
    raw(opaque)
      .removeAlpha()
      .jpeg({ quality: 98, chromaSubsampling: '4:4:4', ...options })
      .toBuffer();
  const plain = await made({});
  const upright = await sharp(plain).ensureAlpha().raw().toBuffer();
  const turns = Array.from({ length: 8 }, (_, at): Variant => ({
    name: `jpeg turned by EXIF ${at + 1}`,
    bytes: withExif(plain, at + 1),
    expected: turned(upright, at + 1),
    tolerance: 2,
  }));
  const grey = await raw(opaque).removeAlpha().greyscale().jpeg({ quality: 98 }).toBuffer();
  return [
    ...turns,
    await like('progressive jpeg', await made({ progressive: true }), opaque),
    await like('grey jpeg', grey, opaque),
    await like('jpeg with a film after it', Buffer.concat([plain, Buffer.alloc(5000, 'film')]), opaque),
  ];
}

function withExif(jpeg: Buffer, orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

function unreadable(name: string, bytes: Uint8Array, words: RegExp): Variant {
  return { name, bytes, refusal: { failure: 'unreadable', words } };
}

async function refused(): Promise<readonly Variant[]> {
  const plain = raw(opaque).removeAlpha();
  const jpeg = await plain.clone().jpeg().toBuffer();
  const webp = await plain.clone().webp().toBuffer();
  const lossless = await plain.clone().webp({ lossless: true }).toBuffer();
  const rgba = writePng(rgbaKind, pixelOf(picture));
  const wide = { ...rgbaKind, width: 30_000 };
  const row = writePng({ ...wide, height: 1 }, () => [0, 0, 0, 0]);
  const huge = Buffer.from(row);
  huge.writeUInt32BE(30_000, 20);
  return [
    unreadable('CMYK jpeg', await plain.clone().toColourspace('cmyk').jpeg().toBuffer(), /^a CMYK JPEG$/),
    unreadable('png that is cut short', rgba.subarray(0, rgba.length - 40), /^a damaged png picture$/),
    unreadable('png that is cut in its header', rgba.subarray(0, 20), /^a PNG picture that is cut short$/),
    unreadable('jpeg that is cut short', jpeg.subarray(0, jpeg.length - 30), /^a JPEG picture that is cut/),
    unreadable(
      'webp that is cut short',
      webp.subarray(0, webp.length - 30),
      /^a WebP picture that is cut short$/,
    ),
    unreadable(
      'lossless webp that is cut short',
      lossless.subarray(0, -10),
      /^a WebP picture that is cut short$/,
    ),
    unreadable(
      'animated webp without frames',
      webpFile(extendedHeader(width, height, 0x12)),
      /^a damaged webp picture$/,
    ),
    unreadable('png with a flipped bit', flipped(rgba), /^a damaged png picture$/),
    unreadable('nothing', Buffer.alloc(0), /^nothing$/),
    unreadable('a page', Buffer.from('<!doctype html><title>404</title>'), /^an HTML page$/),
    unreadable('gif', await plain.clone().gif().toBuffer(), /^a GIF picture$/),
    unreadable('tiff', await plain.clone().tiff().toBuffer(), /^a TIFF picture$/),
    unreadable('drawing', Buffer.from('<svg width="4" height="4"/>'), /^an SVG drawing$/),
    {
      name: 'png that claims 900 million pixels',
      bytes: huge,
      refusal: { failure: 'tooLarge', words: /^30000x30000$/ },
    },
    {
      name: 'png that is 30000 px wide',
      bytes: row,
      expected: { width: 30_000, height: 1, data: new Uint8Array(30_000 * 4) },
    },
  ];
}

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.length - 40;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
