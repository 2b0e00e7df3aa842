import type { ViewerWebviewMessage } from '../protocol/viewer.ts';

/** What looking at a picture needs of the rest of the house. */
export interface ViewerPort {
  /** Does what the page says; what it returns is its answer. */
  handle(message: ViewerWebviewMessage, toUri: (path: string) => string): Promise<unknown>;
}
