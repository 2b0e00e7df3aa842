/** Pictures written byte by byte, so that the probe is held against the formats and not against an encoder. */

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

export function join(...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array {
  return Uint8Array.from(
    Buffer.concat(parts.map(part => Buffer.from(typeof part === 'string' ? latin1(part) : part))),
  );
}

function be32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function le32(value: number): number[] {
  return be32(value).toReversed();
}

function le24(value: number): number[] {
  return le32(value).slice(0, 3);
}

function le16(value: number): number[] {
  return le32(value).slice(0, 2);
}

/** Without a true checksum: the probe does not look at it. */
export function pngChunk(name: string, body: Uint8Array | readonly number[] = []): Uint8Array {
  return join(be32(body.length), name, body, name === 'IEND' ? [0xae, 0x42, 0x60, 0x82] : be32(0));
}

export function png(
  width: number,
  height: number,
  colourType: number,
  ...chunks: readonly Uint8Array[]
): Uint8Array {
  const header = pngChunk('IHDR', [...be32(width), ...be32(height), 8, colourType, 0, 0, 0]);
  return join('\x89PNG\r\n\x1a\n', header, ...chunks, pngChunk('IDAT', [1, 2, 3]), pngChunk('IEND'));
}

/** A TIFF block with one entry: orientation. */
export function exif(orientation: number, order: 'II' | 'MM'): Uint8Array {
  return order === 'MM'
    ? join('MM\0*', be32(8), [0, 1], [0x01, 0x12, 0, 3], be32(1), [0, orientation, 0, 0], be32(0))
    : join('II*\0', le32(8), [1, 0], [0x12, 0x01, 3, 0], le32(1), [orientation, 0, 0, 0], le32(0));
}

export function jpegSegment(marker: number, body: Uint8Array | readonly number[]): Uint8Array {
  const length = body.length + 2;
  return join([0xff, marker, length >> 8, length & 255], body);
}

export function jpeg(width: number, height: number, ...segments: readonly Uint8Array[]): Uint8Array {
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x22, 0];
  const scan = jpegSegment(0xda, [1, 1, 0, 0, 63, 0]);
  return join([0xff, 0xd8], ...segments, jpegSegment(0xc2, frame), scan, [1, 2, 3, 0xff, 0xd9]);
}

export function riffChunk(name: string, body: Uint8Array | readonly number[]): Uint8Array {
  return join(name, le32(body.length), body, body.length % 2 === 1 ? [0] : []);
}

export function webp(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = join('WEBP', ...chunks);
  return join('RIFF', le32(body.length), body);
}

export function vp8(width: number, height: number): Uint8Array {
  return riffChunk('VP8 ', [0x10, 0, 0, 0x9d, 0x01, 0x2a, ...le16(width), ...le16(height), 1, 2]);
}

export function vp8l(width: number, height: number, alpha: boolean): Uint8Array {
  const packed = ((alpha ? 1 : 0) << 28) | ((height - 1) << 14) | (width - 1);
  return riffChunk('VP8L', [0x2f, ...le32(packed >>> 0), 1, 2, 3, 4, 5]);
}

export function vp8x(width: number, height: number, flags: number): Uint8Array {
  return riffChunk('VP8X', [flags, 0, 0, 0, ...le24(width - 1), ...le24(height - 1)]);
}

const gifControl = (transparent: boolean) => [0x21, 0xf9, 4, transparent ? 1 : 0, 0, 0, 0, 0];
const gifFrame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];

export function gif(width: number, height: number, frames: number, transparent: boolean): Uint8Array {
  const images = Array.from({ length: frames }, () => [...gifControl(transparent), ...gifFrame]).flat();
  return join('GIF89a', le16(width), le16(height), [0x80, 0, 0], [0, 0, 0, 255, 255, 255], images, [0x3b]);
}
