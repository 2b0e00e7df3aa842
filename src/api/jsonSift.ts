import { ImageError } from '../images/errors.ts';
import { QuotedText, type TextSink } from './quotedText.ts';

/** One entry of `data`, without its picture. */
export interface Item {
  readonly index: number;
  /** Its JSON; the text of its picture is replaced by an empty string. */
  readonly json: string;
}

/** JSON outside the pictures may not be longer, bytes. */
const maxJsonBytes = 1024 * 1024;

const maxDepth = 100;

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const commaByte = 0x2c;
const scheme = Buffer.from('data:');

/**
 * Reads an images answer as it arrives and parts it: the text of each `data[i].b64_json` (or of a `url` that is a
 * data URL) goes to a sink, everything else is kept to be parsed. It follows strings and brackets only; whether
 * the rest is JSON is for `JSON.parse` to say. Never holds more of a picture than one chunk.
 */
export class JsonSift {
  readonly #open: (index: number) => TextSink;
  #rest = Buffer.allocUnsafe(8192);
  #length = 0;
  /** Brackets that are open, as bytes. */
  readonly #stack: number[] = [];
  /** Whether the next string is a key. */
  #keyNext = false;
  /** The last key of the answer itself and of the entry of `data` at hand. */
  #topKey = '';
  #itemKey = '';
  #inData = false;
  #index = 0;
  #itemStart = 0;
  #pictured = -1;
  #items: Item[] = [];
  #inside: 'structure' | 'key' | 'text' | 'perhaps' | 'picture' = 'structure';
  #stringStart = 0;
  #picture: QuotedText | undefined;
  #complete = false;
  /** A kept string was cut after a backslash. */
  #escaped = false;

  constructor(open: (index: number) => TextSink) {
    this.#open = open;
  }

  /** Whether the answer has begun and not ended. */
  get unfinished(): boolean {
    return this.#stack.length > 0 || this.#inside !== 'structure';
  }

  /** Whether the answer has ended, though the body may not have. */
  get complete(): boolean {
    return this.#complete;
  }

