import type { DerivedSet, DerivePlan } from '../images/derive.ts';
import type { Mask } from '../images/mask.ts';
import type { AlphaTruth } from '../images/picture.ts';
import type { DropInTarget, Prepared, PrepareWant, Rect, Transform } from '../images/transform.ts';
import type { DropInOptions, WrittenFile } from './fit/dropIn.ts';
import type { LockedFile } from './mask/lockFiles.ts';
import type { EncodableType, EncodeOptions, Pixels } from './pixels.ts';
import type { CropOrder, FileInput, rasterTasks } from './tasks.ts';
import { unbundled } from './wasm.ts';
import { WorkerClient, type WorkerClientOptions } from './workerClient.ts';

/** A picture file: its path on this machine, or its bytes (copied to the worker, the caller keeps them). */
export type PictureFile = string | Uint8Array;

/** How a derived picture is written; absent is as its source is. */
export interface DropInHow extends Omit<DropInOptions, 'source'> {
  /** The source: what shines through is laid on the colour of its edge, where it had no alpha. Default white. */
  readonly source?: PictureFile | undefined;
}

/** A masked edit to be locked; the mask is in px of the upright source. */
export interface LockFilesOrder extends Omit<DropInOptions, 'source'> {
  readonly source: PictureFile;
  readonly answer: PictureFile;
  readonly mask: Mask;
  readonly transform: Transform;
}

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

  /** Upright RGBA of a png, jpeg or webp, of an animation its first frame; at most 100 million pixels. */
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

  /** A source as a route wants it; without `bytes` the file is to be sent as it is. */
  prepare(file: PictureFile, want: PrepareWant, signal?: AbortSignal): Promise<Prepared> {
    return this.#worker.run('prepare', { file: input(file), want }, [], signal);
  }

  /** An answer brought back to the size, format and alpha kind of the source that `transform` speaks of. */
  dropIn(
    answer: PictureFile,
    target: DropInTarget,
    transform: Transform,
    { source, ...how }: DropInHow = {},
    signal?: AbortSignal,
  ): Promise<WrittenFile> {
    const options = { ...how, source: source === undefined ? undefined : input(source) };
    return this.#worker.run('dropIn', { answer: input(answer), target, transform, options }, [], signal);
  }

  /** Part of the upright picture, in its px, scaled to a size; stretched where the shape differs. */
  cropTo(
    file: PictureFile,
    rect: Rect,
    how: Omit<CropOrder, 'file' | 'rect'>,
    signal?: AbortSignal,
  ): Promise<WrittenFile> {
    return this.#worker.run('cropTo', { ...how, file: input(file), rect }, [], signal);
  }

  /** An RGBA PNG for a picture of that upright size, transparent where it may change. */
  maskPng(width: number, height: number, mask: Mask, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.run('maskPng', { width, height, mask }, [], signal);
  }

  /** The answer with the source's pixels outside the mask, as a file; exact where it is written without loss. */
  lockOutside(order: LockFilesOrder, signal?: AbortSignal): Promise<LockedFile> {
    const files = { source: input(order.source), answer: input(order.answer) };
    return this.#worker.run('lockOutside', { ...order, ...files }, [], signal);
  }

  /** Sizes, formats and icons made of one master. */
  deriveSet(file: PictureFile, plan: DerivePlan, signal?: AbortSignal): Promise<DerivedSet> {
    return this.#worker.run('deriveSet', { file: input(file), plan }, [], signal);
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
