import { crc32, deflateSync } from 'node:zlib';

/** Colour types of the format: grey, RGB, palette, grey with alpha, RGBA. */
export type ColourType = 0 | 2 | 3 | 4 | 6;

/** What a PNG is to be, beyond what it shows. */
export interface PngKind {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: ColourType;
  readonly interlaced?: boolean;
  /** RGB triples, for palettes. */
  readonly palette?: readonly number[];
  /** The body of `tRNS`. */
  readonly transparency?: readonly number[];
  /** Chunks between header and pixels. */
  readonly chunks?: readonly Buffer[];
}

/** Samples of a pixel in units of its bit depth, as many as the colour type has. */
export type Samples = (x: number, y: number) => readonly number[];

/** Samples of a pixel, by colour type. */
export const channels: Readonly<Record<ColourType, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** A PNG of any kind the format knows; lines are filtered by turns in all five ways. */
export function writePng(kind: PngKind, samples: Samples): Buffer {
  const lines = (kind.interlaced === true ? passes : [[0, 0, 1, 1] as const]).flatMap(([x, y, dx, dy]) => {
    const width = Math.ceil((kind.width - x) / dx);
    const height = Math.ceil((kind.height - y) / dy);
    if (width < 1 || height < 1) return [];
    const rows = Array.from({ length: height }, (_, row) =>
      pack(kind, width, column => samples(x + column * dx, y + row * dy)),
    );
    const stride = Math.max(1, (channels[kind.colourType] * kind.bitDepth) / 8);
    return rows.map((row, at) => filtered(row, rows[at - 1], stride, at % 5));
  });
  const { palette, transparency, chunks = [] } = kind;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header(kind)),
    ...chunks,
    ...(palette ? [pngChunk('PLTE', palette)] : []),
    ...(transparency ? [pngChunk('tRNS', transparency)] : []),
    pngChunk('IDAT', deflateSync(Buffer.concat(lines))),
    pngChunk('IEND', []),
  ]);
}

/** A chunk with its checksum. */
export function pngChunk(name: string, content: Uint8Array | readonly number[]): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function header({ width, height, bitDepth, colourType, interlaced = false }: PngKind): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes.set([bitDepth, colourType, 0, 0, interlaced ? 1 : 0], 8);
  return bytes;
}

function pack({ bitDepth }: PngKind, width: number, at: (column: number) => readonly number[]): Buffer {
  const values = Array.from({ length: width }, (_, column) => at(column)).flat();
  if (bitDepth === 16) return Buffer.from(values.flatMap(value => [value >> 8, value & 255]));
  const perByte = 8 / bitDepth;
  const row = Buffer.alloc(Math.ceil(values.length / perByte));
  for (const [place, value] of values.entries()) {
    const byte = Math.floor(place / perByte);
    row[byte] = (row[byte] ?? 0) | (value << (8 - bitDepth * ((place % perByte) + 1)));
  }
  return row;
}

function filtered(row: Buffer, above: Buffer | undefined, stride: number, filter: number): Buffer {
  const line = Buffer.alloc(row.length + 1);
  line[0] = filter;
  for (let at = 0; at < row.length; at++) {
    const left = row[at - stride] ?? 0;
    const up = above?.[at] ?? 0;
    const corner = at < stride ? 0 : (above?.[at - stride] ?? 0);
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    line[at + 1] = ((row[at] ?? 0) - (guesses[filter] ?? 0)) & 255;
  }
  return line;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
