import type * as vscode from 'vscode';
import { toErrorRecord } from '../../images/errors.ts';
import type { CodeServices } from '../services.ts';
import { actionsAt } from './actions.ts';
import { OpenDocuments } from './documents.ts';
import { FileChanges } from './fileChanges.ts';
import { Hints } from './hints.ts';

/** Hints and the offer of quick fixes, for the documents that are shown. What the fixes do is loaded when one is taken. */
export class MissingDesk implements vscode.Disposable {
  readonly #changes: FileChanges;
  readonly #documents: OpenDocuments;
  readonly #hints: Hints;

  constructor(services: CodeServices) {
    this.#changes = new FileChanges(services.projects);
    this.#documents = new OpenDocuments(services, this.#changes);
    this.#hints = new Hints(this.#documents, this.#changes, error =>
      services.log.warn(`missing images: ${toErrorRecord(error).kind}`),
    );
  }

  actions(
    document: vscode.TextDocument,
    range: vscode.Range,
    diagnostics: readonly vscode.Diagnostic[],
  ): Promise<vscode.CodeAction[]> {
    return actionsAt(this.#documents, document, range, diagnostics);
  }

  dispose(): void {
    this.#hints.dispose();
    this.#changes.dispose();
  }
}
