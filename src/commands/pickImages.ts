import * as vscode from 'vscode';
import { filesEndingWith } from '../platform/anyCase.ts';
import { files as texts } from '../platform/messages/commands.ts';
import { plainLabel, showMessage } from '../platform/show.ts';
import type { Services } from './services.ts';

/** Files that are listed, and of those how many get a thumbnail: drawing one reads the whole picture. */
const maxListed = 2000;
const maxThumbnails = 200;

const imagePattern = filesEndingWith(['png', 'jpg', 'jpeg', 'webp']);

interface ImageRow extends vscode.QuickPickItem {
  readonly uri: vscode.Uri;
}

/** Whether a file's name is that of a picture the API takes. */
export function isImage(uri: vscode.Uri): boolean {
  return /\.(png|jpe?g|webp)$/i.test(uri.path);
}

/** The picture in the active tab, where there is one. */
export function activeImage(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile && isImage(input.uri) ? input.uri : undefined;
}

/** Asks for one or several pictures of the workspace, the one in the editor first; undefined when the user left it. */
export async function pickImages(services: Services): Promise<readonly vscode.Uri[] | undefined> {
  const rows = await listImages();
  if (rows.length === 0) {
    void showMessage('info', texts.noPictures());
    return undefined;
  }
  const pick = vscode.window.createQuickPick<ImageRow>();
  const several = { iconPath: new vscode.ThemeIcon('checklist'), tooltip: texts.pickSeveral() };
  pick.title = texts.pickTitle();
  pick.placeholder = texts.pickPlaceholder();
  pick.matchOnDescription = true;
  pick.items = rows;
  pick.buttons = [several];
  const leaving = new AbortController();
  return new Promise(resolve => {
    let picked: readonly vscode.Uri[] | undefined;
    pick.onDidTriggerButton(() => {
      pick.canSelectMany = true;
      pick.buttons = [];
      // Rows that are there already get their boxes only when they are set anew.
      replaceRows(
        pick,
        pick.items.map(row => ({ ...row })),
      );
    });
    pick.onDidAccept(() => {
      const chosen = pick.canSelectMany ? pick.selectedItems : pick.activeItems;
      if (chosen.length === 0) return;
      picked = chosen.map(({ uri }) => uri);
      pick.hide();
    });
    pick.onDidHide(() => {
      leaving.abort();
      pick.dispose();
      resolve(picked);
    });
    pick.show();
    void decorate(services, pick, leaving.signal);
  });
}

async function listImages(): Promise<ImageRow[]> {
  const current = activeImage();
  const active = current?.toString();
  const listed = await vscode.workspace.findFiles(imagePattern, excludePattern(), maxListed);
  const found = current && !listed.some(uri => uri.toString() === active) ? [current, ...listed] : listed;
  const sorted = found.toSorted((a, b) => a.path.localeCompare(b.path));
  const rows = sorted.map((uri): ImageRow => ({
    uri,
    label: plainLabel(uri.path.split('/').at(-1) ?? ''),
    description: plainLabel(vscode.workspace.asRelativePath(uri)),
    ...(uri.toString() === active ? { detail: texts.current() } : {}),
  }));
  return rows.toSorted((a, b) => Number(b.uri.toString() === active) - Number(a.uri.toString() === active));
}

/** What the user leaves out of searches, and installed packages, whose pictures are nobody's assets. */
function excludePattern(): string {
  const search = vscode.workspace.getConfiguration('search').get<Record<string, unknown>>('exclude', {});
  const patterns = Object.keys(search).filter(pattern => search[pattern] === true);
  return `{${['**/node_modules/**', ...patterns].join(',')}}`;
}

/** Adds sizes and thumbnails a few at a time while the pick is open. */
async function decorate(
  services: Services,
  pick: vscode.QuickPick<ImageRow>,
  signal: AbortSignal,
): Promise<void> {
  const step = 12;
  for (let start = 0; start < Math.min(pick.items.length, maxThumbnails) && !signal.aborted; start += step) {
    const rows = pick.items.slice(start, start + step);
    const drawn = await Promise.all(rows.map(row => decorated(services, row)));
    // A tick on its way from the window would be lost with the row it was made on.
    if (signal.aborted || pick.canSelectMany) return;
    replaceRows(pick, [...pick.items.slice(0, start), ...drawn, ...pick.items.slice(start + step)]);
  }
}

/** Puts new rows for the same files; what is active stays so. */
function replaceRows(pick: vscode.QuickPick<ImageRow>, rows: readonly ImageRow[]): void {
  const active = new Set(pick.activeItems.map(({ uri }) => uri.toString()));
  pick.items = rows;
  pick.activeItems = rows.filter(({ uri }) => active.has(uri.toString()));
}

async function decorated(services: Services, row: ImageRow): Promise<ImageRow> {
  const [size, iconPath] = await Promise.all([services.measure(row.uri), services.thumbnail(row.uri)]);
  return {
    ...row,
    ...(size ? { description: `${size.width} × ${size.height}  ${row.description ?? ''}` } : {}),
    ...(iconPath ? { iconPath } : {}),
  };
}
