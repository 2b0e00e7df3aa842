import type { TileRef } from '../../protocol/messages.ts';

/** The viewer's part of the page; undefined while it is closed. */
export interface OpenViewer {
  readonly of: TileRef;
}
export type ViewerState = OpenViewer | undefined;

/** What can happen to the viewer. */
export type ViewerEvent =
  { readonly type: 'viewer.opened'; readonly of: TileRef } | { readonly type: 'viewer.closed' };

/** The viewer's next state. */
export function reduceViewer(_state: ViewerState, event: ViewerEvent): ViewerState {
  return event.type === 'viewer.opened' ? { of: event.of } : undefined;
}
