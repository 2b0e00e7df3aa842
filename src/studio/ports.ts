import type { DerivedSet, DerivePlan } from '../images/derive.ts';
import type { Mask } from '../images/mask.ts';
import type { ImageFacts, ImageType } from '../images/picture.ts';
import type { ImageParameters, ImageRequest } from '../images/request.ts';
import type { ImageEvent } from '../images/result.ts';
import type { ProviderLabel, Run } from '../images/run.ts';
import type { Size } from '../images/size.ts';
import type { Colours, DropInTarget, Prepared, PrepareWant, Rect, Transform } from '../images/transform.ts';

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

/** A picture that was made of another one, not yet written. */
export interface DerivedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly facts: ImageFacts;
  /** What shone through was laid on a colour. */
  readonly flattened?: true;
  /** Absent where the colours are what they were. */
  readonly colours?: Colours;
}

/**
 * Pixels of picture files, by absolute paths. Rejects with ImageError `invalid`, problem `source.unreadable`, for what
 * the codecs cannot do.
 */
export interface Pixels {
  /** A source as a route wants it. */
  prepare(path: string, want: PrepareWant): Promise<Prepared>;
  /** An answer in the size, format and alpha kind of its source, whose edge colours what shines through. */
  dropIn(answer: string, target: DropInTarget, transform: Transform, source: string): Promise<DerivedPicture>;
  /** Part of a picture, px of the upright one, in another size. */
  cropTo(
    path: string,
    rect: Rect,
    to: Size & { readonly type: 'png' | 'jpeg' | 'webp' },
  ): Promise<DerivedPicture>;
  /** Sizes, formats and icons made of one master. */
  deriveSet(path: string, plan: DerivePlan): Promise<DerivedSet>;
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
  /** An RGBA PNG for a picture of that size, transparent where it may change. */
  maskPng(width: number, height: number, mask: Mask): Promise<Uint8Array>;
  /** The answer with the source's pixels outside the mask; `changedShare` is 0 to 1. */
  lockOutside(order: LockOrder): Promise<DerivedPicture & { readonly changedShare: number }>;
}
