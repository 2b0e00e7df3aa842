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

/** What of a mask is kept: strokes, points of all strokes together, and px of the feather. */
export const maskLimits = { strokes: 500, points: 8000, feather: 200 } as const;

/** Whether anything is marked at all: a mask that only takes away is none. */
export function marksSomething({ strokes }: Mask): boolean {
  return strokes.some(stroke => stroke.kind === 'invert' || (stroke.kind !== 'eraser' && !isErasing(stroke)));
}

function isErasing(stroke: MaskStroke): boolean {
  return 'erase' in stroke && stroke.erase;
}

/** Points of all strokes together. */
export function pointsOf(strokes: readonly MaskStroke[]): number {
  return strokes.reduce((sum, stroke) => sum + ('points' in stroke ? stroke.points.length : 1), 0);
}

/** The same mask on a picture that was scaled: factors along both edges. */
export function scaledMask({ strokes, feather }: Mask, x: number, y: number): Mask {
  const both = Math.sqrt(x * y);
  const scaled = strokes.map(stroke => {
    const there = mapped(stroke, point => ({ x: point.x * x, y: point.y * y }));
    return 'radius' in there ? { ...there, radius: there.radius * both } : there;
  });
  return { strokes: scaled, feather: feather * both };
}

/** The same mask on a picture that lies elsewhere, px. */
export function movedMask({ strokes, feather }: Mask, x: number, y: number): Mask {
  const there = strokes.map(stroke => mapped(stroke, point => ({ x: point.x + x, y: point.y + y })));
  return { strokes: there, feather };
}

function mapped(stroke: MaskStroke, map: (point: Point) => Point): MaskStroke {
  if (stroke.kind === 'invert') return stroke;
  if (stroke.kind === 'rectangle') return { ...stroke, from: map(stroke.from), to: map(stroke.to) };
  return { ...stroke, points: stroke.points.map(map) };
}

/**
 * A way with the points left out that lie nearer to it than a tolerance, px, and the others on tenths of a pixel.
 * The first and the last stay.
 */
export function simplified(points: readonly Point[], tolerance: number): readonly Point[] {
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const at = farthest(points, from, to, tolerance);
    if (at === undefined) continue;
    kept.add(at);
    spans.push([from, at], [at, to]);
  }
  return points.filter((_, at) => kept.has(at)).map(({ x, y }) => ({ x: tenth(x), y: tenth(y) }));
}

function farthest(points: readonly Point[], from: number, to: number, tolerance: number): number | undefined {
  const [start, end] = [points[from], points[to]];
  if (!start || !end) return undefined;
  let [best, most]: [number | undefined, number] = [undefined, tolerance];
  for (let at = from + 1; at < to; at++) {
    const point = points[at];
    const away = point ? distance(point, start, end) : 0;
    if (away > most) [best, most] = [at, away];
  }
  return best;
}

/** From a point to a segment. */
function distance(point: Point, start: Point, end: Point): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - share * dx, point.y - start.y - share * dy);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
