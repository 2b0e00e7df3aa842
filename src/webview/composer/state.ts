import { withField, type Draft, type DraftField } from '../../images/draft.ts';
import type { ComposerMessage, ComposerView } from '../../protocol/composer.ts';

/** The composer's part of the page. */
export interface ComposerState {
  /** As the host last said; undefined before it spoke. */
  readonly view: ComposerView | undefined;
  /** As it stands on the page, which may be ahead of the host. */
  readonly draft: Draft | undefined;
  /** Which earlier prompt stands in the field, and what was typed before. */
  readonly recalled: { readonly at: number; readonly typed: string } | undefined;
  /** What is unfolded. */
  readonly open: 'size' | 'otherModel' | 'none';
  /** Run was pressed on an empty prompt. */
  readonly tried: boolean;
  /** Something that can be dropped is being dragged over it. */
  readonly dragging: boolean;
  /** Why what was dropped is not taken. */
  readonly notice: string;
}

/** What can happen to the composer beside what the host says. */
export type ComposerEvent =
  | { readonly type: 'composer.typed'; readonly prompt: string }
  | { readonly type: 'composer.counted'; readonly count: number }
  | { readonly type: 'composer.set'; readonly field: DraftField | 'model'; readonly value: string }
  /** `older` of the earlier prompts, newest first, or back towards what was typed. */
  | { readonly type: 'composer.recalled'; readonly older: boolean; readonly earlier: readonly string[] }
  | { readonly type: 'composer.opened'; readonly what: ComposerState['open'] }
  | { readonly type: 'composer.tried' }
  | { readonly type: 'composer.dragged'; readonly over: boolean }
  | { readonly type: 'composer.noticed'; readonly notice: string };

/** Before the host has spoken. */
export const initialComposer: ComposerState = {
  view: undefined,
  draft: undefined,
  recalled: undefined,
  open: 'none',
  tried: false,
  dragging: false,
  notice: '',
};

/** The composer's next state; an event that says nothing new gives the same object back. */
export function reduceComposer(state: ComposerState, event: ComposerMessage | ComposerEvent): ComposerState {
  if (event.type === 'composer') return hear(state, event.view);
  const { draft } = state;
  if (!draft) return state;
  switch (event.type) {
    case 'composer.typed':
      return { ...state, draft: { ...draft, prompt: event.prompt }, recalled: undefined, tried: false };
    case 'composer.counted': {
      const count = Math.min(Math.max(1, Math.round(event.count)), 10);
      return count === draft.count ? state : { ...state, draft: { ...draft, count } };
    }
    case 'composer.set':
      return {
        ...state,
        draft: { ...draft, parameters: withField(draft.parameters, event.field, event.value) },
      };
    case 'composer.recalled':
      return recall(state, draft, event.older, event.earlier);
    case 'composer.opened':
      return state.open === event.what ? state : { ...state, open: event.what };
    case 'composer.tried':
      return { ...state, tried: true };
    case 'composer.dragged':
      return state.dragging === event.over ? state : { ...state, dragging: event.over };
    case 'composer.noticed':
      return { ...state, notice: event.notice };
    default:
      return event satisfies never;
  }
}

/** The host's draft counts only where the host itself has changed it: what is being typed is newer otherwise. */
function hear(state: ComposerState, view: ComposerView): ComposerState {
  const adopt = !state.draft || view.epoch !== state.view?.epoch;
  return adopt
    ? { ...state, view, draft: view.draft, recalled: undefined, tried: false, notice: '' }
    : { ...state, view };
}

function recall(
  state: ComposerState,
  draft: Draft,
  older: boolean,
  earlier: readonly string[],
): ComposerState {
  const { at, typed } = state.recalled ?? { at: -1, typed: draft.prompt };
  const next = at + (older ? 1 : -1);
  if (next < -1 || next >= earlier.length) return state;
  const prompt = next < 0 ? typed : (earlier[next] ?? '');
  const recalled = next < 0 ? undefined : { at: next, typed };
  return { ...state, draft: { ...draft, prompt }, recalled, tried: false };
}
