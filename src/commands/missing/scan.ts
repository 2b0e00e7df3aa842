import * as vscode from 'vscode';
import { filesEndingWith } from '../../platform/anyCase.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { projectFilesIn } from '../../platform/projectPort.ts';
import { withProgress } from '../../platform/show.ts';
import { sourceExtensions } from '../../project/references/dialects.ts';
import { picturesOf, type MissingImage } from '../../project/references/missing.ts';
import { scanWorkspace } from '../../project/references/scan.ts';
import type { Services } from '../services.ts';
import { placeholdersIn } from './documents.ts';
import { offerOf, type Offer } from './offer.ts';

/** All pictures that the sources of the workspace name and that are wanting; undefined when the user stopped it. */
export function scanAll(services: Services): Thenable<readonly Offer[] | undefined> {
  return withProgress(texts.scanning(), async (report, signal) => {
    const offers: Offer[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const found = await scanFolder(services, folder, report, signal);
      if (!found) return undefined;
      offers.push(...found);
    }
    return offers;
  });
}

async function scanFolder(
  services: Services,
  folder: vscode.WorkspaceFolder,
  report: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly Offer[] | undefined> {
  const { isOne, met } = placeholdersIn(services, folder.uri);
  const shown = await shownPaths(folder);
  const missing: MissingImage[] = [];
  let told = 0;
  const result = await scanWorkspace(projectFilesIn(folder.uri), {
    project: await services.projects.of(folder.uri),
    isExcluded: path => shown !== undefined && !shown.has(path),
    isPlaceholder: isOne,
    onFound: found => missing.push(...found),
    onProgress: ({ files: looked, missing: found }) => {
      // Each report is a message to the window.
      if (looked - told < 25) return;
      told = looked;
      report(texts.scanned(looked, found));
    },
    signal,
  });
  if (result.cancelled) return undefined;
  return picturesOf(missing).flatMap(picture => {
    const offer = offerOf(folder.uri, picture, met.has(picture.path));
    return offer ? [offer] : [];
  });
}

/** Sources that `files.exclude` leaves, and the folders they are in; undefined where VS Code cannot search. */
async function shownPaths(folder: vscode.WorkspaceFolder): Promise<ReadonlySet<string> | undefined> {
  const pattern = new vscode.RelativePattern(folder, filesEndingWith(sourceExtensions));
  const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
  // File systems of other extensions often have no search: nothing is hidden there.
  if (found.length === 0) return undefined;
  const paths = new Set<string>();
  for (const uri of found) {
    let path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
    for (; path !== '' && !paths.has(path); path = path.slice(0, Math.max(0, path.lastIndexOf('/'))))
      paths.add(path);
  }
  return paths;
}
