import type { ImageType } from './picture.ts';
import type { Size } from './size.ts';

/** A part of a picture in its own whole pixels. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** What was done to a picture before it was sent, so that an answer can be brought back into its place. */
export interface Transform {
  /** Upright size of the source. */
  readonly source: Size;
  /** The part of the upright source that was sent. */
  readonly crop: Rect;
  /** Where that part lies in the picture that was sent; smaller than it when room was added. */
  readonly frame: Rect;
  /** Size of the picture that was sent. */
  readonly sent: Size;
}

/** What pads a picture: nothing at all, or the colour along its edge. */
export type PadFill = 'transparent' | 'edge';

/** How a picture is made square, as the user chose it. */
export interface SquareFit {
  readonly fit: 'pad' | 'crop';
  readonly fill: PadFill;
}

/** A square PNG, as legacy variations need one (api-contract §4). */
export interface SquareWant {
  readonly kind: 'square';
  readonly fit: 'pad' | 'crop';
  /** Default `transparent`. */
  readonly fill?: PadFill;
  /** Part of the upright source to send when cropping; made square and kept inside; default the middle. */
  readonly crop?: Rect;
  /** Longest edge worth sending, px. */
  readonly maxEdge: number;
  /** The file is smaller than this. */
  readonly maxBytes: number;
}

/** The file as it is where the limits allow it, else as little changed as they ask (api-contract §3). */
export interface WholeWant {
  readonly kind: 'whole';
  /** Formats the server takes. */
  readonly types: readonly ImageType[];
  readonly maxEdge: number;
  readonly maxPixels: number;
  /** The file is smaller than this. */
  readonly maxBytes: number;
}

/** How a source is to be sent. */
export type PrepareWant = SquareWant | WholeWant;

/** What happened to a source on its way: for a sentence each. */
export type PrepareNote =
  | 'turned'
  | 'padded'
  | 'cropped'
  | 'scaled'
  /** Written in another format, or anew in its own. */
  | 'reencoded'
  /** Of an animation. */
  | 'firstFrame'
  /** The signature of the source is not in what is sent. */
  | 'unsigned'
  /** What the numbers of the source mean is not said in what is sent. */
  | 'noProfile';

/**
 * What became of the colours of a picture that was put together: parts of it are numbers of another colour profile than
 * its own, so that they show paler or more saturated, or it lacks the profile that its numbers are of.
 */
export type Colours = 'mixed' | 'untagged';

/** What the source of a drop-in was: a picture's facts suffice, its size being that of the transform. */
export interface DropInTarget {
  readonly type: ImageType;
  readonly alpha: boolean;
}

/** A source made ready to be sent. */
export interface Prepared {
  /** Absent where the file is to be sent as it is. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Of what is sent. */
  readonly type: ImageType;
  readonly transform: Transform;
  readonly notes: readonly PrepareNote[];
  /** The source lets something shine through. */
  readonly seeThrough?: true;
}
