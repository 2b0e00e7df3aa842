import { QuotedText, type TextSink } from './quotedText.ts';

const key = Buffer.from('"b64_json"');
const quote = 0x22;
const colon = 0x3a;

/** What stands in the text for the picture that was cut out: nothing that base64 could be. */
export function placeholder(count: number): string {
  return `@picture:${count}`;
}

/**
 * Takes the pictures out of a stream's bytes before its events are parsed, so that an event of tens of megabytes
 * is never held as text. It looks for `"b64_json": "` only: inside a JSON string the quotes would be escaped.
 */
export class PictureCutter {
  readonly #open: (count: number) => TextSink;
  #count = 0;
  /** Bytes of the key matched; then the colon and the quote after it. */
  #matched = 0;
  #state: 'key' | 'colon' | 'quote' | 'picture' = 'key';
  #picture: QuotedText | undefined;

  constructor(open: (count: number) => TextSink) {
    this.#open = open;
  }

  /** The bytes without their pictures; each is named by `placeholder` and its number, from 0. */
  cut(chunk: Buffer): Buffer {
    const kept: Buffer[] = [];
    for (let at = 0; at < chunk.length;) {
      const end = this.#state === 'picture' ? at : this.#seek(chunk, at);
      kept.push(chunk.subarray(at, end));
      at = this.#state === 'picture' && end < chunk.length ? this.#take(chunk, end, kept) : end;
    }
    return Buffer.concat(kept);
  }

  /** Where the next picture begins, or the end of the chunk. */
  #seek(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#state === 'key') this.#matchKey(byte);
      else if (byte === 0x20 || byte === 9) continue;
      else if (this.#state === 'colon' && byte === colon) this.#state = 'quote';
      else if (this.#state === 'quote' && byte === quote) {
        this.#state = 'picture';
        return at + 1;
      } else this.#restart(byte);
    }
    return chunk.length;
  }

  #matchKey(byte: number): void {
    if (byte !== key[this.#matched]) return this.#restart(byte);
    if (++this.#matched < key.length) return;
    this.#matched = 0;
    this.#state = 'colon';
  }

  #restart(byte: number): void {
    this.#state = 'key';
    this.#matched = byte === quote ? 1 : 0;
  }

  #take(chunk: Buffer, from: number, kept: Buffer[]): number {
    if (!this.#picture) {
      // An empty string is no picture.
      if (chunk[from] === quote) return this.#leave(from);
      kept.push(Buffer.from(placeholder(this.#count)));
      this.#picture = new QuotedText(this.#open(this.#count++));
    }
    const { at, met } = this.#picture.take(chunk, from);
    if (met === 'end') return at;
    // After a line break the event is no JSON any more, and is refused as such.
    this.#picture.sink.end();
    return this.#leave(at);
  }

  #leave(at: number): number {
    this.#picture = undefined;
    this.#state = 'key';
    this.#matched = 0;
    return at;
  }
}
