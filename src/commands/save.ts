import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { extensionOf, type Picture } from '../images/picture.ts';
import { shownPicture, type Run, type Tile } from '../images/run.ts';
import { buttons, files as texts } from '../platform/messages/commands.ts';
import { addFile, lookupIn, projectFolder } from '../platform/projectFiles.ts';
import { saveSettings } from '../platform/settings.ts';
import { confirm, showMessage } from '../platform/show.ts';
import { chooseFolder } from '../project/folders.ts';
import { nameOf, savePicture, withTrueExtension } from '../studio/save.ts';
import { folderUri } from './saveTo.ts';
import type { Services } from './services.ts';
import { workspaceFolderFor } from './workspaceFolder.ts';

/** What saving needs. */
export type Saving = Pick<Services, 'archive' | 'lastActiveFile'>;

/** A picture that was saved, for the toast and the tile. */
export interface Saved {
  readonly uri: vscode.Uri;
  readonly label: string;
}

/** Saves a picture by the rules, without asking where a rule decides, and says where it went. */
export async function save(services: Services, run: Run, tile: Tile): Promise<void> {
  if (!run.saveTo && !vscode.workspace.workspaceFolders?.length) return saveAs(services, run, tile);
  const saved = await savePictureOf(services, run, tile);
  if (saved) sayWhere(saved);
}

/** Saves several by the rules, one after the other, since they take the next free names in order. */
export async function saveSeveral(
  services: Services,
  wanted: readonly { readonly run: Run; readonly tile: Tile }[],
): Promise<void> {
  const labels: string[] = [];
  for (const { run, tile } of wanted) {
    if (!tile.picture) continue;
    const saved = await savePictureOf(services, run, tile);
    if (!saved) break;
    labels.push(saved.label);
  }
  if (labels.length > 0) void showMessage('info', texts.savedSeveral(labels.length, labels.join(', ')));
}

/** Saves a picture under a name and in a place of the user's; the system's dialog asks before replacing. */
export async function saveAs(services: Services, run: Run, tile: Tile): Promise<void> {
  const picture = pictureOf(tile);
  // No filters: with one, VS Code itself appends an extension to the one that was typed.
  const target = await vscode.window.showSaveDialog({
    defaultUri: await suggestion(services, run, tile),
    title: texts.saveAsTitle(),
  });
  if (!target) return;
  const name = target.path.split('/').at(-1) ?? '';
  const trueName = withTrueExtension(name, picture);
  const uri = vscode.Uri.joinPath(target, '..', trueName);
  const local = join(services.archive.folderOf(run.id), picture.file);
  // The dialog asked about the name that was typed; about another one only we can ask.
  const asked = trueName === name;
  const done =
    (await put(uri, local, asked)) || ((await mayReplace(trueName)) && (await put(uri, local, true)));
  if (!done) return;
  const saved = await remember(services, run, tile, uri);
  const text = asked ? texts.saved(saved.label) : texts.savedAs(saved.label, picture.type.toUpperCase());
  sayWhere(saved, text);
}

/**
 * Saves the picture that a tile shows into its run's folder or the one of the settings; undefined when no folder was
 * picked.
 */
export async function savePictureOf(services: Saving, run: Run, tile: Tile): Promise<Saved | undefined> {
  const picture = pictureOf(tile);
  const folder = await folderFor(services, run);
  if (!folder) return undefined;
  const { fileName } = saveSettings(folder);
  const name = nameOf(run, tile, picture, fileName);
  const runFolder = services.archive.folderOf(run.id);
  const file = await savePicture(picture, runFolder, name, projectFolder(folder));
  return remember(services, run, tile, vscode.Uri.joinPath(folder, file));
}

async function folderFor(services: Saving, run: Run): Promise<vscode.Uri | undefined> {
  if (run.saveTo) return vscode.Uri.parse(run.saveTo, true);
  const folder = await workspaceFolderFor(services);
  if (!folder) return undefined;
  const choice = await chooseFolder(saveSettings(folder.uri).folder, lookupIn(folder.uri));
  return folderUri(folder.uri, choice);
}

/** Where a picture would be saved; a folder that is refused does not stand in the way of another one. */
async function suggestion(services: Services, run: Run, tile: Tile): Promise<vscode.Uri> {
  const picture = pictureOf(tile);
  const folder = await suggestedFolder(services, run);
  const name = nameOf(run, tile, picture, saveSettings(folder).fileName);
  return vscode.Uri.joinPath(folder, `${name}.${extensionOf[picture.type]}`);
}

async function suggestedFolder(services: Services, run: Run): Promise<vscode.Uri> {
  if (run.saveTo) return vscode.Uri.parse(run.saveTo, true);
  const active = services.lastActiveFile();
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  const root = (own ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  if (!root) return vscode.Uri.file(homedir());
  const choice = await chooseFolder(saveSettings(root).folder, lookupIn(root));
  return 'refused' in choice ? root : vscode.Uri.joinPath(root, choice.path);
}

async function put(uri: vscode.Uri, localPath: string, overwrite: boolean): Promise<boolean> {
  try {
    return await addFile(uri, localPath, overwrite);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ImageError({ kind: 'disk', detail }, { cause });
  }
}

/** Asks whether a file that is there may be replaced. */
export function mayReplace(name: string): Promise<boolean> {
  return confirm(texts.replaceQuestion(name), texts.replaceDetail(), buttons.overwrite());
}

/** Notes where a picture was saved. @throws ImageError `disk` */
export async function remember(services: Saving, run: Run, tile: Tile, uri: vscode.Uri): Promise<Saved> {
  const label = vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
  await services.archive.markSaved(run.id, tile.id, { uri: uri.toString(), label });
  return { uri, label };
}

/** The toast stays until it is read; nobody waits for it. */
export function sayWhere({ uri, label }: Saved, text = texts.saved(label)): void {
  const path = uri.scheme === 'file' ? uri.fsPath : uri.toString();
  void showMessage('info', text, [
    { label: buttons.open(), run: () => vscode.commands.executeCommand('vscode.open', uri) },
    { label: buttons.copyPath(), run: () => vscode.env.clipboard.writeText(path) },
  ]);
}

function pictureOf(tile: Tile): Picture {
  const picture = shownPicture(tile);
  if (!picture) throw new ImageError({ kind: 'unexpected', detail: 'no picture' });
  return picture;
}
