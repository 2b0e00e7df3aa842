import type { ImageFacts } from '../../images/picture.ts';
import { facts } from './facts.ts';
import { hasTag, u16le } from './reading.ts';

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt: the screen, then blocks as far as the head goes. */
export function probeGif(head: Uint8Array): ImageFacts | undefined {
  if (!hasTag(head, 0, 'GIF87a') && !hasTag(head, 0, 'GIF89a')) return undefined;
  if (head.length < 13) return undefined;
  const { transparent, animated } = walkBlocks(head);
  return facts('gif', u16le(head, 6), u16le(head, 8), transparent, { animated });
}

function walkBlocks(head: Uint8Array): { transparent: boolean; animated: boolean } {
  let transparent = false;
  let loops = false;
  let frames = 0;
  let at = 13 + colourTableBytes(head[10] ?? 0);
  while (at < head.length) {
    const introducer = head[at];
    if (introducer === 0x21) {
      if (head[at + 1] === 0xf9 && ((head[at + 3] ?? 0) & 1) === 1) transparent = true;
      if (hasTag(head, at + 3, 'NETSCAPE2.0')) loops = true;
      at = skipSubBlocks(head, at + 2);
    } else if (introducer === 0x2c) {
      frames += 1;
      at = skipSubBlocks(head, at + 11 + colourTableBytes(head[at + 9] ?? 0));
    } else return { transparent, animated: frames > 1 };
  }
  // The head ended inside the file: a loop counter is then the best sign of more frames to come.
  return { transparent, animated: frames > 1 || loops };
}

function colourTableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

function skipSubBlocks(head: Uint8Array, start: number): number {
  let at = start;
  while (at < head.length && head[at] !== 0) at += 1 + (head[at] ?? 0);
  return at + 1;
}
