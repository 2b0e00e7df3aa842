import type { Size } from './size.ts';
import type { Rect } from './transform.ts';

/** The least edge of a part, px: what is smaller is nobody's picture, and cannot be held. */
const leastEdge = 32;

/** A place in a picture, or a way, px. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The largest part of a picture with the shape of a slot: in the middle, or as far to a side as it goes (0 to 1). */
export function cropFor(picture: Size, slot: Size, align: Point = { x: 0.5, y: 0.5 }): Rect {
  const { width, height } = scaled(slot, limitsOf(picture, slot).most);
  const x = Math.round((picture.width - width) * align.x);
  return { x, y: Math.round((picture.height - height) * align.y), width, height };
}

/** Whether a slot could show a smaller part of a picture without enlarging it. */
export function canShrinkCrop(picture: Size, slot: Size): boolean {
  const { least, most } = limitsOf(picture, slot);
  return scaled(slot, least).width < scaled(slot, most).width;
}

/** Whether a slot could show another part of a picture than the one it shows. */
export function canMoveCrop(picture: Size, slot: Size): boolean {
  const { width, height } = cropFor(picture, slot);
  return width < picture.width || height < picture.height || canShrinkCrop(picture, slot);
}

/** The part moved by whole px, as far as the picture goes. */
export function movedCrop(picture: Size, rect: Rect, by: Point): Rect {
  const x = clamp(Math.round(rect.x + by.x), 0, picture.width - rect.width);
  return { ...rect, x, y: clamp(Math.round(rect.y + by.y), 0, picture.height - rect.height) };
}

/** The part made larger or smaller about its middle, in the shape of the slot and inside the picture. */
export function resizedCrop(picture: Size, slot: Size, rect: Rect, factor: number): Rect {
  const { least, most } = limitsOf(picture, slot);
  const { width, height } = scaled(slot, clamp(scaleOf(rect, slot) * factor, least, most));
  const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const around = { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
  return movedCrop(picture, around, { x: 0, y: 0 });
}

/** A part as somebody else drew it, made one that a slot can show; a right one stays as it is. */
export function keptCrop(picture: Size, slot: Size, rect: Rect): Rect {
  return resizedCrop(picture, slot, rect, 1);
}

/**
 * The part drawn out at one corner while the opposite one stays.
 * @param corner which one: -1 is left or top, 1 right or bottom
 * @param by how far, px
 */
export function drawnOutCrop(picture: Size, slot: Size, rect: Rect, corner: Point, by: Point): Rect {
  const fixed = {
    x: corner.x < 0 ? rect.x + rect.width : rect.x,
    y: corner.y < 0 ? rect.y + rect.height : rect.y,
  };
  const room = {
    width: corner.x < 0 ? fixed.x : picture.width - fixed.x,
    height: corner.y < 0 ? fixed.y : picture.height - fixed.y,
  };
  // The corner lies on the way between both of its edges that is nearest to where the hand is.
  const way = { x: rect.width + by.x * corner.x, y: rect.height + by.y * corner.y };
  const wanted = (way.x * slot.width + way.y * slot.height) / (slot.width ** 2 + slot.height ** 2);
  const { least } = limitsOf(picture, slot);
  const { width, height } = scaled(slot, clamp(wanted, least, limitsOf(room, slot).most));
  const corners = {
    x: corner.x < 0 ? fixed.x - width : fixed.x,
    y: corner.y < 0 ? fixed.y - height : fixed.y,
  };
  return movedCrop(picture, { ...corners, width, height }, { x: 0, y: 0 });
}

/** How many px of the picture a px of the slot may stand for: not less than one, where there are as many. */
function limitsOf(picture: Size, slot: Size): { readonly least: number; readonly most: number } {
  const most = Math.min(picture.width / slot.width, picture.height / slot.height);
  const least = Math.max(1, leastEdge / Math.min(slot.width, slot.height));
  return { least: Math.min(least, most), most };
}

function scaleOf(rect: Size, slot: Size): number {
  return slot.width >= slot.height ? rect.width / slot.width : rect.height / slot.height;
}

/** In whole px. The shorter edge follows from the longer one, so that a part says exactly how large it is. */
function scaled(slot: Size, scale: number): Size {
  const { width, height } = slot;
  if (width >= height) {
    const long = edge(width * scale);
    return { width: long, height: edge((height * long) / width) };
  }
  const long = edge(height * scale);
  return { width: edge((width * long) / height), height: long };
}

function edge(length: number): number {
  return Math.max(1, Math.round(length));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
