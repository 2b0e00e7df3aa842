import type { Pixels } from '../pixels.ts';

/** A square picture of an icon file and, from 128 px on, its PNG. */
export interface IconEntry {
  readonly image: Pixels;
  readonly png?: Uint8Array;
}

/**
 * A Windows icon file. Small entries are BMP, which every reader takes; large ones come as PNG, which every reader of
 * large entries takes since Windows Vista.
 */
export function writeIco(entries: readonly IconEntry[]): Uint8Array<ArrayBuffer> {
  const bodies = entries.map(({ image, png }) => png ?? bitmap(image));
  const start = 6 + entries.length * 16;
  const file = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, start));
  const view = new DataView(file.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, entries.length, true);
  let at = start;
  for (const [index, body] of bodies.entries()) {
    const { width = 0, height = 0 } = entries[index]?.image ?? {};
    const entry = 6 + index * 16;
    // 256 is written as 0: the field is a byte.
    file.set([width & 255, height & 255], entry);
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, body.length, true);
    view.setUint32(entry + 12, at, true);
    file.set(body, at);
    at += body.length;
  }
  return file;
}

/** BITMAPINFOHEADER, BGRA from the bottom line up, then a mask of one bit a pixel for readers that know no alpha. */
function bitmap({ width, height, data }: Pixels): Uint8Array {
  const maskStride = Math.ceil(width / 32) * 4;
  const colours = width * height * 4;
  const bytes = new Uint8Array(40 + colours + maskStride * height);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 40, true);
  view.setInt32(4, width, true);
  // Colours and mask together.
  view.setInt32(8, height * 2, true);
  view.setUint16(12, 1, true);
  view.setUint16(14, 32, true);
  view.setUint32(20, colours + maskStride * height, true);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const line = height - 1 - y;
      const alpha = data[from + 3] ?? 0;
      bytes.set(
        [data[from + 2] ?? 0, data[from + 1] ?? 0, data[from] ?? 0, alpha],
        40 + (line * width + x) * 4,
      );
      const mask = 40 + colours + line * maskStride + (x >> 3);
      if (alpha < 128) bytes[mask] = (bytes[mask] ?? 0) | (0x80 >> (x & 7));
    }
  return bytes;
}
