import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from '../pixels.ts';
import { pngSignature } from './png.ts';

/** Bytes before a line's samples: its filter. */
const head = 1;

/**
 * A PNG without an alpha channel (colour type 2), which the codec cannot write. Alpha is left out, not blended: the
 * picture must be opaque. Deflate is Node's own; its
 * level 4 takes a third of the time of level 6 for a tenth more bytes.
 */
export function encodeOpaquePng({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = width * 3;
  const lines = new Uint8Array((stride + head) * height);
  let above = new Uint8Array(stride);
  let line = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    takeColours(data, y * width * 4, line);
    const target = lines.subarray(y * (stride + head), (y + 1) * (stride + head));
    writeFiltered(line, above, target);
    [line, above] = [above, line];
  }
  const body = deflateSync(lines, { level: 4, memLevel: 9 });
  return assemble(width, height, body);
}

function takeColours(data: Uint8ClampedArray, start: number, line: Uint8Array): void {
  for (let from = start, at = 0; at < line.length; from += 4, at += 3) {
    line[at] = data[from] ?? 0;
    line[at + 1] = data[from + 1] ?? 0;
    line[at + 2] = data[from + 2] ?? 0;
  }
}

type Filter = (line: Uint8Array, above: Uint8Array, target: Uint8Array) => void;

/** https://www.w3.org/TR/png-3/#9Filters, numbers 0, 1, 2 and 4. */
const filters: readonly (readonly [number: number, filter: Filter])[] = [
  [0, (line, _above, target) => target.set(line, head)],
  [
    1,
    (line, _above, target) => {
      for (let at = 0; at < line.length; at++) target[at + head] = (line[at] ?? 0) - (line[at - 3] ?? 0);
    },
  ],
  [
    2,
    (line, above, target) => {
      for (let at = 0; at < line.length; at++) target[at + head] = (line[at] ?? 0) - (above[at] ?? 0);
    },
  ],
  [
    4,
    (line, above, target) => {
      for (let at = 0; at < line.length; at++)
        target[at + head] =
          (line[at] ?? 0) - paeth(line[at - 3] ?? 0, above[at] ?? 0, at < 3 ? 0 : (above[at - 3] ?? 0));
    },
  ],
];

/** The filter that leaves the least in a sample of the line: what libpng does with all of it. */
function writeFiltered(line: Uint8Array, above: Uint8Array, target: Uint8Array): void {
  let best = Number.POSITIVE_INFINITY;
  let chosen = filters[0];
  for (const entry of filters) {
    const rest = restOf(entry[0], line, above);
    if (rest < best) [best, chosen] = [rest, entry];
  }
  if (chosen === undefined) return;
  target[0] = chosen[0];
  chosen[1](line, above, target);
}

function restOf(filter: number, line: Uint8Array, above: Uint8Array): number {
  let sum = 0;
  // Short lines whole, long ones at every thirteenth sample.
  const step = line.length < 1000 ? 1 : 13;
  for (let at = 3; at < line.length; at += step) {
    const left = line[at - 3] ?? 0;
    const up = above[at] ?? 0;
    const corner = above[at - 3] ?? 0;
    const guess = filter === 0 ? 0 : filter === 1 ? left : filter === 2 ? up : paeth(left, up, corner);
    const rest = ((line[at] ?? 0) - guess) & 255;
    sum += rest < 128 ? rest : 256 - rest;
  }
  return sum;
}

function paeth(left: number, up: number, corner: number): number {
  const a = Math.abs(up - corner);
  const b = Math.abs(left - corner);
  const c = Math.abs(left + up - 2 * corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function assemble(width: number, height: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint16(8, 0x0802);
  const chunks = [
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', body),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(8 + chunks.reduce((sum, { length }) => sum + length, 0));
  file.set(Buffer.from(pngSignature, 'latin1'));
  let at = 8;
  for (const part of chunks) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(Buffer.from(name, 'latin1'), 4);
  bytes.set(body, 8);
  view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)));
  return bytes;
}
