import nodePath from 'node:path';
import * as vscode from 'vscode';
import { imageExtensions } from '../project/references/filePath.ts';
import type { Project, ProjectEntry, ProjectFiles } from '../project/references/project.ts';
import { workspacePath } from '../project/references/paths.ts';
import { filesEndingWith } from './anyCase.ts';
import { leadsOut } from './projectFiles.ts';

const { Directory, File, SymbolicLink } = vscode.FileType;

/**
 * The files of a workspace folder, wherever it is; of open documents what the editor has. Nothing is read or listed
 * through a link that leads out of the folder; whether a picture is behind one may be asked, since browsers follow it.
 */
export function projectFilesIn(root: vscode.Uri): ProjectFiles {
  const { fs } = vscode.workspace;
  const uriOf = (path: string): vscode.Uri => (path === '' ? root : vscode.Uri.joinPath(root, path));
  const files: ProjectFiles = {
    async read(path, maxBytes) {
      const uri = uriOf(path);
      const open = openText(uri);
      if (open !== undefined) return open;
      const found = await orNothing(fs.stat(uri));
      if (!found || (maxBytes !== undefined && found.size > maxBytes)) return undefined;
      if (await isWayOut(root, uri, found)) return undefined;
      const bytes = await orNothing(fs.readFile(uri));
      return bytes && !bytes.includes(0) ? new TextDecoder().decode(bytes) : undefined;
    },
    async exists(path) {
      const found = await orNothing(fs.stat(uriOf(path)));
      // Of a link that leads nowhere only the link is there.
      return found !== undefined && (found.type & (File | Directory)) !== 0;
    },
    async list(folder) {
      const uri = uriOf(folder);
      const found = folder === '' ? undefined : await orNothing(fs.stat(uri));
      if (found && (await isWayOut(root, uri, found))) return [];
      const entries = (await orNothing(fs.readDirectory(uri))) ?? [];
      return entries.map(([name, type]): ProjectEntry => ({ name, kind: kindOf(type) }));
    },
    async pictures() {
      const { picturesAmong, picturesBelow } = await import('../project/references/pictures.ts');
      const pattern = new vscode.RelativePattern(root, filesEndingWith(imageExtensions));
      const found = await vscode.workspace.findFiles(pattern, '**/{node_modules,.git}/**');
      const paths = found.flatMap(uri => pathBelow(root, uri) ?? []);
      // File systems of other extensions often have no search.
      return paths.length > 0 ? picturesAmong(paths, files) : picturesBelow(files);
    },
  };
  return files;
}

function kindOf(type: vscode.FileType): ProjectEntry['kind'] {
  if (type & SymbolicLink) return 'link';
  return type & Directory ? 'folder' : 'file';
}

async function isWayOut(root: vscode.Uri, uri: vscode.Uri, { type }: vscode.FileStat): Promise<boolean> {
  return (type & SymbolicLink) !== 0 && leadsOut(root, uri);
}

/** A file's path below its workspace folder, with `/`; undefined when it is in none. */
export function placeOf(
  uri: vscode.Uri,
): { readonly folder: vscode.WorkspaceFolder; readonly path: string } | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder && pathBelow(folder.uri, uri);
  return folder && path !== undefined ? { folder, path } : undefined;
}

/** The way from a folder down to a file; undefined when it is not below it. */
export function pathBelow(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (folder.scheme !== uri.scheme || folder.authority !== uri.authority) return undefined;
  // The disk decides whether `C:` is `c:`; its root is no folder of all drives.
  const onDisk = folder.scheme === 'file' && folder.path !== '/';
  return onDisk
    ? workspacePath(folder.fsPath, uri.fsPath, nodePath)
    : workspacePath(folder.path, uri.path, nodePath.posix);
}

/**
 * Names that tell how a project is built; any change among them is a reason to look again. Each stands by itself: in
 * VS Code's globs no braces stand within braces.
 */
const telling = `**/{${[
  'package.json',
  '[jt]sconfig*.json',
  'hugo.toml',
  'hugo.yaml',
  'hugo.yml',
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'toml', 'yml', 'yaml'].map(extension => `*config*.${extension}`),
].join(',')}}`;

/** What the workspace folders are, each looked at when first needed and again after it changed. */
export class Projects implements vscode.Disposable {
  readonly #known = new Map<string, Promise<Project>>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** What was known is forgotten: paths may mean other files now. */
  readonly onDidChange = this.#changed.event;
  #watcher: vscode.FileSystemWatcher | undefined;

  of(folder: vscode.Uri): Promise<Project> {
    this.#watcher ??= this.#watch();
    const key = folder.toString();
    const known = this.#known.get(key) ?? detect(folder);
    this.#known.set(key, known);
    return known;
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  #watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher(telling);
    const forget = (): void => {
      this.#known.clear();
      this.#changed.fire();
    };
    watcher.onDidCreate(forget);
    watcher.onDidChange(forget);
    watcher.onDidDelete(forget);
    return watcher;
  }
}

async function detect(folder: vscode.Uri): Promise<Project> {
  const { detectProject } = await import('../project/references/project.ts');
  return detectProject(projectFilesIn(folder));
}

function openText(uri: vscode.Uri): string | undefined {
  const text = uri.toString();
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === text)?.getText();
}

/** What is not there, or may not be read, is nothing: a reference cannot mean it. */
async function orNothing<T>(asked: Thenable<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
