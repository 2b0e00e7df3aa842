// The smallest writer of RGBA PNGs that will do.
import { crc32, deflateSync } from 'node:zlib';
import type { Painter } from './colour.ts';

/** An RGBA PNG; every pixel is the mean of 4x4 points. */
export function draw(width: number, height: number, paint: Painter): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 4));
  const unit = Math.min(width, height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const sum = [0, 0, 0, 0] as [number, number, number, number];
      for (let point = 0; point < 16; point++) {
        const [red, green, blue, alpha] = paint(
          (column + (point % 4) / 4) / unit,
          (row + Math.floor(point / 4) / 4) / unit,
        );
        sum[0] += red * alpha;
        sum[1] += green * alpha;
        sum[2] += blue * alpha;
        sum[3] += alpha;
      }
      const share = sum[3] === 0 ? 0 : 1 / sum[3];
      rows.set(
        [sum[0] * share, sum[1] * share, sum[2] * share, (sum[3] / 16) * 255].map(Math.round),
        row * (1 + width * 4) + 1 + column * 4,
      );
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
