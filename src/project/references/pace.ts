/** Longer sources are not written by people: bytes of a file, characters of an open document. */
export const longestSource = 1_000_000;

/** Work between two turns of the event loop, ms. */
const sliceMs = 8;

/** Lets others have their turn whenever a slice is used up. */
export class Pace {
  #began = performance.now();

  rest(): Promise<void> | undefined {
    if (performance.now() - this.#began < sliceMs) return undefined;
    return new Promise(resolve => {
      setImmediate(() => {
        this.#began = performance.now();
        resolve();
      });
    });
  }
}

/** How long a document must rest before it is read, ms: the longer it is, the more each reading costs. */
export function restFor(characters: number): number {
  return 250 + Math.round(Math.min(characters, longestSource) / 500);
}
