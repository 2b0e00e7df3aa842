import { randomFillSync } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** A real PNG of one colour; the same arguments give the same bytes. */
export function png(width = 4, height = 3, alpha = true): Buffer {
  const row = Buffer.alloc(1 + width * (alpha ? 4 : 3), 0x80);
  row[0] = 0;
  return encodePng(width, height, alpha ? 6 : 2, Buffer.concat(Array.from({ length: height }, () => row)));
}

/** A PNG of 8 bits a channel: colour type 2 is RGB, 6 RGBA; each row begins with its filter, 0. */
export function encodePng(width: number, height: number, colourType: 2 | 6, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG of about `bytes` bytes: its pixels are noise that nothing decodes. */
export function largePng(bytes: number): Buffer {
  const header = Buffer.from('0000040000000400080600000000', 'hex').subarray(0, 13);
  const noise = randomFillSync(Buffer.alloc(bytes));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', noise),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The smallest lossless WebP there is, 1x1. */
export const webp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
