import * as vscode from 'vscode';
import { tileMime } from '../protocol/tileDrag.ts';

/** What lands where it was dropped, and what else changes in the document with it. */
export interface DroppedReference {
  readonly snippet: vscode.SnippetString;
  readonly besides?: vscode.WorkspaceEdit;
}

/** Makes the reference for what was dropped; undefined when it is nothing of ours. */
export type ReferenceForDrop = (
  document: vscode.TextDocument,
  position: vscode.Position,
  dataTransfer: vscode.DataTransfer,
) => Promise<DroppedReference | undefined>;

/** Lets pictures of the contact sheet be dropped into any document. */
export function registerTileDrop(referenceFor: ReferenceForDrop, title: string): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('easel', 'reference');
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, position, dataTransfer) => {
      const dropped = await referenceFor(document, position, dataTransfer);
      if (!dropped) return undefined;
      const edit = new vscode.DocumentDropEdit(dropped.snippet, title, kind);
      if (dropped.besides) edit.additionalEdit = dropped.besides;
      return edit;
    },
  };
  return vscode.languages.registerDocumentDropEditProvider({ scheme: '*' }, provider, {
    providedDropEditKinds: [kind],
    dropMimeTypes: [tileMime],
  });
}
