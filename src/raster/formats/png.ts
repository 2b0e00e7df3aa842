import type { ImageFacts } from '../../images/picture.ts';
import { exifOrientation } from './exif.ts';
import { facts, type Marks } from './facts.ts';
import { hasTag, tag, u32be } from './reading.ts';

/** The eight bytes every PNG starts with, as Latin-1. */
export const pngSignature = '\x89PNG\r\n\x1a\n';

const largestEdge = 0x7fffffff;

/** https://www.w3.org/TR/png-3/: IHDR, then the chunks as far as the head goes. */
export function probePng(head: Uint8Array): ImageFacts | undefined {
  if (!hasTag(head, 0, pngSignature) || !hasTag(head, 12, 'IHDR') || head.length < 26) return undefined;
  const width = u32be(head, 16);
  const height = u32be(head, 20);
  if (width > largestEdge || height > largestEdge) return undefined;
  const colourType = head[25] ?? 0;
  const found = walkChunks(head);
  const alpha = colourType === 4 || colourType === 6 || found.transparentColour;
  return facts('png', width, height, alpha, found);
}

function walkChunks(head: Uint8Array): Marks & { transparentColour: boolean } {
  const found: Marks & { transparentColour: boolean } = { transparentColour: false };
  for (let at = 8; at + 8 <= head.length; at += 12 + u32be(head, at)) {
    const name = tag(head, at + 4, 4);
    if (name === 'tRNS') found.transparentColour = true;
    else if (name === 'acTL') found.animated = u32be(head, at + 8) > 1;
    else if (name === 'caBX') found.signed = true;
    else if (name === 'eXIf') found.orientation = exifOrientation(head.subarray(at + 8));
    else if (name === 'IEND') break;
  }
  return found;
}
