import type { Layer } from './canvas.ts';
import type { Palette } from './palette.ts';
import type { Random } from './random.ts';

/** What a scene is painted on and with. */
export interface Stage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** A thousandth of the shorter edge, px: scenes measure in it and look the same at every size. */
  readonly unit: number;
  readonly palette: Palette;
  readonly random: Random;
  /** How much there is to see: 0.6 for low quality, 1, up to 1.6. */
  readonly detail: number;
}

/** A painted scene from the back to the front. */
export interface Scene {
  readonly layers: readonly Layer[];
  /** What stands alone where the background is to be transparent; without it the scene is cut out round. */
  readonly alone?: readonly Layer[];
}

export type Scenery = (stage: Stage) => Scene;

/** A height in px for each column. */
export function profile(width: number, height: (x: number) => number): Float32Array {
  return Float32Array.from({ length: width + 1 }, (_, x) => height(x));
}