  /** @throws ImageError `tooLarge`, `badAnswer`, and what the sinks throw */
  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#inside === 'structure') at = this.#structure(chunk, at);
      else if (this.#inside === 'picture') at = this.#pictureText(chunk, at);
      else at = this.#text(chunk, at);
    }
  }

  /** Entries of `data` that ended since the last call. */
  takeItems(): readonly Item[] {
    return this.#items.splice(0);
  }

  /** The answer without its pictures, as text. */
  rest(): string {
    return this.#rest.toString('utf8', 0, this.#length).replace(/^\uFEFF/, '');
  }

  #structure(chunk: Buffer, from: number): number {
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === quote) break;
      if (byte === openBrace || byte === openBracket) this.#enter(byte, at - from);
      else if (byte === closeBrace || byte === closeBracket) {
        this.#keep(chunk.subarray(from, at + 1));
        this.#leave();
        return at + 1;
      } else if (byte === colon) this.#keyNext = false;
      else if (byte === commaByte) this.#comma();
    }
    this.#keep(chunk.subarray(from, at + 1));
    if (at === chunk.length) return at;
    this.#beginString();
    return at + 1;
  }

  #enter(bracket: number, ahead: number): void {
    if (this.#stack.push(bracket) > maxDepth)
      throw new ImageError({ kind: 'badAnswer', detail: 'a JSON document nested too deeply' });
    this.#keyNext = bracket === openBrace;
    const depth = this.#stack.length;
    if (depth === 2 && bracket === openBracket && this.#topKey === 'data') {
      this.#inData = true;
      this.#index = 0;
    }
    if (depth === 3 && this.#inData) this.#itemStart = this.#length + ahead;
  }

  #leave(): void {
    const bracket = this.#stack.pop();
    const depth = this.#stack.length;
    this.#keyNext = false;
    if (depth === 2 && this.#inData && bracket === openBrace) {
      const json = this.#rest.toString('utf8', this.#itemStart, this.#length);
      this.#items.push({ index: this.#index, json });
    }
    if (depth === 1) this.#inData = false;
    if (depth === 0) this.#complete = true;
  }

  #comma(): void {
    this.#keyNext = this.#stack.at(-1) === openBrace;
    if (this.#stack.length === 2 && this.#inData) this.#index++;
  }

  #beginString(): void {
    this.#stringStart = this.#length - 1;
    if (this.#keyNext) this.#inside = 'key';
    else if (!this.#inItem() || this.#pictured === this.#index) this.#inside = 'text';
    else if (this.#itemKey === 'b64_json') this.#inside = 'picture';
    else this.#inside = this.#itemKey === 'url' ? 'perhaps' : 'text';
  }

  #inItem(): boolean {
    return this.#inData && this.#stack.length === 3 && this.#stack[2] === openBrace;
  }

  /** A string that is kept: its end is the first quote without a backslash before it. */
  #text(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#escaped) at++;
    this.#escaped = false;
    while (at < chunk.length && chunk[at] !== quote) at += chunk[at] === backslash ? 2 : 1;
    // A backslash at the very end of the chunk: what it escapes is the first byte of the next.
    this.#escaped = at > chunk.length;
    const end = Math.min(at, chunk.length);
    const closed = at < chunk.length;
    this.#keep(chunk.subarray(from, closed ? end + 1 : end));
    if (this.#inside === 'perhaps' && this.#isDataUrl(closed)) return end;
    if (closed) this.#endString();
    return closed ? end + 1 : end;
  }

  /** A `url` that begins like a data URL is a picture after all: what was kept of it is handed on. */
  #isDataUrl(closed: boolean): boolean {
    const start = this.#stringStart + 1;
    if (this.#length - start < scheme.length) return false;
    this.#inside = 'text';
    if (!this.#rest.subarray(start, start + scheme.length).equals(scheme)) return false;
    const kept = Buffer.from(this.#rest.subarray(start, this.#length - (closed ? 1 : 0)));
    this.#length = start;
    this.#inside = 'picture';
    this.#escaped = false;
    this.#pictureText(kept, 0);
    return true;
  }

  #endString(): void {
    if (this.#inside === 'key') {
      const depth = this.#stack.length;
      const key = depth === 1 || this.#inItem() ? keyOf(this.#rest, this.#stringStart, this.#length) : '';
      if (depth === 1) this.#topKey = key;
      else this.#itemKey = key;
    }
    this.#inside = 'structure';
  }

  #pictureText(chunk: Buffer, from: number): number {
    if (!this.#picture) {
      // An empty string is no picture.
      if (chunk[from] === quote) return this.#endPicture(from);
      this.#picture = new QuotedText(this.#open(this.#index));
      this.#pictured = this.#index;
    }
    const { at, met } = this.#picture.take(chunk, from);
    if (met === 'quote') return this.#endPicture(at);
    if (met === 'break')
      throw new ImageError({ kind: 'badAnswer', detail: 'broken JSON', mayBeBilled: true });
    return at;
  }

  #endPicture(at: number): number {
    this.#picture?.sink.end();
    this.#picture = undefined;
    this.#inside = 'structure';
    this.#keep(Buffer.of(quote));
    return at + 1;
  }

  #keep(bytes: Buffer): void {
    const length = this.#length + bytes.length;
    if (length > maxJsonBytes)
      throw new ImageError({ kind: 'tooLarge', detail: 'JSON text over 1 MB', mayBeBilled: true });
    if (length > this.#rest.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, this.#rest.length * 2));
      this.#rest.copy(larger, 0, 0, this.#length);
      this.#rest = larger;
    }
    bytes.copy(this.#rest, this.#length);
    this.#length = length;
  }
}

function keyOf(rest: Buffer, start: number, end: number): string {
  const text = rest.toString('utf8', start + 1, end - 1);
  // Escapes in a key are legal and rare; a wrong one fails when the whole is parsed.
  return text.replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
