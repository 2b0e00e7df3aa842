import type { Size } from './size.ts';

/** File formats that an Images API can answer with (api-contract: `output_format`). */
export type ImageType = 'png' | 'jpeg' | 'webp' | 'gif' | 'svg';

/** What the first bytes of a file say about it; nothing is decoded. */
export interface ImageFacts {
  readonly type: ImageType;
  /** Pixels as stored, before any EXIF orientation; 0 for an SVG without a size of its own. */
  readonly width: number;
  readonly height: number;
  /** Whether the format carries an alpha channel (or a transparent colour), used or not. */
  readonly alpha: boolean;
  /** EXIF orientation, 1 to 8; absent when 1 or unknown. */
  readonly orientation?: number;
  /** More than one frame (APNG, animated WebP or GIF). */
  readonly animated?: boolean;
  /** Carries a C2PA signature, which any rewrite of the file would break. */
  readonly signed?: boolean;
}

/**
 * What the pixels say of a picture that was asked for with transparency: it has it, it has none, a checkerboard is
 * painted where it should be, or a light or dark rim stands around the cut-out.
 */
export type AlphaTruth = 'transparent' | 'opaque' | 'checkerboard' | 'halo';

/** A picture kept in its run's folder. */
export interface Picture extends ImageFacts {
  /** File name inside the run's folder; never a path. */
  readonly file: string;
  /** Size of the file in bytes. */
  readonly bytes: number;
}

/** Size as it is seen: EXIF orientations 5 to 8 lie on their side; px. */
export function uprightSize({
  width,
  height,
  orientation = 1,
}: Pick<ImageFacts, 'width' | 'height' | 'orientation'>): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** Beyond these a picture is kept and saved but not decoded: a few bytes can claim gigabytes of pixels. */
const mostEdge = 16_384;
const mostPixels = 256_000_000;

/** Whether a picture may be decoded and shown. */
export function isDrawable({ width, height }: Pick<ImageFacts, 'width' | 'height'>): boolean {
  return Math.max(width, height) <= mostEdge && width * height <= mostPixels;
}

/** Smaller pictures are shown themselves: longer edge in px, and size in bytes. */
const smallEdge = 640;
const smallBytes = 200_000;

/** Whether a tile is better off with a thumbnail than with the picture itself. */
export function deservesThumbnail(picture: Picture): boolean {
  const { type, width, height, bytes, animated } = picture;
  if (type === 'gif' || type === 'svg' || animated || !isDrawable(picture)) return false;
  return Math.max(width, height) > smallEdge || bytes > smallBytes;
}

/** The file extension that tells the truth about the bytes, without a dot. */
export const extensionOf: Readonly<Record<ImageType, string>> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
  gif: 'gif',
  svg: 'svg',
};

/** Content type of each format, as it goes into multipart bodies and onto the clipboard. */
export const mimeOf: Readonly<Record<ImageType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};
