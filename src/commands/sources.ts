import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { lookupIn } from '../platform/projectFiles.ts';
import { confine } from '../project/folders.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { CommandArguments } from './arguments.ts';
import { activeImage, isImage, pickImages } from './pickImages.ts';
import { folderUri } from './saveTo.ts';
import type { Services } from './services.ts';
import { workspaceFolderFor } from './workspaceFolder.ts';

/** The pictures a command is about: those of its arguments, the active tab's, or picked ones. */
export async function sourcesOf(
  services: Services,
  { uris, options, fromWebview }: CommandArguments,
): Promise<readonly SourceReference[] | undefined> {
  const named = options.files && (await Promise.all(options.files.map(file => namedFile(services, file))));
  const active = fromWebview ? activeImage() : undefined;
  const given = named ?? (active ? [active] : uris.map(uri => vscode.Uri.from(uri)));
  const chosen = given.length > 0 ? given : await pickImages(services);
  const wrong = chosen?.find(uri => !isImage(uri));
  if (wrong) throw refusal('file.notAPicture', labelOf(wrong));
  return chosen?.map(uri => ({ uri: uri.toString(), label: labelOf(uri) }));
}

type NamedFile = NonNullable<CommandArguments['options']['files']>[number];

/** A file of an argument: a uri inside the workspace, or a path held inside the workspace folder. */
async function namedFile(services: Services, file: NamedFile): Promise<vscode.Uri> {
  if (typeof file !== 'string') return vscode.Uri.from(file);
  const folder = await workspaceFolderFor(services);
  if (!folder) throw refusal('path.noWorkspace', file);
  const slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  const parent = await confine(slash < 0 ? '.' : file.slice(0, slash) || '/', lookupIn(folder.uri));
  return vscode.Uri.joinPath(folderUri(folder.uri, parent), file.slice(slash + 1));
}

function labelOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

function refusal(code: string, value: string): ImageError {
  return new ImageError({ kind: 'invalid', problems: [{ code, field: 'files', args: { value } }] });
}
