import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { hasTag, u16be, u32be } from './formats/reading.ts';
import { probe } from './probe.ts';

/** What stands in the file; Git and every copy keep it, and any picture that takes its place lacks it. */
const mark = 'easel:placeholder';

/** Hex digits of the file's hash that follow the mark. */
const digits = 32;

/** How much of a file's head and of its tail mayBePlaceholder() needs, bytes. */
export const markReach = 1024;

/**
 * The same picture with the mark of a placeholder in its metadata, and with a hash of all the rest: editors keep
 * metadata, and what somebody has painted over is no placeholder any more. What is no PNG, JPEG, WebP, SVG or icon file
 * stays as it is.
 */
export function markPlaceholder(bytes: Uint8Array): Uint8Array {
  const facts = probe(bytes);
  if (facts?.type === 'png') return sealed(inserted(bytes, endOfPngHeader(bytes), pngText(unsealed)));
  if (facts?.type === 'jpeg') return sealed(inserted(bytes, endOfJfif(bytes), jpegComment(unsealed)));
  if (facts?.type === 'webp') return sealed(webpWithXmp(bytes, facts));
  if (facts?.type === 'svg') return sealed(inserted(bytes, bytes.length, xmlComment(unsealed)));
  // An icon file says where its pictures lie: what stands behind them is nobody's.
  const isIcon = hasTag(bytes, 0, '\0\0\x01\0');
  return isIcon ? sealed(inserted(bytes, bytes.length, Buffer.from(unsealed, 'latin1'))) : bytes;
}

/** Whether a mark stands in a file's first or last markReach bytes: the whole file tells whether it still holds. */
export function mayBePlaceholder(head: Uint8Array, tail: Uint8Array): boolean {
  return [head.subarray(0, markReach), tail.subarray(-markReach)].some(part => markAt(part) !== undefined);
}

/** Whether a whole file was marked, and has not changed since. */
export function isMarkedPlaceholder(bytes: Uint8Array): boolean {
  if (!mayBePlaceholder(bytes, bytes)) return false;
  const at = markAt(bytes);
  if (at === undefined) return false;
  const hash = Buffer.from(bytes.subarray(at, at + digits)).toString('latin1');
  return hash === hashAround(bytes, at);
}

/** What stands for the hash while there is none; as long as that. */
const unsealed = `${mark} ${'0'.repeat(digits)}`;

/** Where the hash stands; undefined without a mark. */
function markAt(bytes: Uint8Array): number | undefined {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(mark, 0, 'latin1');
  return at < 0 ? undefined : at + mark.length + 1;
}

/** Of all but itself and the four bytes behind it: of a PNG's chunk they are the checksum of the hash. */
function hashAround(bytes: Uint8Array, at: number): string {
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + digits + 4)];
  return createHash('sha256').update(before).update(after).digest('hex').slice(0, digits);
}

/** Fills in the hash of a file that was marked; of a PNG also the checksum of its chunk. */
function sealed(bytes: Uint8Array): Uint8Array {
  const at = markAt(bytes);
  if (at === undefined) return bytes;
  const file = Buffer.from(bytes);
  file.write(hashAround(bytes, at), at, 'latin1');
  if (probe(bytes)?.type === 'png') {
    const start = at - mark.length - 1 - 4;
    file.writeUInt32BE(crc32(file.subarray(start, at + digits)), at + digits);
  }
  return file;
}

function inserted(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

/** After the signature and IHDR, which is always first. */
function endOfPngHeader(bytes: Uint8Array): number {
  return 8 + 12 + u32be(bytes, 8);
}

/** https://www.w3.org/TR/png-3/#11tEXt: keyword, zero, text. */
function pngText(text: string): Uint8Array {
  const body = Buffer.from(`tEXt${text.replace(' ', '\0')}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** Readers of JFIF want its segment right after the start of the picture. */
function endOfJfif(bytes: Uint8Array): number {
  return hasTag(bytes, 2, '\xff\xe0') ? 4 + u16be(bytes, 4) : 2;
}

function jpegComment(text: string): Uint8Array {
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Behind the root element, where XML allows no more than that. */
function xmlComment(text: string): Uint8Array {
  return Buffer.from(`<!--${text}-->`, 'latin1');
}

const xmp = [
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/webp" dc:source="${unsealed}"/>`,
  '</rdf:RDF></x:xmpmeta>',
].join('');

/** https://developers.google.com/speed/webp/docs/riff_container: metadata needs the extended form, and stands last. */
function webpWithXmp(
  bytes: Uint8Array,
  { width, height, alpha }: { readonly width: number; readonly height: number; readonly alpha: boolean },
): Uint8Array {
  const isExtended = hasTag(bytes, 12, 'VP8X');
  const head = isExtended ? Buffer.from(bytes.subarray(12, 30)) : riffChunk('VP8X', Buffer.alloc(10));
  head.writeUInt8(head.readUInt8(8) | 0x04 | (alpha ? 0x10 : 0), 8);
  if (!isExtended) {
    head.writeUIntLE(width - 1, 12, 3);
    head.writeUIntLE(height - 1, 15, 3);
  }
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    head,
    bytes.subarray(isExtended ? 30 : 12),
    riffChunk('XMP ', Buffer.from(xmp, 'latin1')),
  ]);
  return riffChunk('RIFF', body);
}

function riffChunk(name: string, body: Uint8Array): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
