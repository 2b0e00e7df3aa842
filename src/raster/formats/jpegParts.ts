import { u16be } from './reading.ts';

/** What a walk over a JPEG's segments finds, as far as its scan. */
export interface JpegParts {
  /** Colour components of the frame: 1 grey, 3 colour, 4 CMYK or YCCK; 0 when there is no frame. */
  readonly components: number;
  /** Whether the coded pixels end as they must; what a phone appended after them does not count. */
  readonly whole: boolean;
}

/** ITU-T T.81, Annex B. */
export function jpegParts(bytes: Uint8Array): JpegParts {
  let components = 0;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) components = bytes[at + 9] ?? 0;
    if (marker === 0xda) return { components, whole: endsAfter(bytes, at) };
    at += marker === 0xff ? 1 : 2 + u16be(bytes, at + 2);
  }
  return { components, whole: false };
}

/** Inside coded pixels 0xff is never followed by 0xd9, so the first such pair is the end. */
function endsAfter(bytes: Uint8Array, scan: number): boolean {
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + scan, bytes.byteLength - scan);
  return rest.includes(Buffer.of(0xff, 0xd9));
}
