import * as vscode from 'vscode';
import { baseName, mayMention, placesIn } from '../project/places.ts';
import { dialectOfFile } from '../project/references/dialects.ts';
import type { PlaceView } from '../protocol/viewer.ts';

/** Beyond these a file is not opened, and a search is long enough. */
const maxFiles = 2000;
const maxBytes = 1024 * 1024;
const maxPlaces = 50;

const pattern = '**/*.{html,htm,md,mdx,vue,svelte,astro,jsx,tsx,js,ts,css,scss,less,json}';

/** Files read at once: more would only wait for the disk. */
const together = 8;

/**
 * Where the workspace's code shows one of these files: open documents first, as they are in the editor.
 * @param targets uris as strings
 */
export async function findPlaces(
  targets: readonly string[],
  signal: AbortSignal,
): Promise<readonly PlaceView[]> {
  const files = targets.map(target => vscode.Uri.parse(target, true));
  const names = files.filter(uri => vscode.workspace.getWorkspaceFolder(uri) !== undefined).map(pathOf);
  if (names.length === 0) return [];
  const open = openTexts();
  const places: PlaceView[] = [];
  for (const [path, text] of open) places.push(...(await viewsOf(text, path, names)));
  const exclude = '**/{node_modules,.git,dist,build,out,.next,.nuxt,.svelte-kit}/**';
  const listed = await vscode.workspace.findFiles(pattern, exclude, maxFiles);
  const closed = listed
    .filter(uri => dialectOfFile(baseName(uri.path)) !== undefined && !open.has(pathOf(uri)))
    .toSorted((one, other) => one.path.localeCompare(other.path));
  for (let start = 0; start < closed.length && places.length < maxPlaces; start += together) {
    if (signal.aborted) break;
    const found = await Promise.all(
      closed.slice(start, start + together).map(uri => placesOfFile(uri, names)),
    );
    places.push(...found.flat());
  }
  return places.slice(0, maxPlaces);
}

/** Relative to its workspace folder, which is how code speaks of files. */
function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false).replaceAll('\\', '/');
}

/** Texts in editors, saved or not, by their paths. */
function openTexts(): ReadonlyMap<string, string> {
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) => !isClosed && vscode.workspace.getWorkspaceFolder(uri) !== undefined,
  );
  return new Map(
    documents
      .filter(({ uri }) => dialectOfFile(baseName(uri.path)) !== undefined)
      .map(document => [pathOf(document.uri), document.getText()]),
  );
}

async function placesOfFile(uri: vscode.Uri, names: readonly string[]): Promise<readonly PlaceView[]> {
  const text = await read(uri);
  if (text === undefined || !mayMention(text, names)) return [];
  return viewsOf(text, pathOf(uri), names);
}

async function read(uri: vscode.Uri): Promise<string | undefined> {
  const { fs } = vscode.workspace;
  try {
    if ((await fs.stat(uri)).size > maxBytes) return undefined;
    return new TextDecoder().decode(await fs.readFile(uri));
  } catch (error) {
    // Gone, or not ours to read, since it was listed: there is nothing to see in it.
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

async function viewsOf(text: string, path: string, names: readonly string[]): Promise<readonly PlaceView[]> {
  return (await placesIn(text, path, names)).map(place => ({ label: path, ...place }));
}
