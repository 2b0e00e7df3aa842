import * as vscode from 'vscode';
import { asShown } from '../images/run.ts';
import type { DroppedReference } from '../panel/dropProvider.ts';
import { parseTileDrag, tileMime } from '../protocol/tileDrag.ts';
import { savedPicture } from './insert.ts';
import { editBesides, referenceAt } from './reference.ts';
import { guarded } from './remedies.ts';
import type { Services } from './services.ts';

/** What a picture of the contact sheet becomes where it is dropped; saves it first, by the save rules. */
export async function referenceForDrop(
  services: Services,
  document: vscode.TextDocument,
  position: vscode.Position,
  dataTransfer: vscode.DataTransfer,
): Promise<DroppedReference | undefined> {
  const dragged = parseTileDrag((await dataTransfer.get(tileMime)?.asString()) ?? '');
  const run = dragged && services.archive.get(dragged.runId);
  const found = run?.tiles.find(({ id }) => id === dragged?.tileId);
  if (!run || !found?.picture) return undefined;
  const tile = asShown(found, dragged?.original);
  return guarded(services, async () => {
    const saved = await savedPicture(services, run, tile);
    if (!saved) return undefined;
    const insertion = await referenceAt(services, document, position, saved.uri, run, tile);
    const besides = editBesides(document, position, insertion);
    return {
      snippet: new vscode.SnippetString(insertion.snippet),
      ...(besides ? { besides } : {}),
    };
  });
}
