import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { lookupIn } from '../platform/projectFiles.ts';
import { confine, type FolderChoice } from '../project/folders.ts';
import type { Made } from './made.ts';
import { madeOf } from './made.ts';
import { savePictureOf } from './save.ts';
import type { Services } from './services.ts';
import { workspaceFolderFor } from './workspaceFolder.ts';

/** A path of an argument as a folder inside the workspace. @throws ImageError `invalid` when it leads out */
export async function confinedUri(
  services: Services,
  path: string | undefined,
): Promise<vscode.Uri | undefined> {
  if (path === undefined) return undefined;
  const folder = await workspaceFolderFor(services);
  if (!folder) return undefined;
  return folderUri(folder.uri, await confine(path, lookupIn(folder.uri)));
}

/** A chosen folder's uri. @throws ImageError `invalid` with the reason when it was refused */
export function folderUri(root: vscode.Uri, choice: FolderChoice): vscode.Uri {
  if (!('refused' in choice)) return vscode.Uri.joinPath(root, choice.path);
  const { refused, path } = choice;
  throw new ImageError({
    kind: 'invalid',
    problems: [{ code: `path.${refused}`, field: 'path', args: { value: path } }],
  });
}

/** Saves every picture of a run that came with a place to save to, and says where. */
export async function saveAll(services: Services, made: Made | undefined): Promise<Made | undefined> {
  const run = made && services.archive.get(made.runId);
  if (!run) return made;
  // One after the other: they take the next free names in order.
  for (const tile of run.tiles.filter(candidate => candidate.picture)) {
    await savePictureOf(services, run, tile);
  }
  const saved = services.archive.get(run.id) ?? run;
  return madeOf(saved, services.archive.folderOf(run.id));
}
