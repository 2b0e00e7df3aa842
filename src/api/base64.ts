import { badPicture, type PictureFile } from './picture.ts';

/** Characters decoded in one go: their bytes fit a block of the file. */
const sliceChars = 64 * 1024;

const comma = 0x2c;
const equals = 0x3d;
const scheme = Buffer.from('data:');

/**
 * Base64 in pieces of any length to bytes in a file, never more than a piece in memory. Takes a data URL too,
 * white space, and both alphabets; anything else is refused, since skipping it would give another picture.
 */
export class Base64Sink {
  readonly #file: PictureFile;
  /** 0 to 3 characters that wait for the rest of their group of four. */
  readonly #carry = Buffer.allocUnsafe(4);
  #carried = 0;
  #padded = false;
  #state: 'start' | 'prefix' | 'data' = 'start';
  #start = Buffer.alloc(0);

  constructor(file: PictureFile) {
    this.#file = file;
  }

  /** @throws ImageError `badPicture`, `tooLarge` */
  write(ascii: Buffer): void {
    const data = this.#state === 'data' ? ascii : this.#afterPrefix(ascii);
    for (let at = 0; at < data.length; at += sliceChars) this.#decode(data.subarray(at, at + sliceChars));
  }

  /** @throws ImageError `badPicture` when the last group is no group */
  end(): void {
    if (this.#state === 'start') this.#begin();
    // Padding and white space may still be among the last few.
    const last = Buffer.from(this.#carry.subarray(0, this.#carried));
    this.#carried = 0;
    this.#padded = false;
    this.#decodeCarefully(last);
    if (this.#carried === 0) return;
    const whole = this.#carried > 1 && this.#put(this.#carry.subarray(0, this.#carried), this.#carried - 1);
    if (!whole) throw brokenBase64();
  }

  /** What is left of the first bytes once a `data:…,` before them is gone. */
  #afterPrefix(ascii: Buffer): Buffer {
    let rest = ascii;
    if (this.#state === 'start') {
      this.#start = Buffer.concat([this.#start, ascii]);
      if (this.#start.length < scheme.length) return Buffer.alloc(0);
      rest = this.#start;
      this.#state = rest.subarray(0, scheme.length).equals(scheme) ? 'prefix' : 'data';
    }
    if (this.#state === 'data') return rest;
    const end = rest.indexOf(comma);
    if (end === -1) return Buffer.alloc(0);
    this.#state = 'data';
    return rest.subarray(end + 1);
  }

  /** The whole text was shorter than a prefix: it was data. */
  #begin(): void {
    this.#state = 'data';
    this.#decode(this.#start);
  }

  #decode(piece: Buffer): void {
    let at = 0;
    if (this.#carried > 0) {
      while (this.#carried < 4 && at < piece.length) this.#carry[this.#carried++] = piece[at++] ?? 0;
      if (this.#carried < 4) return;
      this.#carried = 0;
      if (!this.#decodeGroups(this.#carry))
        return this.#decodeCarefully(Buffer.concat([this.#carry, piece.subarray(at)]));
    }
    const end = at + ((piece.length - at) & ~3);
    if (end > at && !this.#decodeGroups(piece.subarray(at, end)))
      return this.#decodeCarefully(piece.subarray(at));
    this.#keep(piece.subarray(end));
  }

  /** Whole groups without anything strange in them; false, and nothing done, when there is something strange. */
  #decodeGroups(groups: Buffer): boolean {
    return !this.#padded && this.#put(groups, (groups.length / 4) * 3);
  }

  #put(chars: Buffer, expected: number): boolean {
    const text = chars.toString('latin1');
    let whole = false;
    this.#file.fill(expected, space => {
      // Node skips what it does not know, so fewer bytes than characters promise mean something was skipped.
      whole = space.write(text, 'base64') === expected;
      return whole ? expected : 0;
    });
    return whole;
  }

  #decodeCarefully(piece: Buffer): void {
    const clean = Buffer.allocUnsafe(piece.length);
    let length = 0;
    for (const byte of piece) {
      if (byte === 0x20 || (byte >= 9 && byte <= 13)) continue;
      if (byte === equals) this.#padded = true;
      else if (this.#padded || !isBase64(byte)) throw brokenBase64();
      else clean[length++] = byte;
    }
    const whole = length & ~3;
    if (whole > 0 && !this.#put(clean.subarray(0, whole), (whole / 4) * 3)) throw brokenBase64();
    this.#keep(clean.subarray(whole, length));
  }

  #keep(rest: Buffer): void {
    rest.copy(this.#carry, this.#carried);
    this.#carried += rest.length;
  }
}

function isBase64(byte: number): boolean {
  const letter = byte | 0x20;
  if ((letter >= 0x61 && letter <= 0x7a && byte >= 0x41) || (byte >= 0x30 && byte <= 0x39)) return true;
  return byte === 0x2b || byte === 0x2f || byte === 0x2d || byte === 0x5f;
}

function brokenBase64(): Error {
  return badPicture('broken base64');
}
