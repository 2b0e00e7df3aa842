import type * as vscode from 'vscode';
import { shownPicture, without } from '../images/run.ts';
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
  const found = run?.tiles.find(({ id }) => id === dragged?.tileId);
  const picture = found && shownPicture(found, dragged?.original);
  if (!run || !picture) return undefined;
  const tile = { ...without(found, 'locked'), picture };
  return guarded(services, async () => {
    const saved = await savedPicture(services, run, tile);
    return saved && referenceSnippet(document, saved.uri, run, tile);
  });
}
