import * as vscode from 'vscode';
import type { Run, Tile } from '../images/run.ts';
import { files as texts } from '../platform/messages/commands.ts';
import { showMessage } from '../platform/show.ts';
import { editOf, referenceAt } from './reference.ts';
import { savePictureOf, type Saved } from './save.ts';
import type { Services } from './services.ts';

/** Writes a reference to a picture at the cursor of the editor last worked in; saves it first, by the save rules. */
export async function insertPicture(services: Services, run: Run, tile: Tile): Promise<void> {
  const editor = services.lastTextEditor();
  if (!editor) return void showMessage('info', texts.noEditor());
  const saved = await savedPicture(services, run, tile);
  if (!saved) return;
  const { document, viewColumn, selection } = editor;
  const column = viewColumn === undefined ? {} : { viewColumn };
  // The editor of before may be hidden behind another tab: the one that is shown now takes the text.
  const shown = await vscode.window.showTextDocument(document, { ...column, selection });
  const { active } = shown.selection;
  const insertion = await referenceAt(services, document, active, saved.uri, run, tile);
  // All of it at once: one undo takes the reference and its import away again.
  const isDone = await vscode.workspace.applyEdit(editOf(document, active, insertion));
  if (!isDone) void showMessage('warn', texts.notInserted(vscode.workspace.asRelativePath(document.uri)));
}

/** Where a picture of the library is in the project: where it was saved last, else where it is saved now. */
export async function savedPicture(services: Services, run: Run, tile: Tile): Promise<Saved | undefined> {
  const known = tile.saved?.at(-1);
  if (!known) return savePictureOf(services, run, tile);
  const uri = vscode.Uri.parse(known.uri, true);
  const there = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  return there ? { uri, label: known.label } : savePictureOf(services, run, tile);
}
