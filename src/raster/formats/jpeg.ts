import type { ImageFacts } from '../../images/picture.ts';
import { exifOrientation } from './exif.ts';
import { facts, type Marks } from './facts.ts';
import { hasTag, u16be } from './reading.ts';

/** Markers without a length: TEM, RST0 to RST7, SOI. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15 carry the size; C4, C8 and CC are tables in the same range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** ITU-T T.81: segments up to the frame header. Undefined too when metadata pushes that beyond the head. */
export function probeJpeg(head: Uint8Array): ImageFacts | undefined {
  if (!hasTag(head, 0, '\xff\xd8\xff')) return undefined;
  const marks: Marks = {};
  let at = 2;
  while (at + 4 <= head.length) {
    if (head[at] !== 0xff) return undefined;
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (standsAlone(marker)) at += 2;
    else if (isFrame(marker)) return frame(head, at, marks);
    else if (marker === 0xd9 || marker === 0xda) return undefined;
    else {
      noteSegment(marker, head.subarray(at + 4, at + 2 + u16be(head, at + 2)), marks);
      at += 2 + Math.max(2, u16be(head, at + 2));
    }
  }
  return undefined;
}

function frame(head: Uint8Array, at: number, marks: Marks): ImageFacts | undefined {
  if (at + 9 > head.length) return undefined;
  return facts('jpeg', u16be(head, at + 7), u16be(head, at + 5), false, marks);
}

function noteSegment(marker: number, body: Uint8Array, marks: Marks): void {
  if (marker === 0xe1 && hasTag(body, 0, 'Exif\0\0')) marks.orientation ??= exifOrientation(body.subarray(6));
  // C2PA rides in JUMBF boxes, which only APP11 segments starting with JP carry.
  if (marker === 0xeb && hasTag(body, 0, 'JP')) marks.signed = true;
}
