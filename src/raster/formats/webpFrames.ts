import { hasTag, tag, u24le, u32le } from './reading.ts';

/** The first frame of an animation as a file of its own, and where it stands on the canvas, px. */
export interface FirstFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly x: number;
  readonly y: number;
}

interface Chunk {
  readonly name: string;
  readonly body: Uint8Array;
}

/** https://developers.google.com/speed/webp/docs/riff_container#animation. Undefined where there is no frame. */
export function firstFrame(file: Uint8Array): FirstFrame | undefined {
  const frame = chunksOf(file.subarray(12)).find(({ name }) => name === 'ANMF')?.body;
  if (frame === undefined || frame.length < 24) return undefined;
  const parts = chunksOf(frame.subarray(16)).filter(({ name }) => ['ALPH', 'VP8 ', 'VP8L'].includes(name));
  const hasAlpha = parts.some(({ name }) => name === 'ALPH');
  const size = frame.subarray(6, 12);
  const extended: readonly Chunk[] = hasAlpha
    ? [{ name: 'VP8X', body: Uint8Array.of(0x10, 0, 0, 0, ...size) }]
    : [];
  return { bytes: riff([...extended, ...parts]), x: 2 * u24le(frame, 0), y: 2 * u24le(frame, 3) };
}

/** Whether the pixels, or those of the first frame, are coded without loss. */
export function isLosslessWebp(file: Uint8Array): boolean {
  const chunks = chunksOf(file.subarray(12));
  const frame = chunks.find(({ name }) => name === 'ANMF');
  const parts = frame === undefined ? chunks : chunksOf(frame.body.subarray(16));
  return hasTag(file, 8, 'WEBP') && parts.some(({ name }) => name === 'VP8L');
}

/** The parts of a container, from its first on. */
export function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = u32le(bytes, at + 4);
    chunks.push({ name: tag(bytes, at, 4), body: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** A WebP of these parts. */
export function riff(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, { body }) => sum + 8 + body.length + (body.length % 2), 12);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  file.set(Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'));
  view.setUint32(4, length - 8, true);
  let at = 12;
  for (const { name, body } of chunks) {
    file.set(Buffer.from(name, 'latin1'), at);
    view.setUint32(at + 4, body.length, true);
    file.set(body, at + 8);
    at += 8 + body.length + (body.length % 2);
  }
  return file;
}
