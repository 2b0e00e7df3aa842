/** The two names of the browser that the codecs' types speak of; Node has the first, the worker makes the second. */

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    /** Compiled, or it throws: there is nothing to see inside. */
    readonly [Symbol.toStringTag]: string;
  }
}

interface ImageData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}
