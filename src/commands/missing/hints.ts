import * as vscode from 'vscode';
import { missing as texts } from '../../platform/messages/missing.ts';
import { missingHints } from '../../platform/settings.ts';
import { restFor } from '../../project/references/pace.ts';
import type { ImageExtension } from '../../project/references/filePath.ts';
import { OpenDocuments } from './documents.ts';
import type { FileChanges } from './fileChanges.ts';
import { isDrawn, slotTypeOf } from './slotType.ts';

/** Code of the diagnostics. */
export const hintCode = 'missing-image';

/** Hints at pictures that are not there, in the documents that are shown, until they are closed. */
export class Hints implements vscode.Disposable {
  readonly #documents: OpenDocuments;
  readonly #collection = vscode.languages.createDiagnosticCollection('easel');
  readonly #followed = new Map<vscode.TextDocument, NodeJS.Timeout | undefined>();
  /** Characters when last looked at. */
  readonly #lengths = new WeakMap<vscode.TextDocument, number>();
  readonly #listening: vscode.Disposable;
  readonly #onProblem: (error: unknown) => void;

  constructor(
    documents: OpenDocuments,
    changes: Pick<FileChanges, 'onDidChange'>,
    onProblem: (error: unknown) => void,
  ) {
    this.#documents = documents;
    this.#onProblem = onProblem;
    const all = (): void => this.#soonAll();
    this.#listening = vscode.Disposable.from(
      this.#collection,
      changes.onDidChange(all),
      vscode.window.onDidChangeVisibleTextEditors(editors => {
        this.#follow(editors);
        this.#forgetHidden();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#followed.has(document)) this.#soon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(document => this.#forget(document)),
      // Documents stay open for minutes after their last tab is gone.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#forgetHidden();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('easel.missingImages')) all();
      }),
    );
    this.#follow(vscode.window.visibleTextEditors);
  }

  dispose(): void {
    for (const timer of this.#followed.values()) clearTimeout(timer);
    this.#followed.clear();
    this.#listening.dispose();
  }

  #follow(editors: readonly vscode.TextEditor[]): void {
    for (const { document } of editors)
      if (!this.#followed.has(document) && OpenDocuments.isRead(document)) this.#soon(document);
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#followed.get(document));
    // A change of the language closes a document that stays open.
    if (this.#followed.delete(document)) this.#collection.delete(document.uri);
  }

  #forgetHidden(): void {
    const shown = new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()));
    for (const { input } of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs))
      if (input instanceof vscode.TabInputText) shown.add(input.uri.toString());
    for (const document of this.#followed.keys())
      if (!shown.has(document.uri.toString())) this.#forget(document);
  }

  #soonAll(): void {
    for (const document of this.#followed.keys()) this.#soon(document);
  }

  #soon(document: vscode.TextDocument): void {
    clearTimeout(this.#followed.get(document));
    const look = (): void => {
      this.#look(document).catch(this.#onProblem);
    };
    this.#followed.set(document, setTimeout(look, restFor(this.#lengths.get(document) ?? 0)));
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    this.#lengths.set(document, document.getText().length);
    const wanting = missingHints(document.uri) ? await this.#documents.wanting(document, false) : [];
    // What changed meanwhile is looked at again by itself.
    if (document.isClosed || document.version !== version || !this.#followed.has(document)) return;
    const hints = wanting.map(({ reference, path, type }) => {
      const range = new vscode.Range(
        document.positionAt(reference.start),
        document.positionAt(reference.end),
      );
      const hint = new vscode.Diagnostic(range, hintOf(path, type), vscode.DiagnosticSeverity.Hint);
      hint.source = 'Easel';
      hint.code = hintCode;
      return hint;
    });
    this.#collection.set(document.uri, hints);
  }
}

/** Promises nothing that no quick fix does. */
function hintOf(path: string, extension: ImageExtension): string {
  const type = slotTypeOf(extension);
  if (type === undefined) return texts.hintOnly(path, extension.toUpperCase());
  return isDrawn(type) ? texts.hint(path) : texts.hintGenerate(path);
}
