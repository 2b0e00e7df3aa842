import * as v from 'valibot';
import { maskLimits, pointsOf, type Mask, type Point } from '../images/mask.ts';

/** The picture that a mask is drawn on, upright, and what was drawn. */
export interface MaskedPicture {
  /** Of the reference. */
  readonly id: string;
  readonly label: string;
  /** Webview uri of all of it. */
  readonly uri: string;
  /** px. */
  readonly width: number;
  readonly height: number;
  readonly mask: Mask;
}

const far = 100_000;
const coordinate = v.pipe(v.number(), v.minValue(-far), v.maxValue(far));
const point = v.object({ x: coordinate, y: coordinate });
const points: v.GenericSchema<unknown, readonly Point[]> = v.pipe(
  v.array(point),
  v.minLength(1),
  v.maxLength(maskLimits.points),
);
const erase = v.exactOptional(v.boolean());
const stroke = v.variant('kind', [
  v.object({
    kind: v.picklist(['brush', 'eraser']),
    radius: v.pipe(v.number(), v.minValue(0.1), v.maxValue(far)),
    points,
  }),
  v.object({ kind: v.literal('rectangle'), from: point, to: point, erase }),
  v.object({ kind: v.literal('lasso'), points, erase }),
  v.object({ kind: v.literal('invert') }),
]);

/** A mask on its way or on the disk; longer ones than are drawn are none. */
export const maskShape: v.GenericSchema<unknown, Mask> = v.object({
  strokes: v.pipe(
    v.array(stroke),
    v.maxLength(maskLimits.strokes),
    v.check(strokes => pointsOf(strokes) <= maskLimits.points),
  ),
  feather: v.pipe(v.number(), v.minValue(0), v.maxValue(maskLimits.feather)),
});

const masked: v.GenericSchema<unknown, MaskedPicture> = v.object({
  id: v.string(),
  label: v.string(),
  uri: v.string(),
  width: v.number(),
  height: v.number(),
  mask: maskShape,
});

/** A mask; undefined when it is none. */
export function parseMask(value: unknown): Mask | undefined {
  const result = v.safeParse(maskShape, value);
  return result.success ? result.output : undefined;
}

/** The host's answer to the wish to draw a mask; undefined when there is no picture to draw on. */
export function parseMaskedPicture(value: unknown): MaskedPicture | undefined {
  const result = v.safeParse(masked, value);
  return result.success ? result.output : undefined;
}
