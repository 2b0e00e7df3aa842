import type { Remedy } from '../images/errors.ts';
import type { MarkMessage, PictureAction, RunAction, TileRef } from '../protocol/messages.ts';
import type { ComposerAction } from './composer/actions.ts';
import type { Filter } from './filter.ts';
import type { ReadyState, SheetEvent } from './state.ts';
import type { MaskAction } from './mask/actions.ts';
import type { ViewerAction } from './viewer/actions.ts';

/** What a view of the sheet can ask the host for. */
export type HostAction =
  | { readonly type: RunAction | 'deleteRun'; readonly runId: string }
  | (TileRef & { readonly type: PictureAction })
  | { readonly type: 'saveMany' | 'delete'; readonly of: readonly TileRef[] }
  | { readonly type: 'mark'; readonly of: readonly TileRef[]; readonly mark: MarkMessage['mark'] }
  | { readonly type: 'libraryLimit' }
  | {
      readonly type: 'remedy';
      readonly runId: string;
      readonly tileIds: readonly string[];
      readonly remedy: Remedy;
    };

/** What stays in the page. */
export type PageAction =
  | { readonly type: 'toggle'; readonly runId: string }
  | { readonly type: 'missing'; readonly uri: string }
  | { readonly type: 'filter'; readonly filter: Filter }
  | { readonly type: 'select'; readonly of: readonly TileRef[]; readonly on: boolean }
  /** Shows the server's own picture instead of the one that fits, or that one again. */
  | { readonly type: 'showOriginal'; readonly of: TileRef; readonly on: boolean }
  | { readonly type: 'clearSelection' }
  | { readonly type: 'dismissDiscarded' }
  /** Puts the cursor where a new picture is described. */
  | { readonly type: 'compose' };

/** What is done here and may fail. */
export type CopyAction = TileRef & {
  readonly type: 'copy';
  readonly uri: string;
  readonly png: boolean;
};

/** What a view can ask for. */
export type UiAction = HostAction | PageAction | CopyAction | ComposerAction | ViewerAction | MaskAction;

/** What every view gets: the state, and one way to act. */
export interface Ui {
  readonly state: ReadyState;
  /** BCP 47 tag for numbers and dates. */
  readonly language: string;
  readonly act: (action: UiAction) => void;
  /** For what only changes the page: typing, zooming. */
  readonly dispatch: (event: SheetEvent) => void;
}

/** One name for an action on its target, so that its button can show that it is under way. */
export function actionKey(action: UiAction): string {
  const { type } = action;
  if (type === 'remedy') return `${type}:${action.remedy}:${action.runId}/${action.tileIds.join()}`;
  if ('tileId' in action) return `${type}:${action.runId}/${action.tileId}`;
  if (type === 'showOriginal') return `${type}:${action.of.runId}/${action.of.tileId}:${action.on}`;
  if (type === 'saveMany' || type === 'delete' || type === 'mark') {
    const of = action.of.map(({ runId, tileId }) => `${runId}/${tileId}`).join();
    // Another word about the same picture is another action.
    return type === 'mark' ? `${type}:${JSON.stringify(action.mark)}:${of}` : `${type}:${of}`;
  }
  return 'runId' in action ? `${type}:${action.runId}` : type;
}
