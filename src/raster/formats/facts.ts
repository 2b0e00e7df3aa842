import type { ImageFacts, ImageType } from '../../images/picture.ts';

/** What a format's walk over the head may find besides the size. */
export interface Marks {
  orientation?: number | undefined;
  animated?: boolean;
  signed?: boolean;
}

/** Facts with only those marks that say something; undefined for a raster picture without pixels. */
export function facts(
  type: ImageType,
  width: number,
  height: number,
  alpha: boolean,
  marks: Marks = {},
): ImageFacts | undefined {
  if (type !== 'svg' && (width < 1 || height < 1)) return undefined;
  return {
    type,
    width,
    height,
    alpha,
    ...(marks.orientation !== undefined && { orientation: marks.orientation }),
    ...(marks.animated === true && { animated: true }),
    ...(marks.signed === true && { signed: true }),
  };
}
