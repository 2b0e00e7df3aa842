import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { ImageFacts } from '../../images/picture.ts';
import { probe } from '../probe.ts';
import { hasTag, tag, u16be, u32be } from './reading.ts';
import { chunksOf, riff } from './webpFrames.ts';

/** What the numbers of a picture mean, as its file says: an ICC profile (https://www.color.org/icc1v42.pdf). */
export type Profile = Uint8Array;

/** Longer ones are tables of printers, which no picture on a screen needs. */
const longest = 4 * 1024 * 1024;

const jpegMark = 'ICC_PROFILE\0';
/** What a segment of a JPEG holds besides the mark and two numbers. */
const longestPart = 65_535 - 2 - jpegMark.length - 2;

/** The profile in a PNG, JPEG or WebP; undefined without one, or where it is damaged. Never throws. */
export function profileOf(bytes: Uint8Array): Profile | undefined {
  const profile = rawProfile(bytes, probe(bytes)?.type);
  return profile && profile.length >= 132 && hasTag(profile, 36, 'acsp') ? profile : undefined;
}

/** Whether files that are written here, whose numbers are red, green and blue, can have it. */
export function isCarried(profile: Profile): boolean {
  return hasTag(profile, 16, 'RGB ') && profile.length <= longest;
}

/** The file with a profile, which must be carried and which it must not have yet. */
export function withProfile(bytes: Uint8Array<ArrayBuffer>, profile: Profile): Uint8Array<ArrayBuffer> {
  const facts = probe(bytes);
  if (facts?.type === 'png') return inserted(bytes, 8 + 12 + u32be(bytes, 8), pngChunk(profile));
  if (facts?.type === 'jpeg') return inserted(bytes, endOfJfif(bytes), jpegSegments(profile));
  return facts?.type === 'webp' ? webpWith(bytes, facts, profile) : bytes;
}

/** sRGB's own red, green and blue, as profiles hold them (adapted to D50, X Y Z each). */
const srgb = [
  ['rXYZ', 0.4361, 0.2225, 0.0139],
  ['gXYZ', 0.3851, 0.7169, 0.0971],
  ['bXYZ', 0.1431, 0.0606, 0.7141],
] as const;

/** Whether numbers mean the same colours under both, as far as the eye is concerned; none means sRGB. */
export function meanTheSame(one: Profile | undefined, other: Profile | undefined): boolean {
  if (one && other && Buffer.from(one).equals(Buffer.from(other))) return true;
  return [one, other].every(profile => profile === undefined || isSrgb(profile));
}

/** Whether its primaries are sRGB's: which name a profile has says nothing. */
function isSrgb(profile: Profile): boolean {
  return srgb.every(([name, ...wanted]) => {
    const at = placeOfTag(profile, name);
    return (
      at !== undefined &&
      wanted.every((value, axis) => Math.abs(fixed(profile, at + 8 + axis * 4) - value) < 0.01)
    );
  });
}

/** Where the data of a tag start, from the table of tags. */
function placeOfTag(profile: Profile, name: string): number | undefined {
  const count = Math.min(u32be(profile, 128), 100);
  for (let entry = 132; entry < 132 + count * 12; entry += 12)
    if (hasTag(profile, entry, name)) return u32be(profile, entry + 4);
  return undefined;
}

/** A signed number with 16 bits after its point. */
function fixed(bytes: Uint8Array, at: number): number {
  return (u32be(bytes, at) | 0) / 65_536;
}

function rawProfile(bytes: Uint8Array, type: ImageFacts['type'] | undefined): Profile | undefined {
  if (type === 'png') return profileOfPng(bytes);
  if (type === 'jpeg') return profileOfJpeg(bytes);
  if (type !== 'webp') return undefined;
  return chunksOf(bytes.subarray(12)).find(({ name }) => name === 'ICCP')?.body;
}

/** https://www.w3.org/TR/png-3/#11iCCP: a name, zero, zero for deflate, and what was deflated. */
function profileOfPng(bytes: Uint8Array): Profile | undefined {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + u32be(bytes, at)) {
    const name = tag(bytes, at + 4, 4);
    if (name === 'IDAT') return undefined;
    if (name !== 'iCCP') continue;
    const body = bytes.subarray(at + 8, at + 8 + u32be(bytes, at));
    try {
      return inflateSync(body.subarray(body.indexOf(0) + 2), { maxOutputLength: longest + 1 });
    } catch {
      return undefined;
    }
  }
  return undefined;
}

function pngChunk(profile: Profile): Uint8Array {
  const body = Buffer.concat([Buffer.from('iCCPICC profile\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** ICC.1, annex B.4: in parts that say their number and how many there are. */
function profileOfJpeg(bytes: Uint8Array): Profile | undefined {
  const parts: Uint8Array[] = [];
  let count = 0;
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    if (marker === 0xe2 && hasTag(bytes, at + 4, jpegMark)) {
      const start = at + 4 + jpegMark.length;
      count = bytes[start + 1] ?? 0;
      parts[(bytes[start] ?? 0) - 1] = bytes.subarray(start + 2, at + 2 + u16be(bytes, at + 2));
    }
    at += marker === 0xff ? 1 : 2 + u16be(bytes, at + 2);
  }
  const whole = Array.from({ length: count }, (_, at) => parts[at]).filter(part => part !== undefined);
  return count > 0 && whole.length === count ? Buffer.concat(whole) : undefined;
}

function jpegSegments(profile: Profile): Uint8Array {
  const count = Math.ceil(profile.length / longestPart);
  const segments = Array.from({ length: count }, (_, at) => {
    const part = profile.subarray(at * longestPart, (at + 1) * longestPart);
    const head = Buffer.from(`\xff\xe2\0\0${jpegMark}\0\0`, 'latin1');
    head.writeUInt16BE(head.length - 2 + part.length, 2);
    head.set([at + 1, count], head.length - 2);
    return Buffer.concat([head, part]);
  });
  return Buffer.concat(segments);
}

/** Readers of JFIF want its segment right after the start of the picture. */
function endOfJfif(bytes: Uint8Array): number {
  return hasTag(bytes, 2, '\xff\xe0') ? 4 + u16be(bytes, 4) : 2;
}

/** https://developers.google.com/speed/webp/docs/riff_container: the extended form, and before all pixels. */
function webpWith(
  bytes: Uint8Array,
  { width, height, alpha }: ImageFacts,
  profile: Profile,
): Uint8Array<ArrayBuffer> {
  const chunks = chunksOf(bytes.subarray(12));
  const known = chunks.find(({ name }) => name === 'VP8X');
  const head = Buffer.alloc(10);
  if (known) head.set(known.body.subarray(0, 10));
  else {
    head.writeUIntLE(width - 1, 4, 3);
    head.writeUIntLE(height - 1, 7, 3);
  }
  head.writeUInt8(head.readUInt8(0) | 0x20 | (alpha ? 0x10 : 0));
  const rest = chunks.filter(chunk => chunk !== known);
  return riff([{ name: 'VP8X', body: head }, { name: 'ICCP', body: profile }, ...rest]);
}

/** In a buffer of its own, which can be handed to another thread. */
function inserted(bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes.length + part.length);
  file.set(bytes.subarray(0, at));
  file.set(part, at);
  file.set(bytes.subarray(at), at + part.length);
  return file;
}
