import * as vscode from 'vscode';
import { tileMime } from '../protocol/names.ts';

/** What lands where it was dropped, and what else changes in the document with it. */
export interface DroppedReference {
  /** What the editor calls it. */
  readonly title: string;
  readonly snippet: vscode.SnippetString;
  readonly besides: readonly (vscode.TextEdit | vscode.SnippetTextEdit)[];
}

/** Makes the reference for what was dropped; undefined when it is nothing of ours, or cannot land there. */
export type ReferenceForDrop = (
  document: vscode.TextDocument,
  position: vscode.Position,
  dataTransfer: vscode.DataTransfer,
  signal: AbortSignal,
) => Promise<DroppedReference | undefined>;

const kind = (): vscode.DocumentDropOrPasteEditKind =>
  vscode.DocumentDropOrPasteEditKind.Empty.append('easel', 'reference');

/** Lets pictures of the contact sheet be dropped into any document. */
export function registerTileDrop(referenceFor: ReferenceForDrop): vscode.Disposable {
  const provider = tileDropProvider(referenceFor);
  return vscode.languages.registerDocumentDropEditProvider({ scheme: '*' }, provider, {
    providedDropEditKinds: [kind()],
    dropMimeTypes: [tileMime],
  });
}

/** Makes edits of what was dropped. */
export function tileDropProvider(referenceFor: ReferenceForDrop): vscode.DocumentDropEditProvider {
  return {
    provideDocumentDropEdits: async (document, position, dataTransfer, token) => {
      const leaving = new AbortController();
      if (token.isCancellationRequested) leaving.abort();
      const listening = token.onCancellationRequested(() => leaving.abort());
      const making = referenceFor(document, position, dataTransfer, leaving.signal);
      const dropped = await making.finally(() => listening.dispose());
      if (!dropped) return undefined;
      const edit = new vscode.DocumentDropEdit(dropped.snippet, dropped.title, kind());
      if (dropped.besides.length > 0) {
        edit.additionalEdit = new vscode.WorkspaceEdit();
        edit.additionalEdit.set(document.uri, dropped.besides);
      }
      return edit;
    },
  };
}
