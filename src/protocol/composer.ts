/** What the composer shows: to be drawn as it is. */
export interface ComposerView {
  /** Counts changes that the host made to the draft. */
  readonly epoch: number;
}

/** The composer is new, or something about it is. */
export interface ComposerMessage {
  readonly type: 'composer';
  readonly view: ComposerView;
}

/** What the host says about the composer. */
export type ComposerHostMessage = ComposerMessage;

/** What the webview says about the composer. */
export type ComposerWebviewMessage = { readonly type: 'composer.run' };
