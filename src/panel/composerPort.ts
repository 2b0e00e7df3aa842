import type { Disposable } from '../protocol/channel.ts';
import type { ComposerView, ComposerWebviewMessage } from '../protocol/composer.ts';

/** What the composer needs of the rest of the house. */
export interface ComposerPort {
  /** What is to be shown now. */
  view(toUri: (path: string) => string): Promise<ComposerView>;
  /** Told when what is to be shown has changed by other hands than the page's. */
  onDidChange(listener: () => void): Disposable;
  /** Does what the page says; what it returns is its answer. */
  handle(message: ComposerWebviewMessage, toUri: (path: string) => string): Promise<unknown>;
}
