import * as vscode from 'vscode';
import type { Run } from '../images/run.ts';
import type { ComposerPort } from '../panel/composerPort.ts';
import type { ComposerView, ComposerWebviewMessage } from '../protocol/composer.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { Composer } from './composer/composer.ts';

/** What the next run asks for. Read from the disk, and its code loaded, when it is first looked at. */
export class Desk implements ComposerPort {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #open: (changed: () => void) => Promise<Composer>;
  #composer: Promise<Composer> | undefined;

  constructor(open: (changed: () => void) => Promise<Composer>) {
    this.#open = open;
  }

  async view(toUri: (path: string) => string): Promise<ComposerView> {
    return (await this.#opened()).view(toUri);
  }

  async handle(message: ComposerWebviewMessage, toUri: (path: string) => string): Promise<unknown> {
    return (await this.#opened()).handle(message, toUri);
  }

  async useSettings(run: Run): Promise<void> {
    await (await this.#opened()).useSettings(run);
  }

  async startFrom(source: SourceReference): Promise<void> {
    await (await this.#opened()).startFrom(source);
  }

  /** Something it depends on has changed: a setting, a key. */
  refresh(): void {
    this.#changed.fire();
  }

  /** Settles when the draft is on disk. */
  async close(): Promise<void> {
    await (await this.#composer)?.close();
    this.#changed.dispose();
  }

  #opened(): Promise<Composer> {
    this.#composer ??= this.#tryToOpen();
    return this.#composer;
  }

  /** What fails is tried again when it is next needed. */
  async #tryToOpen(): Promise<Composer> {
    try {
      return await this.#open(() => this.#changed.fire());
    } catch (error) {
      this.#composer = undefined;
      throw error;
    }
  }
}
