import { hasTag, u16be, u16le, u32be, u32le } from './reading.ts';

const orientationTag = 0x0112;

/** Orientation 2 to 8 from a TIFF block (EXIF without its `Exif\0\0`); undefined when 1, absent or broken. */
export function exifOrientation(tiff: Uint8Array): number | undefined {
  const little = hasTag(tiff, 0, 'II*\0');
  if (!little && !hasTag(tiff, 0, 'MM\0*')) return undefined;
  const u16 = little ? u16le : u16be;
  const u32 = little ? u32le : u32be;
  const directory = u32(tiff, 4);
  const entries = u16(tiff, directory);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (u16(tiff, at) === orientationTag) return turned(u16(tiff, at + 8));
  }
  return undefined;
}

function turned(value: number): number | undefined {
  return value >= 2 && value <= 8 ? value : undefined;
}
