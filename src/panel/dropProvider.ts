import * as vscode from 'vscode';
import { tileMime } from '../protocol/tileDrag.ts';

/** Makes the text for what was dropped; undefined when it is nothing of ours. */
export type TextForDrop = (
  document: vscode.TextDocument,
  dataTransfer: vscode.DataTransfer,
) => Promise<vscode.SnippetString | undefined>;

/** Lets pictures of the contact sheet be dropped into any document. */
export function registerTileDrop(textFor: TextForDrop, title: string): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('easel', 'reference');
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, _position, dataTransfer) => {
      const text = await textFor(document, dataTransfer);
      return text && new vscode.DocumentDropEdit(text, title, kind);
    },
  };
  return vscode.languages.registerDocumentDropEditProvider({ scheme: '*' }, provider, {
    providedDropEditKinds: [kind],
    dropMimeTypes: [tileMime],
  });
}
