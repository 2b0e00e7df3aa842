import type { ImageFacts } from '../images/picture.ts';
import { probeGif } from './formats/gif.ts';
import { probeJpeg } from './formats/jpeg.ts';
import { probePng } from './formats/png.ts';
import { probeSvg } from './formats/svg.ts';
import { probeWebp } from './formats/webp.ts';

export { describeBytes } from './describe.ts';
export { isWhole, tailBytes } from './whole.ts';

/** How much of a file's head probe() needs, bytes; a JPEG with long metadata may need more, see probeFile. */
export const probeBytes = 65_536;

/** Facts from a file's first bytes, more than probeBytes welcome; undefined when they are no picture. Never throws. */
export function probe(head: Uint8Array): ImageFacts | undefined {
  return probePng(head) ?? probeJpeg(head) ?? probeWebp(head) ?? probeGif(head) ?? probeSvg(head);
}
