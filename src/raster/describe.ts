import { hasTag, tag } from './formats/reading.ts';
import { pngSignature } from './formats/png.ts';

/** First bytes of things that servers and disks hold where a picture was expected. */
const signatures: readonly (readonly [at: number, text: string, words: string])[] = [
  [0, pngSignature, 'a PNG picture that is cut short'],
  [0, '\xff\xd8\xff', 'a JPEG picture that is cut short'],
  [8, 'WEBP', 'a WebP picture that is cut short'],
  [0, 'GIF8', 'a GIF picture that is cut short'],
  [0, 'BM', 'a BMP picture'],
  [0, 'II*\0', 'a TIFF picture'],
  [0, 'MM\0*', 'a TIFF picture'],
  [0, '\0\0\x01\0', 'an ICO file'],
  [0, '\0\0\x02\0', 'a cursor file'],
  [0, '\0\0\0\x0cJXL ', 'a JPEG XL picture'],
  [0, '\xff\x0a', 'a JPEG XL picture'],
  [0, '\0\0\0\x0cjP  ', 'a JPEG 2000 picture'],
  [0, '8BPS', 'a Photoshop file'],
  [0, '%PDF', 'a PDF'],
  [0, 'PK\x03\x04', 'a ZIP archive'],
  [0, '\x1f\x8b', 'gzip data'],
  [0, '\x1a\x45\xdf\xa3', 'a WebM video'],
  [0, 'ID3', 'an MP3 file'],
  [0, 'OggS', 'an Ogg file'],
  [0, 'wOF2', 'a font'],
  [0, 'RIFF', 'a RIFF file'],
  [0, 'version https://git-lfs', 'a Git LFS pointer'],
];

/** Brands of the ISO media container (`ftyp`), the ones for pictures. */
const brands: Readonly<Record<string, string>> = {
  avif: 'an AVIF picture',
  avis: 'an AVIF picture',
  heic: 'an HEIC picture',
  heix: 'an HEIC picture',
  mif1: 'an HEIF picture',
  msf1: 'an HEIF picture',
};

/** What bytes that are not a picture look like, as a noun phrase in English for a sentence. */
export function describeBytes(head: Uint8Array): string {
  if (head.length === 0) return 'nothing';
  const known = signatures.find(([at, text]) => hasTag(head, at, text));
  if (known !== undefined) return known[2];
  if (hasTag(head, 4, 'ftyp')) return brands[tag(head, 8, 4)] ?? 'a video';
  return describeText(head) ?? 'unknown data';
}

function describeText(head: Uint8Array): string | undefined {
  const text = asText(head.subarray(0, 2048));
  if (text === undefined) return undefined;
  const start = text.trimStart();
  if (start === '') return 'blank text';
  if (/^data:image\//i.test(start)) return 'a data URL';
  if (/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|title|h1|center)\b/i.test(start))
    return 'an HTML page';
  if (/^<(?:[?!]|[a-z])/i.test(start))
    return /<svg[\s>]/i.test(start) ? 'an SVG that is cut short' : 'an XML document';
  if (/^[{[]\s*(?:["{[\]}\d-]|true|false|null)/.test(start)) return 'a JSON document';
  if (/^(?:data|event|id|retry): ?/m.test(start) && /^(?:data|event|id|retry|:)/.test(start))
    return 'an event stream';
  return 'plain text';
}

/** The bytes as UTF-8 text; undefined when they are not text. */
function asText(head: Uint8Array): string | undefined {
  if (head.some(byte => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return undefined;
  // As a stream, so that a character cut in half at the end of the head is no error.
  const text = new TextDecoder().decode(head, { stream: true });
  return text.includes('\uFFFD') ? undefined : text;
}
