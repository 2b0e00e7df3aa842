import { canMoveCrop, cropFor, keptCrop, movedCrop, resizedCrop } from '../../images/crop.ts';
import { isDrawable, uprightSize } from '../../images/picture.ts';
import type { Rect } from '../../images/transform.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import type { Box } from '../derive.ts';
import type { Point } from './geometry.ts';

/** The part of a picture that its slot shows, while it is moved: px of the server's own picture, upright. */
export interface Crop {
  readonly picture: Box;
  readonly slot: Box;
  readonly rect: Rect;
  /** As the slot shows it now. */
  readonly before: Rect;
}

/** What can happen to it. */
export type CropEvent =
  /** By px of the picture; as far as that goes, where it is more. */
  | { readonly type: 'viewer.cropMoved'; readonly by: Point }
  /** Larger or smaller about its middle. */
  | { readonly type: 'viewer.cropResized'; readonly factor: number }
  /** A hand has put it there. */
  | { readonly type: 'viewer.cropPut'; readonly rect: Rect }
  /** As large as it goes, in the middle. */
  | { readonly type: 'viewer.cropReset' };

/** The part of a tile's picture that can be moved; undefined where there is none, or nowhere to move it to. */
export function cropOf(
  { slot }: Pick<RunView, 'slot'>,
  { picture, fittedRect, fitting }: Pick<TileView, 'picture' | 'fittedRect' | 'fitting'>,
): Crop | undefined {
  if (!slot || !picture || !fittedRect || fitting || !isDrawable(picture)) return undefined;
  const size = uprightSize(picture);
  if (!canMoveCrop(size, slot)) return undefined;
  const { width, height } = slot;
  return { picture: size, slot: { width, height }, rect: fittedRect, before: fittedRect };
}

/** The frame's next state; the same object where nothing changes. */
export function reduceCrop(crop: Crop, event: CropEvent): Crop {
  const rect = reduceRect(crop, event);
  return isSameRect(rect, crop.rect) ? crop : { ...crop, rect };
}

/** Whether Apply would change nothing. */
export function isUnmoved({ rect, before }: Crop): boolean {
  return isSameRect(rect, before);
}

function reduceRect({ picture, slot, rect }: Crop, event: CropEvent): Rect {
  switch (event.type) {
    case 'viewer.cropMoved':
      return movedCrop(picture, rect, event.by);
    case 'viewer.cropResized':
      return resizedCrop(picture, slot, rect, event.factor);
    case 'viewer.cropPut':
      return keptCrop(picture, slot, event.rect);
    case 'viewer.cropReset':
      return cropFor(picture, slot);
    default:
      return event satisfies never;
  }
}

function isSameRect(one: Rect, other: Rect): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
