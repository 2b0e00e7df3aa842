/** A place on the upright picture, px from its upper left corner; may have fractions. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One thing that was drawn on a mask; what is marked may change. */
export type MaskStroke =
  | {
      readonly kind: 'brush' | 'eraser';
      /** px */
      readonly radius: number;
      /** The way of its middle; one point makes a dot. */
      readonly points: readonly Point[];
    }
  | {
      readonly kind: 'rectangle';
      /** Two opposite corners, in any order. */
      readonly from: Point;
      readonly to: Point;
      /** Takes away instead of marking. */
      readonly erase?: boolean;
    }
  | {
      readonly kind: 'lasso';
      /** Closed by itself; where it crosses itself, inside is what an odd number of turns surrounds. */
      readonly points: readonly Point[];
      readonly erase?: boolean;
    }
  | { readonly kind: 'invert' };

/** What was drawn on a picture, in its order. Plain data: it is kept and sent as JSON. */
export interface Mask {
  readonly strokes: readonly MaskStroke[];
  /** How far the border is softened to each side, px; 0 is a hard border. */
  readonly feather: number;
}
