import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { uprightSize, type Picture } from '../images/picture.ts';
import type { Size } from '../images/size.ts';
import { shownPicture, type Run, type Source, type Tile } from '../images/run.ts';
import type { Rect } from '../images/transform.ts';
import { buttons, files } from '../platform/messages/commands.ts';
import { replace as texts } from '../platform/messages/vary.ts';
import { projectFolder, replaceFiles } from '../platform/projectFiles.ts';
import { saveSettings } from '../platform/settings.ts';
import { confirm, showMessage, type Button } from '../platform/show.ts';
import { sizeOfSource, sourceOfTile } from '../studio/fit.ts';
import { isUntouched, replaceFile, restore, undoable, type Replaced } from '../studio/replace.ts';
import { nameOf, savePicture } from '../studio/save.ts';
import { remember, sayWhere, withLoss } from './save.ts';
import { guarded } from './remedies.ts';
import type { Services } from './services.ts';
import { newestSet, undoSet } from './undoSet.ts';

/** Outside files that were allowed to be replaced, at most. */
const mostAllowed = 200;

/** Puts a tile's picture in place of the file it was made from; the old bytes go into the library first. */
export async function replaceSource(services: Services, run: Run, tile: Tile): Promise<void> {
  const found = ownSource(run, tile);
  if (!found) return void showMessage('info', texts.noSource());
  const { source, picture } = found;
  if (tile.fitting) return void showMessage('info', texts.stillFitting());
  if (picture.type !== source.type)
    return void showMessage('warn', texts.otherFormat(source.label, picture.type.toUpperCase()));
  if (!(await mayDiffer(source, picture))) return;
  if (!(await mayReplace(services, vscode.Uri.parse(source.uri, true), source.label))) return;
  const of = { runId: run.id, tileId: tile.id };
  const replaced = await replaceFile(services.archive, replaceFiles, picture, of, source);
  sayReplaced(services, replaced, tile);
}

/** Says what was replaced, with the way back; nobody waits for it. */
export function sayReplaced(services: Services, replaced: Replaced, tile: Tile): void {
  void showMessage('info', withLoss(texts.replaced(replaced.replacement.label), [tile]), [
    { label: texts.undo(), run: () => guarded(services, () => undo(services, replaced)) },
    compareButton(services, replaced),
  ]);
}

/** Saves a tile's picture into the folder of the file it was made from, under the next free name. */
export async function saveBeside(services: Services, run: Run, tile: Tile): Promise<void> {
  const found = ownSource(run, tile);
  if (!found) return void showMessage('info', texts.noSource());
  const { source, picture } = found;
  const folder = vscode.Uri.joinPath(vscode.Uri.parse(source.uri, true), '..');
  const name = nameOf(run, tile, picture, saveSettings(folder).fileName);
  const runFolder = services.archive.folderOf(run.id);
  const file = await savePicture(picture, runFolder, name, projectFolder(folder));
  const saved = await remember(services, run, tile, vscode.Uri.joinPath(folder, file));
  sayWhere(saved, withLoss(files.saved(saved.label), [tile]));
}

/** Takes the newest replacement back that was not yet; several in a row work backwards. */
export async function undoReplace(services: Services): Promise<void> {
  await guarded(services, async () => {
    const [newest] = await undoable(services.archive);
    const set = newestSet(services);
    if (set && (set.files[0]?.at ?? 0) > (newest?.replacement.at ?? 0)) await undoSet(services, set);
    else if (newest) await undo(services, newest);
    else void showMessage('info', texts.nothing());
  });
}

/** Takes the newest replacement of one picture back. */
export async function undoReplaceOf(services: Services, run: Run, tile: Tile): Promise<void> {
  const all = await undoable(services.archive);
  const newest = all.find(({ runId, tileId }) => runId === run.id && tileId === tile.id);
  if (newest) await undo(services, newest);
  else void showMessage('info', texts.nothing());
}

