/** Takes the text of one picture, in pieces. */
export interface TextSink {
  write(ascii: Buffer): void;
  end(): void;
}

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const smallU = 0x75;

/** White space is the only thing a letter after a backslash may stand for in base64; 0 is refused as such. */
const escapes: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 0, 0x66: 0 };

/** How far a piece of a string went. */
export interface Taken {
  /** The first byte that was not taken. */
  readonly at: number;
  /** Why: the closing quote, a line break (which no JSON string has), or the end of the chunk. */
  readonly met: 'quote' | 'break' | 'end';
}

/** The inside of a JSON string that holds a picture: unescaped on its way to a sink, in pieces of any length. */
export class QuotedText {
  readonly sink: TextSink;
  /** −1: none; 0: after a backslash; 1 to 4: that many hexadecimal digits are missing. */
  #escape = -1;
  #code = 0;

  constructor(sink: TextSink) {
    this.sink = sink;
  }

  take(chunk: Buffer, from: number): Taken {
    const found = chunk.indexOf(quote, from);
    const at = found === -1 ? chunk.length : found;
    const piece = chunk.subarray(from, at);
    const plain =
      this.#escape === -1 && ![backslash, lineFeed, carriageReturn].some(byte => piece.includes(byte));
    if (!plain) return this.#takeSlowly(chunk, from);
    if (piece.length > 0) this.sink.write(piece);
    return { at, met: found === -1 ? 'end' : 'quote' };
  }

  /** Byte by byte, into one piece all the same: a server that writes `\/` has one every few dozen characters. */
  #takeSlowly(chunk: Buffer, from: number): Taken {
    const clean = Buffer.allocUnsafe(chunk.length - from);
    let length = 0;
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#escape === -1 && isEnd(byte)) break;
      const plain = this.#unescaped(byte);
      if (plain !== undefined) clean[length++] = plain;
    }
    if (length > 0) this.sink.write(clean.subarray(0, length));
    if (at === chunk.length) return { at, met: 'end' };
    return { at, met: chunk[at] === quote ? 'quote' : 'break' };
  }

  /** The character a byte completes; undefined inside an escape. */
  #unescaped(byte: number): number | undefined {
    if (this.#escape === -1) {
      if (byte !== backslash) return byte;
      this.#escape = 0;
      return undefined;
    }
    if (this.#escape === 0) {
      this.#code = 0;
      this.#escape = byte === smallU ? 4 : -1;
      return byte === smallU ? undefined : (escapes[byte] ?? byte);
    }
    this.#code = this.#code * 16 + Number.parseInt(String.fromCharCode(byte), 16);
    if (--this.#escape > 0) return undefined;
    this.#escape = -1;
    return this.#code < 128 ? this.#code : 0;
  }
}

function isEnd(byte: number): boolean {
  return byte === quote || byte === lineFeed || byte === carriageReturn;
}
