import type { ComposerMessage, ComposerView } from '../../protocol/composer.ts';

/** The composer's part of the page. */
export interface ComposerState {
  /** As the host last said; undefined before it spoke. */
  readonly view: ComposerView | undefined;
}

/** What can happen to the composer beside what the host says. */
export interface ComposerEvent {
  readonly type: 'composer.typed';
  readonly text: string;
}

/** Before the host has spoken. */
export const initialComposer: ComposerState = { view: undefined };

/** The composer's next state. */
export function reduceComposer(state: ComposerState, event: ComposerMessage | ComposerEvent): ComposerState {
  return event.type === 'composer' ? { ...state, view: event.view } : state;
}
