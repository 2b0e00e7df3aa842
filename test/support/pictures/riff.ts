/** A chunk of a WebP file; bodies of odd length get their byte of padding. */
export function riffChunk(name: string, body: Uint8Array | readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([
    Buffer.from(name, 'latin1'),
    length,
    Buffer.from(body),
    Buffer.alloc(body.length % 2),
  ]);
}

/** A WebP file of those chunks. */
export function webpFile(...chunks: readonly Uint8Array[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]));
}

/** The chunks of a WebP that has no extended header. */
export function webpChunks(file: Uint8Array): Buffer {
  return Buffer.from(file.subarray(12));
}

/** The extended header. Flags: 2 animation, 8 EXIF, 16 alpha, 32 ICC. */
export function extendedHeader(width: number, height: number, flags: number): Buffer {
  return riffChunk('VP8X', [flags, 0, 0, 0, ...le24(width - 1), ...le24(height - 1)]);
}

/** A frame of an animation at an even place; `chunks` are those of a still picture of that size. */
export function frameChunk(
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  chunks: Uint8Array,
): Buffer {
  const { x, y, width, height } = place;
  const head = [...le24(x / 2), ...le24(y / 2), ...le24(width - 1), ...le24(height - 1), ...le24(100), 0];
  return riffChunk('ANMF', Buffer.concat([Buffer.from(head), chunks]));
}

function le24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, value >> 16];
}
