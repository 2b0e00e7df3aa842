import type { TileRef } from '../../protocol/messages.ts';
import { parseDone } from '../../protocol/parseViewer.ts';
import type { Effects } from '../effects.ts';
import { findTile } from '../refs.ts';
import { cropOf, isUnmoved } from './crop.ts';
import { isSame } from './state.ts';

/** Puts the frame over a picture that is looked at; `look` opens the viewer where it is not. */
export function openCrop(effects: Effects, of: TileRef, look: () => void): void {
  const state = effects.state();
  const found = state.phase === 'ready' && findTile(state.runs, of);
  const crop = found && cropOf(found.run, found.tile);
  if (state.phase !== 'ready' || !crop) return;
  const { open } = state.viewer;
  if (!open || !isSame(open.of, of)) look();
  effects.dispatch({ type: 'viewer.cropOpened', crop });
}

/** Has the host show what is framed. The frame stays where that could not be done. */
export async function applyCrop(effects: Effects): Promise<void> {
  const state = effects.state();
  const open = state.phase === 'ready' ? state.viewer.open : undefined;
  if (state.phase !== 'ready' || !open?.crop) return;
  const { of, crop } = open;
  if (isUnmoved(crop)) return effects.dispatch({ type: 'viewer.cropClosed' });
  const updates = findTile(state.runs, of)?.tile.saved?.at(-1)?.uri;
  const { runId, tileId } = of;
  const message = { type: 'viewer.moveCrop', runId, tileId, rect: crop.rect } as const;
  const done = await effects.request(updates === undefined ? message : { ...message, updates }, parseDone);
  if (!done || !isFraming(effects, of)) return;
  effects.dispatch({ type: 'viewer.cropClosed' });
  effects.say(state.strings['viewer.cropMoved']);
}

/** While the host is at work the frame can be left, and another picture framed. */
function isFraming({ state }: Effects, of: TileRef): boolean {
  const now = state();
  const open = now.phase === 'ready' ? now.viewer.open : undefined;
  return open?.crop !== undefined && isSame(open.of, of);
}
