import { isDrawable, type Picture } from '../../images/picture.ts';
import { parseMaskedPicture } from '../../protocol/mask.ts';
import type { TileRef } from '../../protocol/messages.ts';
import type { Effects } from '../effects.ts';

/** What the controls around masks ask for: draw on a reference, or on a picture of the sheet. */
export type MaskAction =
  | { readonly type: 'mask.open'; readonly id: string }
  | { readonly type: 'mask.editTile'; readonly of: TileRef }
  | { readonly type: 'mask.say'; readonly text: string };

/** Whether a mask can be drawn on a picture: whether its pixels can be read. */
export function canBeMasked(picture: Picture): boolean {
  return ['png', 'jpeg', 'webp'].includes(picture.type) && isDrawable(picture);
}

/** Carries out what a control of the mask asks for. */
export async function actOnMask(action: MaskAction, effects: Effects): Promise<void> {
  switch (action.type) {
    case 'mask.open':
      return open(effects, action.id);
    case 'mask.editTile':
      await effects.request({ type: 'edit', ...action.of }, () => undefined);
      return open(effects);
    case 'mask.say':
      return effects.say(action.text);
    default:
      return action satisfies never;
  }
}

/** Draws on a reference, on the first where none is named. */
async function open(effects: Effects, id?: string): Promise<void> {
  const message = { type: 'composer.openMask', ...(id === undefined ? {} : { id }) } as const;
  const of = await effects.request(message, parseMaskedPicture);
  if (of) effects.dispatch({ type: 'mask.opened', of });
}
