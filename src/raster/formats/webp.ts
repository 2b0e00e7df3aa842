import type { ImageFacts } from '../../images/picture.ts';
import { exifOrientation } from './exif.ts';
import { facts, type Marks } from './facts.ts';
import { hasTag, tag, u16le, u24le, u32le } from './reading.ts';

/** https://developers.google.com/speed/webp/docs/riff_container: VP8, VP8L and VP8X. */
export function probeWebp(head: Uint8Array): ImageFacts | undefined {
  if (!hasTag(head, 0, 'RIFF') || !hasTag(head, 8, 'WEBP') || head.length < 30) return undefined;
  switch (tag(head, 12, 4)) {
    case 'VP8 ':
      return probeLossy(head);
    case 'VP8L':
      return probeLossless(head);
    case 'VP8X':
      return probeExtended(head);
    default:
      return undefined;
  }
}

function probeLossy(head: Uint8Array): ImageFacts | undefined {
  if (!hasTag(head, 23, '\x9d\x01\x2a')) return undefined;
  // The upper two bits of each are a scaling hint for viewers, not size.
  return facts('webp', u16le(head, 26) & 0x3fff, u16le(head, 28) & 0x3fff, false, walkChunks(head));
}

function probeLossless(head: Uint8Array): ImageFacts | undefined {
  if (head[20] !== 0x2f) return undefined;
  const packed = u32le(head, 21);
  const width = (packed & 0x3fff) + 1;
  const height = ((packed >>> 14) & 0x3fff) + 1;
  return facts('webp', width, height, ((packed >>> 28) & 1) === 1, walkChunks(head));
}

function probeExtended(head: Uint8Array): ImageFacts | undefined {
  const flags = head[20] ?? 0;
  const marks = walkChunks(head);
  if ((flags & 0x02) !== 0) marks.animated = true;
  return facts('webp', u24le(head, 24) + 1, u24le(head, 27) + 1, (flags & 0x10) !== 0, marks);
}

function walkChunks(head: Uint8Array): Marks {
  const marks: Marks = {};
  for (let at = 12; at + 8 <= head.length;) {
    const name = tag(head, at, 4);
    const length = u32le(head, at + 4);
    if (name === 'C2PA') marks.signed = true;
    else if (name === 'EXIF') marks.orientation = exifOrientation(exifBody(head.subarray(at + 8)));
    at += 8 + length + (length % 2);
  }
  return marks;
}

/** Some writers keep JPEG's prefix although the format has none. */
function exifBody(body: Uint8Array): Uint8Array {
  return hasTag(body, 0, 'Exif\0\0') ? body.subarray(6) : body;
}
