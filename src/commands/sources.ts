import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { files as texts } from '../platform/messages/commands.ts';
import { lookupIn } from '../platform/projectFiles.ts';
import { showMessage } from '../platform/show.ts';
import { confine } from '../project/folders.ts';
import type { SourceReference } from '../studio/sources.ts';
import type { CommandArguments } from './arguments.ts';
import { activeImage, isImage, pickImages } from './pickImages.ts';
import { openFolder } from './saveTo.ts';
import type { Services } from './services.ts';

/** The pictures a command is about: those of its arguments, the active tab's, or picked ones. */
export async function sourcesOf(
  services: Services,
  { uris, options, fromWebview }: CommandArguments,
): Promise<readonly SourceReference[] | undefined> {
  const named = options.files && (await Promise.all(options.files.map(file => namedFile(services, file))));
  const active = fromWebview ? activeImage() : undefined;
  const given = named ?? (active ? [active] : uris.map(uri => vscode.Uri.from(uri)));
  const chosen = given.length > 0 ? given : await pickImages(services);
  if (!chosen) return undefined;
  const pictures = chosen.filter(isImage);
  const others = chosen.filter(uri => !isImage(uri)).map(labelOf);
  if (pictures.length === 0) throw refusal('file.notAPicture', others.join(', '));
  // Of a mixed selection the pictures are meant; that the rest is left out is said.
  if (others.length > 0) void showMessage('info', texts.leftOut(others.join(', ')));
  return pictures.map(uri => ({ uri: uri.toString(), label: labelOf(uri) }));
}

/** A file as an argument names it. */
export type NamedFile = NonNullable<CommandArguments['options']['files']>[number];

/** A file of an argument, by uri or path: inside the workspace, and not by a link out of it. @throws ImageError `invalid` */
export async function namedFile(services: Services, file: NamedFile): Promise<vscode.Uri> {
  if (typeof file === 'string') return confinedFile((await openFolder(services, file)).uri, file);
  const uri = vscode.Uri.from(file);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) throw refusal('path.absolute', uri.path);
  return confinedFile(folder.uri, uri.path.slice(folder.uri.path.length + 1));
}

/** A path that a repository or an argument names, below a workspace folder. @throws ImageError `invalid` */
export async function confinedFile(root: vscode.Uri, path: string): Promise<vscode.Uri> {
  const choice = await confine(path, lookupIn(root));
  // A file is what is wanted here; everything else that is refused stays so.
  if ('refused' in choice && choice.refused !== 'file') throw refusal(`path.${choice.refused}`, path);
  return vscode.Uri.joinPath(root, choice.path);
}

function labelOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

function refusal(code: string, value: string): ImageError {
  return new ImageError({ kind: 'invalid', problems: [{ code, field: 'files', args: { value } }] });
}
