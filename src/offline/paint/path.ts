import type { Shape } from './shape.ts';

type Point = readonly [x: number, y: number];

/** Outlines of straight and bent lines, px, filled as one shape. Contours that overlap should turn the same way. */
export class Path {
  readonly #contours: Point[][] = [];

  get #contour(): Point[] {
    return this.#contours.at(-1) ?? [];
  }

  get #last(): Point {
    return this.#contour.at(-1) ?? [0, 0];
  }

  move(x: number, y: number): this {
    this.#contours.push([[x, y]]);
    return this;
  }

  line(x: number, y: number): this {
    this.#contour.push([x, y]);
    return this;
  }

  /** A cubic Bézier from the last point. */
  curve(x1: number, y1: number, x2: number, y2: number, x: number, y: number): this {
    const [x0, y0] = this.#last;
    const length = Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1) + Math.hypot(x - x2, y - y2);
    const steps = Math.min(160, Math.max(6, Math.ceil(length / 4)));
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      this.line(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y);
    }
    return this;
  }

  /** An arc round a centre, angles in turns clockwise from the right; joined by a line to what went before. */
  arc(x: number, y: number, rx: number, ry: number, from: number, to: number): this {
    const steps = Math.max(8, Math.ceil(Math.max(rx, ry) * Math.abs(to - from) * 1.6));
    for (let step = 0; step <= steps; step++) {
      const angle = (from + ((to - from) * step) / steps) * 2 * Math.PI;
      this.line(x + rx * Math.cos(angle), y + ry * Math.sin(angle));
    }
    return this;
  }

  ellipse(x: number, y: number, rx: number, ry = rx): this {
    this.#contours.push([]);
    return this.arc(x, y, rx, ry, 0, 1);
  }

  polygon(...points: readonly Point[]): this {
    this.#contours.push([...points]);
    return this;
  }

  /** A rectangle with round corners, px. */
  pill(left: number, top: number, right: number, bottom: number, radius: number): this {
    const r = Math.min(radius, (right - left) / 2, (bottom - top) / 2);
    this.#contours.push([]);
    return this.arc(right - r, top + r, r, r, 0.75, 1)
      .arc(right - r, bottom - r, r, r, 0, 0.25)
      .arc(left + r, bottom - r, r, r, 0.25, 0.5)
      .arc(left + r, top + r, r, r, 0.5, 0.75);
  }

  /** A line of that width along the points, with round ends where `round`. */
  stroke(points: readonly Point[], width: number, round = true): this {
    for (let at = 1; at < points.length; at++) {
      const [x0, y0] = points[at - 1] ?? [0, 0];
      const [x1, y1] = points[at] ?? [0, 0];
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length === 0) continue;
      const nx = ((y1 - y0) / length) * (width / 2);
      const ny = ((x0 - x1) / length) * (width / 2);
      this.polygon([x0 + nx, y0 + ny], [x1 + nx, y1 + ny], [x1 - nx, y1 - ny], [x0 - nx, y0 - ny]);
    }
    if (round) for (const [x, y] of points) this.ellipse(x, y, width / 2);
    return this;
  }

  /** The outlines of another path too. */
  add(other: Path): this {
    this.#contours.push(...other.#contours);
    return this;
  }

  /** The same outlines moved, px. */
  moved(dx: number, dy: number): Path {
    const copy = new Path();
    for (const contour of this.#contours)
      copy.#contours.push(contour.map(([x, y]): Point => [x + dx, y + dy]));
    return copy;
  }

  /** Turned by that many turns clockwise round a point. */
  turned(turns: number, x: number, y: number): Path {
    const [cos, sin] = [Math.cos(turns * 2 * Math.PI), Math.sin(turns * 2 * Math.PI)];
    const copy = new Path();
    for (const contour of this.#contours)
      copy.#contours.push(
        contour.map(([px, py]): Point => [
          x + (px - x) * cos - (py - y) * sin,
          y + (px - x) * sin + (py - y) * cos,
        ]),
      );
    return copy;
  }

  /** As something to fill, inside `width` columns. */
  shape(): Shape {
    const edges = this.#contours.flatMap(contour => edgesOf(contour));
    let [top, bottom] = [Infinity, -Infinity];
    for (const edge of edges) {
      top = Math.min(top, edge.y0);
      bottom = Math.max(bottom, edge.y1);
    }
    edges.sort((one, other) => one.y0 - other.y0);
    return filled(edges, Math.floor(top), Math.ceil(bottom));
  }
}

/** A side of an outline, going down; `winding` tells which way it was drawn. */
interface Edge {
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  readonly slope: number;
  readonly winding: 1 | -1;
}

function edgesOf(contour: readonly Point[]): Edge[] {
  return contour.flatMap(([x0, y0], at): Edge[] => {
    const [x1, y1] = contour[(at + 1) % contour.length] ?? [x0, y0];
    if (y0 === y1) return [];
    const slope = (x1 - x0) / (y1 - y0);
    return y0 < y1 ? [{ y0, y1, x0, slope, winding: 1 }] : [{ y0: y1, y1: y0, x0: x1, slope, winding: -1 }];
  });
}

/** Lines looked at in each row of pixels; across a row coverage is exact. */
const subrows = 5;

function filled(edges: readonly Edge[], top: number, bottom: number): Shape {
  let active: Edge[] = [];
  let next = 0;
  let lastRow = -Infinity;
  return {
    top,
    bottom,
    cover(y, cover) {
      if (y <= lastRow) [active, next] = [[], 0];
      lastRow = y;
      for (let edge = edges[next]; edge !== undefined && edge.y0 < y + 1; edge = edges[++next])
        active.push(edge);
      active = active.filter(edge => edge.y1 > y);
      cover.fill(0);
      let [from, to] = [cover.length, 0];
      for (let sub = 0; sub < subrows; sub++) {
        const at = y + (sub + 0.5) / subrows;
        for (const [left, right] of spans(active, at)) {
          addSpan(cover, left, right, 1 / subrows);
          from = Math.min(from, Math.max(0, Math.floor(left)));
          to = Math.max(to, Math.min(cover.length, Math.ceil(right)));
        }
      }
      return from < to ? [from, to] : [0, 0];
    },
  };
}

/** The stretches of a line that lie inside, by the non-zero rule. */
function spans(active: readonly Edge[], y: number): (readonly [number, number])[] {
  const crossings = active
    .filter(edge => edge.y0 <= y && edge.y1 > y)
    .map(edge => ({ x: edge.x0 + (y - edge.y0) * edge.slope, winding: edge.winding }))
    .toSorted((one, other) => one.x - other.x);
  const found: (readonly [number, number])[] = [];
  let inside = 0;
  let start = 0;
  for (const { x, winding } of crossings) {
    if (inside === 0) start = x;
    inside += winding;
    if (inside === 0 && x > start) found.push([start, x]);
  }
  return found;
}

function addSpan(cover: Float32Array, left: number, right: number, weight: number): void {
  const from = Math.max(0, left);
  const to = Math.min(cover.length, right);
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.min(cover.length - 1, Math.floor(to));
  if (first === last) cover[first] = (cover[first] ?? 0) + (to - from) * weight;
  else {
    cover[first] = (cover[first] ?? 0) + (first + 1 - from) * weight;
    for (let x = first + 1; x < last; x++) cover[x] = (cover[x] ?? 0) + weight;
    cover[last] = (cover[last] ?? 0) + (to - last) * weight;
  }
}
