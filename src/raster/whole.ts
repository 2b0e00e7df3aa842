import type { ImageType } from '../images/picture.ts';
import { tag, u32le } from './formats/reading.ts';

/** How much of a file's tail isWhole() wants, bytes. */
export const tailBytes = 64;

const iend = '\0\0\0\0IEND\xae\x42\x60\x82';

type EndCheck = (end: string, bytes: number, head: Uint8Array) => boolean;

const endsOf: Readonly<Record<ImageType, EndCheck>> = {
  png: end => end.includes(iend),
  jpeg: end => end.includes('\xff\xd9'),
  webp: (_end, bytes, head) => bytes >= u32le(head, 4) + 8,
  gif: end => /;\0*$/.test(end),
  svg: end => /<\/(?:[\w.-]+:)?svg\s*>|(?:\/|--)>\s*$/.test(end),
};

/** Whether a file ends as its format demands; a few stray bytes after the end are forgiven. Decodes nothing. */
export function isWhole(type: ImageType, bytes: number, head: Uint8Array, tail: Uint8Array): boolean {
  return endsOf[type](tag(tail, Math.max(0, tail.length - tailBytes), tailBytes), bytes, head);
}
