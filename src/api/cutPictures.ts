import type { Arriving } from './arriving.ts';
import { placeholder } from './pictureCutter.ts';

/** No event has more pictures; what is over that is no part of an event, and nobody will take it. */
const mostWaiting = 100;

/** How an event names a picture that was cut out of it; `placeholder` says what stands there. */
const named = /"b64_json"[ \t]*:[ \t]*"@picture:(\d+)"/g;

/** Pictures that were cut out of a stream and wait to be taken. They are numbered as they come. */
export class CutPictures {
  readonly #waiting = new Map<number, Arriving>();

  add(count: number, picture: Arriving): void {
    this.#waiting.set(count, picture);
  }

  /** The picture that `text` stands for, from now on the caller's; undefined when it stands for none. */
  take(text: string): Arriving | undefined {
    for (const [count, picture] of this.#waiting) {
      if (placeholder(count) !== text) continue;
      this.#waiting.delete(count);
      return picture;
    }
    return undefined;
  }

  /** After an event: what it named and nobody took is removed, with everything before it. */
  async leave(data: string): Promise<void> {
    let last = -1;
    for (const [, count] of data.matchAll(named)) last = Math.max(last, Number(count));
    for (const count of this.#waiting.keys()) if (count <= last) await this.#discard(count);
  }

  /** Removes the oldest when there are too many: such stand where no event names them, in comments for one. */
  async limit(): Promise<void> {
    for (const count of this.#waiting.keys()) {
      if (this.#waiting.size <= mostWaiting) return;
      await this.#discard(count);
    }
  }

  async #discard(count: number): Promise<void> {
    const picture = this.#waiting.get(count);
    this.#waiting.delete(count);
    await picture?.file.discard();
  }
}
