import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { files } from '../platform/messages/commands.ts';
import { lookupIn } from '../platform/projectFiles.ts';
import { showMessage } from '../platform/show.ts';
import { confine, type FolderChoice } from '../project/folders.ts';
import { madeOf, type Made } from './made.ts';
import { savePictureOf } from './save.ts';
import type { Services } from './services.ts';
import { workspaceFolderFor } from './workspaceFolder.ts';

/**
 * A path of an argument as a folder inside the workspace; undefined when there is none.
 * @throws ImageError `invalid` when it leads out or nothing is open, `cancelled` when no folder was picked
 */
export async function confinedUri(
  services: Services,
  path: string | undefined,
): Promise<vscode.Uri | undefined> {
  if (path === undefined) return undefined;
  const folder = await openFolder(services, path);
  return folderUri(folder.uri, await confine(path, lookupIn(folder.uri)));
}

/** The workspace folder that a path of an argument belongs to. @throws ImageError `invalid`, `cancelled` */
export async function openFolder(services: Services, path: string): Promise<vscode.WorkspaceFolder> {
  if (!vscode.workspace.workspaceFolders?.length) throw refusedPath('noWorkspace', path);
  const folder = await workspaceFolderFor(services);
  if (!folder) throw new ImageError({ kind: 'cancelled' });
  return folder;
}

/** @throws ImageError `invalid` for a uri that is in no workspace folder */
export function refuseOutside(uri: vscode.Uri): void {
  if (!vscode.workspace.getWorkspaceFolder(uri)) throw refusedPath('absolute', uri.path);
}

function refusedPath(reason: string, path: string): ImageError {
  const problem = { code: `path.${reason}`, field: 'path', args: { value: path } };
  return new ImageError({ kind: 'invalid', problems: [problem] });
}

/** A chosen folder's uri. @throws ImageError `invalid` with the reason when it was refused */
export function folderUri(root: vscode.Uri, choice: FolderChoice): vscode.Uri {
  if (!('refused' in choice)) return vscode.Uri.joinPath(root, choice.path);
  throw refusedPath(choice.refused, choice.path);
}

/** Saves every picture of a run that came with a place to save to, and says where. */
export async function saveAll(services: Services, made: Made | undefined): Promise<Made | undefined> {
  const run = made && services.archive.get(made.runId);
  if (!run) return made;
  // One after the other: they take the next free names in order.
  const labels: string[] = [];
  for (const tile of run.tiles) {
    const one = tile.picture && (await savePictureOf(services, run, tile));
    if (one) labels.push(one.label);
  }
  if (labels.length > 0) void showMessage('info', files.saved(labels.join(', ')));
  const saved = services.archive.get(run.id) ?? run;
  return madeOf(saved, services.archive.folderOf(run.id));
}
