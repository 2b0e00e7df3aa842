import { join } from 'node:path';
import * as vscode from 'vscode';
import { uprightSize } from '../images/picture.ts';
import { shownPicture, type Run, type Tile } from '../images/run.ts';
import { files as texts } from '../platform/messages/commands.ts';
import { plainLabel, showMessage } from '../platform/show.ts';
import { insertPicture } from './insert.ts';
import { guarded } from './remedies.ts';
import type { Services } from './services.ts';

/** Pictures that are offered, newest first; the thumbnail of each is drawn from the whole of it. */
const maxOffered = 60;

interface PictureRow extends vscode.QuickPickItem {
  readonly run: Run;
  readonly tile: Tile;
}

/** Writes a reference to one of the pictures made here: the only one, or a picked one, the newest saved first. */
export function insertReference(services: Services): Promise<void> {
  return guarded(services, async () => {
    const rows = rowsOf(await services.archive.runs());
    const [only] = rows;
    if (!services.lastTextEditor()) void showMessage('info', texts.noEditor());
    else if (!only) void showMessage('info', texts.nothingMade());
    else {
      const row = rows.length === 1 ? only : await pickPicture(services, rows);
      if (row) await insertPicture(services, row.run, row.tile);
    }
  });
}

function rowsOf(runs: readonly Run[]): readonly PictureRow[] {
  const rows = runs.flatMap(run => run.tiles.flatMap(tile => rowOf(run, tile)));
  // Sorting keeps the order of equals: newest first.
  return rows.toSorted((one, other) => isSaved(other) - isSaved(one)).slice(0, maxOffered);
}

function isSaved({ tile }: PictureRow): number {
  return tile.saved?.length ? 1 : 0;
}

function rowOf(run: Run, tile: Tile): readonly PictureRow[] {
  const picture = shownPicture(tile);
  if (!picture || tile.discarded || tile.verdict === 'rejected') return [];
  const { width, height } = uprightSize(picture);
  const saved = tile.saved?.at(-1)?.label;
  const words = run.prompt || run.sources.map(({ label }) => label).join(', ');
  return [
    {
      run,
      tile,
      label: plainLabel(saved ?? (words || picture.file)),
      description: `${width} × ${height}`,
      detail: plainLabel(saved ? words : texts.notSaved()),
    },
  ];
}

async function pickPicture(services: Services, rows: readonly PictureRow[]): Promise<PictureRow | undefined> {
  const pick = vscode.window.createQuickPick<PictureRow>();
  pick.title = texts.insertTitle();
  pick.placeholder = texts.insertPlaceholder();
  pick.matchOnDetail = true;
  pick.items = rows;
  const leaving = new AbortController();
  return new Promise(resolve => {
    let picked: PictureRow | undefined;
    pick.onDidAccept(() => {
      [picked] = pick.activeItems;
      if (picked) pick.hide();
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

/** Adds thumbnails a few at a time while the pick is open; what is active stays so. */
async function decorate(
  services: Services,
  pick: vscode.QuickPick<PictureRow>,
  signal: AbortSignal,
): Promise<void> {
  const step = 12;
  for (let start = 0; start < pick.items.length; start += step) {
    const part = await Promise.all(
      pick.items.slice(start, start + step).map(async (row): Promise<PictureRow> => {
        const file = join(services.archive.folderOf(row.run.id), shownPicture(row.tile)?.file ?? '');
        const iconPath = await services.thumbnail(vscode.Uri.file(file));
        return iconPath ? { ...row, iconPath } : row;
      }),
    );
    if (signal.aborted) return;
    const active = pick.activeItems[0]?.tile;
    pick.items = [...pick.items.slice(0, start), ...part, ...pick.items.slice(start + step)];
    // Before the window has said which row is active, it is the first.
    if (active) pick.activeItems = pick.items.filter(({ tile }) => tile === active);
  }
}
