import type { AlphaTruth } from '../images/picture.ts';
import type { EncodableType, EncodeOptions, Pixels } from './pixels.ts';
import type { FileInput, rasterTasks } from './tasks.ts';
import { unbundled } from './wasm.ts';
import { WorkerClient, type WorkerClientOptions } from './workerClient.ts';

/** A picture file: its path on this machine, or its bytes (copied to the worker, the caller keeps them). */
export type PictureFile = string | Uint8Array;

/**
 * Pixels worked on in one background thread that starts on first use and, at rest, does not keep the process alive.
 * Everything rejects with RasterError, or with the signal's reason when aborted.
 */
export class Raster {
  readonly #worker: WorkerClient<typeof rasterTasks>;

  constructor(options?: WorkerClientOptions) {
    const entry = new URL(unbundled ? './worker.ts' : './rasterWorker.js', import.meta.url);
    this.#worker = new WorkerClient(entry, options);
  }

  /** Upright RGBA of a png, jpeg or webp; at most 100 million pixels. */
  decode(file: PictureFile, signal?: AbortSignal): Promise<Pixels> {
    return this.#worker.run('decode', { ...input(file), upright: true }, [], signal);
  }

  /** Gives `image` away: its buffer is empty afterwards. */
  encode(
    image: Pixels,
    type: EncodableType,
    options: EncodeOptions = {},
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.run('encode', { image, type, ...options }, [image.data.buffer], signal);
  }

  /** To exactly that size in px. Gives `image` away: its buffer is empty afterwards. */
  resize(image: Pixels, width: number, height: number, signal?: AbortSignal): Promise<Pixels> {
    return this.#worker.run('resize', { image, width, height }, [image.data.buffer], signal);
  }

  /** An upright preview whose longer edge is at most `maxEdge` px: a PNG unless said otherwise. */
  thumbnail(
    file: PictureFile,
    maxEdge: number,
    { type = 'png', ...options }: { readonly type?: EncodableType } & EncodeOptions = {},
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.run('thumbnail', { ...input(file), maxEdge, type, ...options }, [], signal);
  }

  /** What the pixels say of a picture that was asked to be transparent. */
  alphaTruth(file: PictureFile, signal?: AbortSignal): Promise<AlphaTruth> {
    return this.#worker.run('alphaTruth', input(file), [], signal);
  }

  /** Whether the thread is up, working or resting. */
  get started(): boolean {
    return this.#worker.started;
  }

  /** Ends the thread; what waits is rejected. */
  close(): Promise<void> {
    return this.#worker.close();
  }
}

function input(file: PictureFile): FileInput {
  return typeof file === 'string' ? { path: file } : { bytes: file };
}
