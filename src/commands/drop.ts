import * as vscode from 'vscode';
import { asShown } from '../images/run.ts';
import type { DroppedReference, ReferenceForDrop } from '../panel/dropProvider.ts';
import { insertTitle } from '../platform/messages/library.ts';
import { tileMime } from '../protocol/names.ts';
import { parseTileDrag } from '../protocol/tileDrag.ts';
import { savedPicture, sayReadOnly } from './insert.ts';
import { editBesides, referenceAt } from './reference.ts';
import { guarded } from './remedies.ts';
import type { SaveServices } from './save.ts';
import type { Services } from './services.ts';
import { isWritable } from './writable.ts';

/** What a picture of the contact sheet becomes where it is dropped; says why where that fails. */
export async function referenceForDrop(
  services: Services,
  ...of: Parameters<ReferenceForDrop>
): Promise<DroppedReference | undefined> {
  return guarded(services, () => droppedReference(services, ...of));
}

/** The same for who says it: saves the picture first, by the save rules. @throws ImageError `disk`, `invalid` */
export async function droppedReference(
  services: SaveServices & Pick<Services, 'measure' | 'projects'>,
  ...[document, position, dataTransfer, signal]: Parameters<ReferenceForDrop>
): Promise<DroppedReference | undefined> {
  const dragged = parseTileDrag((await dataTransfer.get(tileMime)?.asString()) ?? '');
  const run = dragged && services.archive.get(dragged.runId);
  const found = run?.tiles.find(({ id }) => id === dragged?.tileId);
  if (!run || !found?.picture) return undefined;
  const tile = asShown(found, dragged?.original);
  // VS Code asks for documents that take no text too, and the picture must not be saved for nothing.
  if (!(await isWritable(document))) {
    sayReadOnly(document);
    return undefined;
  }
  if (signal.aborted) return undefined;
  const saved = await savedPicture(services, run, tile);
  if (!saved) return undefined;
  const insertion = await referenceAt(services, document, position, saved.uri, run, tile);
  return {
    title: insertTitle(),
    snippet: new vscode.SnippetString(insertion.snippet),
    besides: editBesides(document, position, insertion),
  };
}
