import { join } from 'node:path';
import * as vscode from 'vscode';
import { ImageError, toErrorRecord } from '../../images/errors.ts';
import type { Picture } from '../../images/picture.ts';
import { shownPicture, type Run, type Tile } from '../../images/run.ts';
import { buttons } from '../../platform/messages/commands.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { addBytes, replaceFiles } from '../../platform/projectFiles.ts';
import { showMessage } from '../../platform/show.ts';
import { replaceWith } from '../../studio/replace.ts';
import { mayReplace, remember } from '../save.ts';
import type { Services } from '../services.ts';
import { confinedFile } from '../sources.ts';
import { sizeText, type Slot } from './slot.ts';
import { isDrawn } from './slotType.ts';

/** What placing needs. */
export type PlaceServices = Pick<Services, 'archive' | 'fitToSlot' | 'placeholders' | 'log'>;

/** Where a picture goes, and as what. */
export interface Target extends Slot {
  /** The workspace folder. */
  readonly root: vscode.Uri;
  /** Below it, with `/`. */
  readonly path: string;
}

/** Where a target is. @throws ImageError `invalid` when that is outside of the workspace folder */
export function uriOf({ root, path }: Pick<Target, 'root' | 'path'>): Promise<vscode.Uri> {
  return confinedFile(root, path);
}

/**
 * Puts the picture of a run that is over where code names it, if nothing but a placeholder is there. Never asks, never
 * throws: what could not be put there stays in the library and is offered again.
 * @param tell whether nobody else says where it went
 */
export async function placeMade(services: PlaceServices, run: Run, tell: boolean): Promise<void> {
  const { place } = run;
  const tile = run.tiles.find(({ picture }) => picture);
  if (!place || !tile) return;
  const root = vscode.Uri.parse(place.root, true);
  // Nothing is written where the user has not opened the folder.
  if (!vscode.workspace.getWorkspaceFolder(root)) return;
  const { path, type, width, height } = place;
  const target: Target = { root, path, type, size: { width, height } };
  try {
    const uri = await uriOf(target);
    if (
      !isPlaced(tile, uri) &&
      (await isFree(services, uri)) &&
      (await putInPlace(services, run, tile, target, false))
    )
      if (tell) sayPlaced(uri, tile, target, place.label);
  } catch (error) {
    services.log.warn(`missing images: not put in place: ${toErrorRecord(error).kind}`);
  }
}

/** Whether a picture was put there. */
export function isPlaced({ saved = [] }: Tile, uri: vscode.Uri): boolean {
  return saved.some(one => one.uri === uri.toString());
}

/** Whether nothing is there, or a placeholder, whose place a picture takes unasked. */
export async function isFree(
  { placeholders }: Pick<Services, 'placeholders'>,
  uri: vscode.Uri,
): Promise<boolean> {
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  return !isThere || placeholders.isOne(uri);
}

/** Says where a picture went; the toast stays until it is read. */
export function sayPlaced(uri: vscode.Uri, { picture }: Tile, { size, type }: Slot, label: string): void {
  const fitted =
    picture &&
    (picture.type !== type ||
      (size.width ?? picture.width) !== picture.width ||
      (size.height ?? picture.height) !== picture.height);
  const text = fitted ? texts.placedFitted(label, sizeText(size) || type.toUpperCase()) : texts.placed(label);
  const open = { label: buttons.open(), run: () => vscode.commands.executeCommand('vscode.open', uri) };
  void showMessage('info', text, [open]);
}

/**
 * Puts a picture exactly where the code names it, in the size and type it is to have there; the server's own stays in
 * the library. False when something is there by now that may not be replaced.
 * @param mayAsk whether the user is asked about what is there
 * @throws ImageError `badPicture`, `disk`, `invalid`
 */
export async function putInPlace(
  services: PlaceServices,
  run: Run,
  tile: Tile,
  target: Target,
  mayAsk = true,
): Promise<boolean> {
  const shown = pictureFor(run, tile, target);
  if (!shown) throw new ImageError({ kind: 'unexpected', detail: 'no picture' });
  const uri = await uriOf(target);
  const local = join(services.archive.folderOf(run.id), shown.file);
  const bytes = await services.fitToSlot(local, target.size, target.type);
  // What the offline provider paints is a placeholder as well, to be replaced by a picture some day.
  const isPlaceholder = run.provider.offline && isDrawn(target.type);
  const final = isPlaceholder ? services.placeholders.mark(bytes) : bytes;
  const of = { runId: run.id, tileId: tile.id };
  const file = { uri: uri.toString(), label: vscode.workspace.asRelativePath(uri) };
  const putOver = (): Promise<unknown> => replaceWith(services.archive, replaceFiles, final, of, file);
  if (!(await putBytes(services, uri, final, putOver, mayAsk))) return false;
  await remember(services, run, tile, uri);
  return true;
}

/** What was brought into the slot already is only copied, unless the code asks for another size by now. */
function pictureFor({ slot }: Run, tile: Tile, { size }: Slot): Picture | undefined {
  const isSame = slot?.width === size.width && slot?.height === size.height;
  return isSame ? shownPicture(tile) : tile.picture;
}

/**
 * Writes a file; only a placeholder is replaced unasked. False when something is there that is not to be replaced.
 * @param putOver writes it over what is there, and keeps that so that it can be undone
 * @throws ImageError `disk`
 */
export async function putBytes(
  services: Pick<Services, 'placeholders'>,
  uri: vscode.Uri,
  bytes: Uint8Array,
  putOver: () => Promise<unknown>,
  mayAsk = true,
): Promise<boolean> {
  const isUpgrade = await services.placeholders.isOne(uri);
  try {
    if (!isUpgrade) {
      if (await addBytes(uri, bytes, false)) return true;
      if (!mayAsk || !(await mayReplace(vscode.workspace.asRelativePath(uri)))) return false;
    }
    await putOver();
    return true;
  } catch (cause) {
    // It is gone since it was looked at, so its place is free.
    if (cause instanceof ImageError && cause.kind === 'source') return addBytes(uri, bytes, false);
    if (cause instanceof ImageError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}
