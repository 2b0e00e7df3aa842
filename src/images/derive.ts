import type { ImageType } from './picture.ts';

/** The files that are made of one master. */
export interface DerivePlan {
  /** Name of the master without its extension; the files are named after it. */
  readonly stem: string;
  /** The picture at 1x and its multiples, in the master's format. */
  readonly scales?: {
    /** Width at 1x, px. */
    readonly width: number;
    readonly factors: readonly number[];
  };
  /** A WebP beside each picture in another format; `quality` 0 to 100, without one lossless. */
  readonly webp?: { readonly quality?: number };
  /** Edges of a favicon.ico, px, each at most 256. */
  readonly favicon?: readonly number[];
  /** apple-touch-icon.png, 180 px, laid on a colour (`#rrggbb`) since iOS fills what is transparent with black. */
  readonly appleTouchIcon?: { readonly background: string };
}

/** A file of a set, not yet written. */
export interface DerivedFile {
  readonly role: 'scale' | 'webp' | 'favicon' | 'appleTouchIcon';
  /** File name, never a path. */
  readonly name: string;
  readonly type: ImageType | 'ico';
  /** Of an icon file its largest picture. */
  readonly width: number;
  readonly height: number;
  /** Of pictures at a scale and the WebPs beside them: 1, 2, 3. */
  readonly factor?: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file that was planned and not made, or not all of it. */
export interface LeftOut {
  readonly name: string;
  /** Of an icon file that was made: the edges it lacks, px. */
  readonly edges?: readonly number[];
  /**
   * The master has fewer pixels than it would need, or the WebP would not be smaller than what it stands beside; or the
   * file is made and lacks the colour profile of the master.
   */
  readonly why: 'masterTooSmall' | 'notSmaller' | 'noProfile';
}

/** All that came of a plan. */
export interface DerivedSet {
  readonly files: readonly DerivedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Edges of the pictures in a favicon.ico that every reader finds its own in, px. */
export const faviconEdges: readonly number[] = [16, 24, 32, 48, 64, 128, 256];
