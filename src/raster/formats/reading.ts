/** Reading numbers and tags out of untrusted bytes: what lies outside reads as 0, nothing throws. */

/** Unsigned 16 bits, big endian. */
export function u16be(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Unsigned 16 bits, little endian. */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** Unsigned 24 bits, little endian. */
export function u24le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
}

/** Unsigned 32 bits, big endian. */
export function u32be(bytes: Uint8Array, at: number): number {
  return u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);
}

/** Unsigned 32 bits, little endian. */
export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;
}

/** `length` bytes as Latin-1 text; shorter where the bytes end. */
export function tag(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Whether the Latin-1 text stands at that place. */
export function hasTag(bytes: Uint8Array, at: number, text: string): boolean {
  return tag(bytes, at, text.length) === text;
}
