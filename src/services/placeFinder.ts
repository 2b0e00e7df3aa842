import * as vscode from 'vscode';
import { placeOf, projectFilesIn, type Projects } from '../platform/projectPort.ts';
import { baseName, placesIn, type PlaceProject } from '../project/places.ts';
import { dialectOfFile } from '../project/references/dialects.ts';
import type { PlaceView } from '../protocol/viewer.ts';

/** Beyond these a file is not opened, and a search is long enough. */
const maxFiles = 2000;
const maxBytes = 1024 * 1024;
const maxPlaces = 50;

const pattern = '**/*.{html,htm,md,mdx,vue,svelte,astro,jsx,tsx,js,ts,css,scss,less,json}';

/** Files read at once: more would only wait for the disk. */
const together = 8;

/** What of one workspace folder is looked for in its code. */
interface Search extends PlaceProject {
  readonly root: vscode.Uri;
  /** Paths of the files, relative to it. */
  readonly names: readonly string[];
}

/**
 * Where the workspace's code shows one of these files: open documents first, as they are in the editor.
 * @param targets uris as strings
 */
export async function findPlaces(
  projects: Pick<Projects, 'of'>,
  targets: readonly string[],
  signal: AbortSignal,
): Promise<readonly PlaceView[]> {
  const searches = await searchesFor(projects, targets);
  if (searches.size === 0) return [];
  const open = openTexts();
  const places: PlaceView[] = [];
  for (const [document, text] of open) places.push(...(await viewsOf(text, document.uri, searches)));
  const shown = new Set([...open.keys()].map(({ uri }) => uri.toString()));
  const exclude = '**/{node_modules,.git,dist,build,out,.next,.nuxt,.svelte-kit}/**';
  const listed = await vscode.workspace.findFiles(pattern, exclude, maxFiles);
  const closed = listed
    .filter(uri => dialectOfFile(baseName(uri.path)) !== undefined && !shown.has(uri.toString()))
    .toSorted((one, other) => one.path.localeCompare(other.path));
  for (let start = 0; start < closed.length && places.length < maxPlaces; start += together) {
    if (signal.aborted) break;
    const some = closed.slice(start, start + together);
    const found = await Promise.all(some.map(uri => placesOfFile(uri, searches)));
    places.push(...found.flat());
  }
  return places.slice(0, maxPlaces);
}

/** By the uris of the workspace folders that have some of the files. */
async function searchesFor(
  projects: Pick<Projects, 'of'>,
  targets: readonly string[],
): Promise<ReadonlyMap<string, Search>> {
  const found = targets.flatMap(target => placeOf(vscode.Uri.parse(target, true)) ?? []);
  const byRoot = Map.groupBy(found, ({ folder }) => folder);
  const searches = [...byRoot].map(async ([{ uri: root }, places]): Promise<[string, Search]> => {
    const names = places.map(({ path }) => path);
    return [root.toString(), { root, names, project: await projects.of(root), files: projectFilesIn(root) }];
  });
  return new Map(await Promise.all(searches));
}

/** Texts in editors, saved or not. */
function openTexts(): ReadonlyMap<vscode.TextDocument, string> {
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) =>
      !isClosed && placeOf(uri) !== undefined && dialectOfFile(baseName(uri.path)) !== undefined,
  );
  return new Map(documents.map(document => [document, document.getText()]));
}

async function placesOfFile(
  uri: vscode.Uri,
  searches: ReadonlyMap<string, Search>,
): Promise<readonly PlaceView[]> {
  const search = searchOf(uri, searches);
  const text = search && (await read(uri));
  return text === undefined ? [] : viewsOf(text, uri, searches);
}

function searchOf(uri: vscode.Uri, searches: ReadonlyMap<string, Search>): Search | undefined {
  const folder = placeOf(uri)?.folder;
  return folder && searches.get(folder.uri.toString());
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

async function viewsOf(
  text: string,
  uri: vscode.Uri,
  searches: ReadonlyMap<string, Search>,
): Promise<readonly PlaceView[]> {
  const search = searchOf(uri, searches);
  const path = placeOf(uri)?.path;
  if (!search || path === undefined) return [];
  return (await placesIn(text, path, search.names, search)).map(place => ({ label: path, ...place }));
}
