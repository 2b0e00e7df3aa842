import type { PictureAction } from '../protocol/messages.ts';
import type { Remedy } from '../images/errors.ts';
import type { ReadyState } from './state.ts';

/** What a view can ask for; `copy`, `toggle` and `missing` stay in the page. */
export type UiAction =
  | { readonly type: 'generate' }
  | { readonly type: 'cancel'; readonly runId: string }
  | { readonly type: PictureAction; readonly runId: string; readonly tileId: string }
  | {
      readonly type: 'remedy';
      readonly runId: string;
      readonly tileIds: readonly string[];
      readonly remedy: Remedy;
    }
  | {
      readonly type: 'copy';
      readonly runId: string;
      readonly tileId: string;
      readonly uri: string;
      readonly png: boolean;
    }
  | { readonly type: 'toggle'; readonly runId: string }
  | { readonly type: 'missing'; readonly uri: string };

/** What every view gets: the state, and one way to act. */
export interface Ui {
  readonly state: ReadyState;
  /** BCP 47 tag for numbers and dates. */
  readonly language: string;
  readonly act: (action: UiAction) => void;
}

/** One name for an action on its target, so that its button can show that it is under way. */
export function actionKey(action: UiAction): string {
  const { type } = action;
  if (type === 'remedy') return `${type}:${action.remedy}:${action.runId}/${action.tileIds.join()}`;
  if ('tileId' in action) return `${type}:${action.runId}/${action.tileId}`;
  return 'runId' in action ? `${type}:${action.runId}` : type;
}
