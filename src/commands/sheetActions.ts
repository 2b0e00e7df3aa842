import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Picture } from '../images/picture.ts';
import { lossOf } from '../images/loss.ts';
import { shownPicture, without, type Run, type Tile } from '../images/run.ts';
import { buttons, files as texts } from '../platform/messages/commands.ts';
import { confirmDelete } from '../platform/messages/library.ts';
import { confirm, showMessage } from '../platform/show.ts';
import type { SheetActions } from '../panel/sheetPort.ts';
import type { MarkMessage, TileRef } from '../protocol/messages.ts';
import { insertPicture } from './insert.ts';
import { guarded, perform } from './remedies.ts';
import { retryTiles, retryWithAlpha, runAgain } from './retry.ts';
import { save, saveAs, saveSeveral } from './save.ts';
import type { Services } from './services.ts';

/** What the contact sheet's buttons do. Failures are shown as messages and never reject. */
export function sheetActions(services: Services): SheetActions {
  const withPicture =
    (act: (found: Found & { picture: Picture }) => Promise<unknown> | Thenable<unknown>) =>
    (runId: string, tileId: string, original = false): Promise<void> =>
      guarded(services, async () => {
        const found = find(services, { runId, tileId, ...(original ? { original } : {}) });
        const picture = found && shownPicture(found.tile);
        if (picture) await act({ ...found, picture });
        else void showMessage('info', texts.missing());
      });
  const withRun =
    (act: (run: Run) => Promise<unknown>) =>
    (runId: string): Promise<void> =>
      guarded(services, async () => {
        const run = services.archive.get(runId);
        if (run) await act(run);
      });
  return {
    save: withPicture(({ run, tile }) => save(services, run, tile)),
    saveAs: withPicture(({ run, tile }) => saveAs(services, run, tile)),
    saveBeside: withPicture(async ({ run, tile }) => {
      await (await import('./replace.ts')).saveBeside(services, run, tile);
    }),
    replace: withPicture(async ({ run, tile }) => {
      await (await import('./replace.ts')).replaceSource(services, run, tile);
    }),
    undoReplace: withPicture(async ({ run, tile }) => {
      await (await import('./replace.ts')).undoReplaceOf(services, run, tile);
    }),
    deriveSet: withPicture(async found => {
      const { deriveFrom } = await import('./deriveSet.ts');
      await deriveFrom(services, sourceOf(services, found));
    }),
    open: withPicture(found => vscode.commands.executeCommand('vscode.open', fileOf(services, found))),
    openSaved: (runId, tileId) => guarded(services, () => openSaved(find(services, { runId, tileId }))),
    variations: withPicture(async found => {
      const { fromPicture } = await import('./fromPictures.ts');
      await fromPicture(services, 'variations', sourceOf(services, found));
    }),
    edit: withPicture(found => services.desk.startFrom(sourceOf(services, found))),
    insert: withPicture(({ run, tile }) => insertPicture(services, run, tile)),
    reveal: withPicture(found => reveal(fileOf(services, found))),
    retryAlpha: withPicture(({ run, tile }) => retryWithAlpha(services, run, tile)),
    cancel: async runId => services.studio.cancel(runId),
    runAgain: withRun(run => runAgain(services, run)),
    useSettings: withRun(run => services.desk.useSettings(run)),
    saveMany: of => guarded(services, () => saveSeveral(services, of.flatMap(findIn(services)))),
    mark: (of, mark) => guarded(services, () => markAll(services, of, mark)),
    delete: of => guarded(services, () => deletePictures(services, of)),
    deleteRun: runId => guarded(services, () => deleteRun(services, runId)),
    libraryLimit: async () => {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'easel.library.limitMB');
    },
    remedy: async (runId, tileIds, remedy) => {
      const found = find(services, { runId, tileId: tileIds[0] ?? '' });
      const error = found?.tile.error ?? { kind: 'interrupted' };
      const again = (delayMs: number) => retryTiles(services, runId, tileIds, delayMs);
      await guarded(services, () => perform(services, remedy, error, again));
    },
    copyFailed: reason => {
      services.log.warn(`copy: ${reason}`);
      void showMessage('warn', texts.copyFailed());
    },
  };
}

interface Found {
  readonly run: Run;
  readonly tile: Tile;
}

/** All that is done with a tile is done with the picture it shows: the one that fits, unless the other was asked for. */
function find(services: Services, { runId, tileId, original }: TileRef): Found | undefined {
  const run = services.archive.get(runId);
  const tile = run?.tiles.find(candidate => candidate.id === tileId);
  return run && tile && { run, tile: original ? without(without(tile, 'fitted'), 'locked') : tile };
}

function findIn(services: Services): (of: TileRef) => readonly Found[] {
  return of => {
    const found = find(services, of);
    return found ? [found] : [];
  };
}

function fileOf(services: Services, { run, picture }: Found & { picture: Picture }): vscode.Uri {
  return vscode.Uri.file(join(services.archive.folderOf(run.id), picture.file));
}

/** A picture of the library as a source: by the name it was saved under, else by its own. */
function sourceOf(services: Services, found: Found & { picture: Picture }): { uri: string; label: string } {
  const saved = found.tile.saved?.at(-1)?.label;
  return { uri: fileOf(services, found).toString(), label: saved ?? found.picture.file };
}

async function openSaved(found: Found | undefined): Promise<void> {
  const saved = found?.tile.saved?.at(-1);
  if (saved) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(saved.uri, true));
}

/** The system's file manager where this window is on the machine that has the file, else its path. */
async function reveal(uri: vscode.Uri): Promise<void> {
  const local = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (local) return void (await vscode.commands.executeCommand('revealFileInOS', uri));
  const copy = {
    label: buttons.copyPath(),
    run: () => vscode.env.clipboard.writeText(uri.fsPath),
  };
  void showMessage('info', texts.liesAt(uri.fsPath), [copy]);
}

async function markAll(services: Services, of: readonly TileRef[], mark: MarkMessage['mark']): Promise<void> {
  for (const [runId, refs] of byRun(of)) {
    await services.archive.mark(
      runId,
      refs.map(({ tileId }) => tileId),
      mark,
    );
  }
}

async function deletePictures(services: Services, of: readonly TileRef[]): Promise<void> {
  const found = of.flatMap(findIn(services));
  if (found.length === 0) return;
  const loss = lossOf(found.flatMap(({ run, tile }) => run.tiles.filter(({ id }) => id === tile.id)));
  const question = confirmDelete(found.length, loss);
  if (!(await confirm(question.text, question.detail, question.yes))) return;
  for (const [runId, refs] of byRun(of)) {
    await remove(
      services,
      runId,
      refs.map(({ tileId }) => tileId),
    );
  }
}

async function deleteRun(services: Services, runId: string): Promise<void> {
  const run = services.archive.get(runId);
  // An entry that cannot be read may hold anything: nobody can tell how much.
  const question = confirmDelete(run?.tiles.length, lossOf(run?.tiles ?? []));
  if (await confirm(question.text, question.detail, question.yes)) await remove(services, runId);
}

async function remove(services: Services, runId: string, tileIds?: readonly string[]): Promise<void> {
  const came = await services.archive.remove(runId, tileIds);
  if (came === 'running') void showMessage('warn', texts.stillRunning());
  if (came === 'runningElsewhere') void showMessage('warn', texts.runsElsewhere());
}

function byRun(of: readonly TileRef[]): ReadonlyMap<string, readonly TileRef[]> {
  return Map.groupBy(of, ({ runId }) => runId);
}
