import type { WebviewMessage } from '../protocol/messages.ts';
import type { SheetEvent, SheetState } from './state.ts';

/** What an action may do beside changing the page. */
export interface Effects {
  /** The page as it is now. */
  readonly state: () => SheetState;
  readonly dispatch: (...events: readonly SheetEvent[]) => void;
  /** Says something to the host and forgets. */
  readonly send: (message: WebviewMessage) => void;
  /** Says something to the host and waits for its answer. @throws ChannelError with a plain sentence */
  readonly request: <Reply>(message: WebviewMessage, parseReply: (value: unknown) => Reply) => Promise<Reply>;
  /** Says a sentence to screen readers; an empty one is none. */
  readonly say: (text: string) => void;
}
