import type { TileRef } from '../../protocol/messages.ts';
import type { Effects } from '../effects.ts';

/** What the viewer's controls ask for. `look` opens it, `compare` with a second picture, `place` in its place. */
export type ViewerAction =
  | { readonly type: 'viewer.look'; readonly of: TileRef }
  | { readonly type: 'viewer.compare'; readonly of: TileRef; readonly with?: TileRef }
  | { readonly type: 'viewer.place'; readonly of: TileRef };

/** Carries out what a control of the viewer asks for. */
export async function actOnViewer(action: ViewerAction, effects: Effects): Promise<void> {
  effects.dispatch({ type: 'viewer.opened', of: action.of });
}
