import type { Mask } from '../images/mask.ts';
import type { ImageFacts, ImageType } from '../images/picture.ts';
import type { ImageParameters, ImageRequest } from '../images/request.ts';
import type { ImageEvent } from '../images/result.ts';
import type { ProviderLabel, Run } from '../images/run.ts';
import type { Prepared, PrepareWant, Transform } from '../images/transform.ts';

/** Where the wire puts the pictures of one request. */
export interface Destination {
  /** Absolute path of an existing folder. */
  readonly folder: string;
  /** Start of every file name the request makes there, unique within the folder. */
  readonly stem: string;
}

/** What is known of a provider before it is asked: enough to say what it would refuse. */
export interface ApiTraits {
  readonly label: ProviderLabel;
  /** Whether `/images/variations` may exist there; false once it was seen missing. */
  readonly hasVariations: boolean;
  /** Whether a model nobody knows may be asked to stream. */
  readonly streams: boolean;
  /** Output formats that are refused there although the model makes them. */
  readonly lacksFormats: readonly ImageType[];
  /** Parameters that are always sent there, such as a wanted response format. */
  readonly defaults: ImageParameters;
}

/** The Images API of one provider, ready to be asked: address and key are its own business. */
export interface ImagesApi extends ApiTraits {
  /**
   * Sends one request and yields what comes of it. Files are whole when their event is yielded.
   * @throws ImageError; after an abort one of kind `cancelled`
   */
  send(request: ImageRequest, destination: Destination, signal: AbortSignal): AsyncIterable<ImageEvent>;
}

/** Where runs are kept; the library is one. */
export interface RunStore {
  /** Makes a run's folder and gives its path. @throws ImageError `disk` */
  prepare(runId: string, pictures: number): Promise<string>;
  /** @throws ImageError `disk` */
  start(run: Run): Promise<void>;
  /** Removes what `prepare` made of a run that never started. */
  abandon(runId: string): Promise<void>;
  change(runId: string, change: (run: Run) => Run): void;
  get(runId: string): Run | undefined;
  folderOf(runId: string): string;
}

/** The user's files as sources: local, remote or virtual. */
export interface SourceFiles {
  /** Copies a file's bytes to an absolute local path. @throws when it cannot be read */
  copy(uri: string, path: string): Promise<void>;
}

/** A masked edit to be locked: absolute paths, the mask in px of the upright source. */
export interface LockOrder {
  readonly source: string;
  readonly answer: string;
  readonly mask: Mask;
  readonly transform: Transform;
  /** What is written, without loss. */
  readonly type: 'png' | 'webp';
}

/** Pixels for edits with a mask. Rejects with ImageError `invalid`, `source.unreadable`, for what cannot be read. */
export interface MaskPixels {
  /** A source as a route wants it. */
  prepare(path: string, want: PrepareWant): Promise<Prepared>;
  /** An RGBA PNG for a picture of that size, transparent where it may change. */
  maskPng(width: number, height: number, mask: Mask): Promise<Uint8Array>;
  /** The answer with the source's pixels outside the mask; `changedShare` is 0 to 1. */
  lockOutside(
    order: LockOrder,
  ): Promise<{ readonly bytes: Uint8Array; readonly facts: ImageFacts; readonly changedShare: number }>;
}
