import * as vscode from 'vscode';
import type { Run } from '../images/run.ts';
import type { ComposerPort } from '../panel/composerPort.ts';
import type { ComposerView } from '../protocol/composer.ts';
import type { SourceReference } from '../studio/sources.ts';

/** What the next run asks for, as the composer holds it. */
export class Desk implements ComposerPort {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  async view(): Promise<ComposerView> {
    return { epoch: 0 };
  }

  async handle(): Promise<unknown> {
    return undefined;
  }

  async useSettings(_run: Run): Promise<void> {
    this.#changed.fire();
  }

  async startFrom(_source: SourceReference): Promise<void> {
    this.#changed.fire();
  }
}
