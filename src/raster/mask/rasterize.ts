import type { Mask, MaskStroke, Point } from '../../images/mask.ts';
import { soften } from './soften.ts';

/** One byte a pixel, rows from the top: 255 may change, 0 stays. */
export type Coverage = Uint8Array<ArrayBuffer>;

/** What a mask covers in a picture of that size, with smooth borders. */
export function rasterizeMask(width: number, height: number, { strokes, feather }: Mask): Coverage {
  const coverage: Coverage = new Uint8Array(width * height);
  for (const stroke of strokes) draw({ width, height, coverage }, stroke);
  return soften(coverage, width, height, feather);
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly coverage: Coverage;
}

/** Lays a coverage of 0 to 255 over one pixel. */
type Dab = (at: number, part: number) => void;

function draw(canvas: Canvas, stroke: MaskStroke): void {
  switch (stroke.kind) {
    case 'brush':
    case 'eraser':
      return drawLine(canvas, stroke.points, stroke.radius, dabOf(canvas, stroke.kind === 'eraser'));
    case 'rectangle':
      return fill(canvas, corners(stroke.from, stroke.to), dabOf(canvas, stroke.erase));
    case 'lasso':
      return fill(canvas, stroke.points, dabOf(canvas, stroke.erase));
    case 'invert':
      for (let at = 0; at < canvas.coverage.length; at++)
        canvas.coverage[at] = 255 - (canvas.coverage[at] ?? 0);
  }
}

function dabOf({ coverage }: Canvas, erase = false): Dab {
  return erase
    ? (at, part) => (coverage[at] = Math.min(coverage[at] ?? 0, 255 - part))
    : (at, part) => (coverage[at] = Math.max(coverage[at] ?? 0, part));
}

function corners(from: Point, to: Point): readonly Point[] {
  return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
}

function drawLine(canvas: Canvas, points: readonly Point[], radius: number, dab: Dab): void {
  for (const [at, to] of points.entries()) {
    if (at > 0 || points.length === 1) drawSegment(canvas, points[at - 1] ?? to, to, radius, dab);
  }
}

/** Every pixel whose centre is nearer than the radius, with a border of one pixel that fades. */
function drawSegment(canvas: Canvas, from: Point, to: Point, radius: number, dab: Dab): void {
  const reach = radius + 1;
  const inner = Math.max(0, radius - 0.5) ** 2;
  const outer = (radius + 0.5) ** 2;
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(canvas.height, Math.ceil(Math.max(from.y, to.y) + reach));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  for (let y = top; y < bottom; y++) {
    const [left, right] = near(from, to, y + 0.5, reach);
    const py = y + 0.5 - from.y;
    for (let x = Math.max(0, left); x < Math.min(canvas.width, right); x++) {
      const px = x + 0.5 - from.x;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      const away = (px - along * dx) ** 2 + (py - along * dy) ** 2;
      if (away <= inner) dab(y * canvas.width + x, 255);
      else if (away < outer)
        dab(y * canvas.width + x, Math.round(255 * Math.min(1, radius + 0.5 - Math.sqrt(away))));
    }
  }
}

/** Columns that can be within reach of a segment at one height: a long slanting line is not looked for in all its box. */
function near(from: Point, to: Point, y: number, reach: number): readonly [left: number, right: number] {
  const dy = to.y - from.y;
  const at = (height: number): number => Math.min(1, Math.max(0, (height - from.y) / dy));
  const [one, other] = dy === 0 ? [0, 1] : [at(y - reach), at(y + reach)];
  const xs = [from.x + one * (to.x - from.x), from.x + other * (to.x - from.x)];
  return [Math.floor(Math.min(...xs) - reach), Math.ceil(Math.max(...xs) + reach)];
}

/** Lines between the centres of pixels that a polygon is cut by. */
const linesPerPixel = 4;

function fill(canvas: Canvas, points: readonly Point[], dab: Dab): void {
  const { width, height } = canvas;
  const ys = points.map(({ y }) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  const row = new Float32Array(width);
  for (let y = top; y < bottom; y++) {
    row.fill(0);
    for (let line = 0; line < linesPerPixel; line++) addSpans(row, points, y + (line + 0.5) / linesPerPixel);
    for (let x = 0; x < width; x++) {
      const part = Math.round(255 * Math.min(1, row[x] ?? 0));
      if (part > 0) dab(y * width + x, part);
    }
  }
}

/** Adds what lies inside the polygon at one height, by the even-odd rule. */
function addSpans(row: Float32Array, points: readonly Point[], y: number): void {
  const crossings = points
    .flatMap((to, at) => {
      const from = points.at(at - 1) ?? to;
      if (from.y <= y === to.y <= y) return [];
      return [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)];
    })
    .toSorted((one, other) => one - other);
  for (let pair = 0; pair + 1 < crossings.length; pair += 2)
    addSpan(row, crossings[pair] ?? 0, crossings[pair + 1] ?? 0);
}

function addSpan(row: Float32Array, from: number, to: number): void {
  const left = Math.max(0, from);
  const right = Math.min(row.length, to);
  for (let x = Math.floor(left); x < right; x++)
    row[x] = (row[x] ?? 0) + (Math.min(x + 1, right) - Math.max(x, left)) / linesPerPixel;
}
