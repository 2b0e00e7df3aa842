import { crc32 } from 'node:zlib';
import { tag, u32be } from './reading.ts';

/** Whether all chunks that matter are there, up to the end, with true checksums: the codec does not ask. */
export function hasTrueChecksums(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = u32be(bytes, at);
    const name = tag(bytes, at + 4, 4);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return false;
    // Names of chunks that a reader must know start with a capital letter.
    const isCritical = name.charCodeAt(0) < 0x60;
    if (isCritical && crc32(bytes.subarray(at + 4, end)) !== u32be(bytes, end)) return false;
    if (name === 'IEND') return true;
    at = end + 4;
  }
  return false;
}
