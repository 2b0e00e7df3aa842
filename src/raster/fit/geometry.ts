import type { Size } from '../../images/size.ts';
import type { Rect } from '../../images/transform.ts';

/** The whole of a picture. */
export function whole({ width, height }: Size): Rect {
  return { x: 0, y: 0, width, height };
}

/** A rectangle in whole pixels that lies inside a picture and has at least one pixel. */
export function inside({ width, height }: Size, wanted: Rect): Rect {
  const x = Math.min(width - 1, Math.max(0, Math.round(wanted.x)));
  const y = Math.min(height - 1, Math.max(0, Math.round(wanted.y)));
  const right = Math.min(width, Math.max(x + 1, Math.round(wanted.x + wanted.width)));
  const bottom = Math.min(height, Math.max(y + 1, Math.round(wanted.y + wanted.height)));
  return { x, y, width: right - x, height: bottom - y };
}

/** The largest middle part of a rectangle with the shape of a size; in fractions of pixels. */
export function middleOf(rect: Rect, shape: Size): Rect {
  const scale = Math.min(rect.width / shape.width, rect.height / shape.height);
  const [width, height] = [shape.width * scale, shape.height * scale];
  return { x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width, height };
}

/** The middle square of a rectangle, whole pixels. */
export function squareIn(rect: Rect): Rect {
  const edge = Math.min(rect.width, rect.height);
  const half = (length: number): number => Math.floor((length - edge) / 2);
  return { x: rect.x + half(rect.width), y: rect.y + half(rect.height), width: edge, height: edge };
}

/** A size scaled down so that it keeps to an edge and a number of pixels; never up, never to nothing. */
export function scaledTo(
  { width, height }: Size,
  maxEdge: number,
  maxPixels = Number.POSITIVE_INFINITY,
): Size {
  const scale = Math.min(1, maxEdge / Math.max(width, height), Math.sqrt(maxPixels / (width * height)));
  // Rounded down where a pixel more would break a limit.
  const edge = (length: number): number => Math.max(1, Math.min(maxEdge, Math.floor(length * scale + 1e-6)));
  return { width: edge(width), height: edge(height) };
}