/** Puts the old bytes back, and the part of the picture that they show; asks where somebody has changed the file since. */
export async function undo(
  services: Pick<Services, 'archive' | 'studio'>,
  replaced: Replaced,
): Promise<void> {
  const { label, file, crop } = replaced.replacement;
  // Two windows that change one run would overwrite each other's record of it.
  if (crop && services.archive.runsElsewhere(replaced.runId))
    return void showMessage('warn', files.runsElsewhere());
  const still = (await undoable(services.archive)).some(({ replacement }) => replacement.file === file);
  if (!still) return void showMessage('info', texts.nothing());
  const mayPutBack =
    (await isUntouched(services.archive, replaceFiles, replaced)) ||
    (await confirm(texts.changedQuestion(label), texts.changedDetail(), texts.putBack()));
  if (!mayPutBack) return;
  if (crop) await restoreWithCrop(services, replaced, crop);
  else await restore(services.archive, replaceFiles, replaced);
  void showMessage('info', texts.restored(label));
}

/** Both or neither: what the file shows is what the sheet says of it. @throws ImageError `badPicture`, `disk` */
async function restoreWithCrop(
  services: Pick<Services, 'archive' | 'studio'>,
  replaced: Replaced,
  crop: Rect,
): Promise<void> {
  const { runId, tileId } = replaced;
  const rectNow = (): Rect | undefined =>
    services.archive.get(runId)?.tiles.find(({ id }) => id === tileId)?.fittedRect;
  const before = rectNow();
  await services.studio.refit(runId, tileId, crop);
  if (!isDeepStrictEqual(rectNow(), crop)) throw new ImageError({ kind: 'badPicture' });
  try {
    await restore(services.archive, replaceFiles, replaced);
  } catch (error) {
    if (before) await services.studio.refit(runId, tileId, before);
    throw error;
  }
}

/** Compares the old picture with the new one. */
export function compareButton(services: Services, replaced: Replaced): Button {
  return { label: texts.compare(), run: () => compare(services, replaced) };
}

/** VS Code's own comparison, the old picture on the left. */
function compare(services: Services, { runId, replacement }: Replaced): Thenable<unknown> {
  const old = vscode.Uri.file(join(services.archive.folderOf(runId), replacement.file));
  const now = vscode.Uri.parse(replacement.uri, true);
  return vscode.commands.executeCommand('vscode.diff', old, now, texts.compareTitle(replacement.label));
}

function ownSource(run: Run, tile: Tile): { readonly source: Source; readonly picture: Picture } | undefined {
  const source = sourceOfTile(run, tile);
  const picture = shownPicture(tile);
  return source && picture && { source, picture };
}

/** What is of another size than the file is meant, or was pressed too soon. */
async function mayDiffer(source: Source, picture: Picture): Promise<boolean> {
  const [before, after] = [sizeOfSource(source), uprightSize(picture)];
  if (before.width === after.width && before.height === after.height) return true;
  const detail = texts.sizeDetail(sizeText(before), sizeText(after));
  return confirm(texts.sizeQuestion(source.label), detail, buttons.overwrite());
}

function sizeText({ width, height }: Size): string {
  return `${width} × ${height}`;
}

/** A file outside of the workspace is asked about once, one with unsaved changes each time. */
export async function mayReplace({ memory }: Services, uri: vscode.Uri, label: string): Promise<boolean> {
  if (isDirty(uri) && !(await confirm(texts.dirtyQuestion(label), texts.dirtyDetail(), buttons.overwrite())))
    return false;
  const allowed = memory.replaceableOutside.get();
  if (vscode.workspace.getWorkspaceFolder(uri) || allowed.includes(uri.toString())) return true;
  if (!(await confirm(texts.outsideQuestion(label), texts.outsideDetail(), buttons.overwrite())))
    return false;
  await memory.replaceableOutside.set([...allowed, uri.toString()].slice(-mostAllowed));
  return true;
}

function isDirty(uri: vscode.Uri): boolean {
  const own = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return tabs.some(({ input, isDirty: dirty }) => {
    const file = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
    return dirty && file && input.uri.toString() === own;
  });
}
