import type * as vscode from 'vscode';
import { parseTileDrag, tileMime } from '../protocol/tileDrag.ts';
import { savedPicture } from './insert.ts';
import { referenceSnippet } from './reference.ts';
import { guarded } from './remedies.ts';
import type { Services } from './services.ts';

/** The text for a picture of the contact sheet that is dropped into a document; saves it first, by the save rules. */
export async function referenceForDrop(
  services: Services,
  document: vscode.TextDocument,
  dataTransfer: vscode.DataTransfer,
): Promise<vscode.SnippetString | undefined> {
  const dragged = parseTileDrag((await dataTransfer.get(tileMime)?.asString()) ?? '');
  const run = dragged && services.archive.get(dragged.runId);
  const tile = run?.tiles.find(({ id }) => id === dragged?.tileId);
  if (!run || !tile?.picture) return undefined;
  return guarded(services, async () => {
    const saved = await savedPicture(services, run, tile);
    return saved && referenceSnippet(document, saved.uri, run, tile);
  });
}
