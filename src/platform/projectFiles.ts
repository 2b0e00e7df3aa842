import { randomUUID } from 'node:crypto';
import { copyFile, lstat, readFile, readlink, realpath, rename, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import type { FolderLookup } from '../project/folders.ts';
import type { ProjectFolder } from '../studio/save.ts';
import type { SourceFiles } from '../studio/ports.ts';
import type { ReplaceFiles } from '../studio/replace.ts';

/** The user's files as sources; a local file is copied without passing through memory. */
export const sourceFiles: SourceFiles = {
  async copy(text, path) {
    const uri = vscode.Uri.parse(text, true);
    if (uri.scheme === 'file') await copyFile(uri.fsPath, path);
    else await writeFile(path, await vscode.workspace.fs.readFile(uri));
  },
};

/**
 * The user's files as a replacement needs them; over Remote too. A link stays one: what it leads to is replaced.
 * Both throw ImageError `invalid` for one that leads out of its workspace folder.
 */
export const replaceFiles: ReplaceFiles = {
  async read(text) {
    const uri = vscode.Uri.parse(text, true);
    if (!(await statOf(uri))) return undefined;
    return vscode.workspace.fs.readFile(await linkedFile(uri));
  },
  async write(text, bytes) {
    await addBytes(await linkedFile(vscode.Uri.parse(text, true)), bytes, true);
  },
};

/**
 * The file that a path stands for: another one where it is a link. Where links cannot be followed, none may be on the
 * way. @throws ImageError `invalid` when it leads out of the workspace folder that the path is in
 */
async function linkedFile(uri: vscode.Uri): Promise<vscode.Uri> {
  const isLocal = uri.scheme === 'file';
  const target = isLocal && (await isLink(uri.fsPath)) ? vscode.Uri.file(await targetOf(uri.fsPath)) : uri;
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!root || !(await leadsOut(root, target))) return target;
  const args = { value: vscode.workspace.asRelativePath(uri) };
  throw new ImageError({ kind: 'invalid', problems: [{ code: 'path.outside', field: 'path', args }] });
}

async function isLink(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() === true;
}

/** Where a link leads in the end, also to what is not there any more. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const next = resolve(dirname(path), await readlink(path));
    return (await isLink(next)) ? targetOf(next) : next;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Looks below a workspace folder, wherever it is. */
export function lookupIn(root: vscode.Uri): FolderLookup {
  return {
    async look(path) {
      const uri = vscode.Uri.joinPath(root, path);
      if (await leadsOut(root, uri)) return 'outside';
      const found = await statOf(uri);
      if (!found) return 'missing';
      return found.type & vscode.FileType.Directory ? 'folder' : 'file';
    },
  };
}

/** A folder to save into. */
export function projectFolder(uri: vscode.Uri): ProjectFolder {
  return {
    ensure: async () => vscode.workspace.fs.createDirectory(uri),
    exists: async name => (await statOf(vscode.Uri.joinPath(uri, name))) !== undefined,
    add: (name, localPath) => addFile(vscode.Uri.joinPath(uri, name), localPath, false),
  };
}

/**
 * Puts a copy of a local file into the project whole or not at all.
 * @param overwrite only after the user said so
 * @returns false when a file is there and may not be replaced
 */
export async function addFile(target: vscode.Uri, localPath: string, overwrite: boolean): Promise<boolean> {
  return addBytes(target, await readFile(localPath), overwrite);
}

/** The same for bytes. */
export async function addBytes(target: vscode.Uri, bytes: Uint8Array, overwrite: boolean): Promise<boolean> {
  const { fs } = vscode.workspace;
  const temporary = target.with({ path: `${dirname(target.path)}/.easel-${randomUUID()}.tmp` });
  try {
    await fs.writeFile(temporary, bytes);
    // An interrupted or short write must not take the place of a picture.
    const { size } = await fs.stat(temporary);
    if (size !== bytes.length) throw new Error(`${size} of ${bytes.length} bytes were written`);
    // VS Code deletes what is there before it renames: for a moment, or for good after a crash, there is no file.
    if (overwrite && target.scheme === 'file') await rename(temporary.fsPath, target.fsPath);
    else await fs.rename(temporary, target, { overwrite });
    return true;
  } catch (error) {
    await discard(temporary);
    if (error instanceof vscode.FileSystemError && error.code === 'FileExists') return false;
    throw error;
  }
}

async function discard(uri: vscode.Uri): Promise<void> {
  if (await statOf(uri)) await vscode.workspace.fs.delete(uri);
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Whether a link on the way leads out of the folder; where links cannot be followed, any link counts as out. */
export async function leadsOut(root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (root.scheme !== 'file') return hasLink(root, uri);
  const way = relative(await realpath(root.fsPath), await realpathOfExisting(uri.fsPath));
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

async function realpathOfExisting(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return realpathOfExisting(dirname(path));
  }
}

async function hasLink(root: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  if (uri.path.length <= root.path.length) return false;
  const found = await statOf(uri);
  if (found && found.type & vscode.FileType.SymbolicLink) return true;
  return hasLink(root, uri.with({ path: dirname(uri.path) }));
}
