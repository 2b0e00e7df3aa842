import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Picture } from '../images/picture.ts';
import type { Run, Tile } from '../images/run.ts';
import { files as texts } from '../platform/messages/commands.ts';
import { showMessage } from '../platform/show.ts';
import type { SheetPort } from '../panel/sheetPort.ts';
import { guarded, perform } from './remedies.ts';
import { retryTiles } from './retry.ts';
import { save, saveAs } from './save.ts';
import type { Services } from './services.ts';

type Actions = Pick<
  SheetPort,
  | 'generate'
  | 'save'
  | 'saveAs'
  | 'open'
  | 'openSaved'
  | 'variations'
  | 'edit'
  | 'cancel'
  | 'remedy'
  | 'copyFailed'
>;

/** What the contact sheet's buttons do. Failures are shown as messages and never reject. */
export function sheetActions(services: Services): Actions {
  const withPicture = (
    runId: string,
    tileId: string,
    act: (found: Found & { picture: Picture }) => Promise<unknown> | Thenable<unknown>,
  ): Promise<void> =>
    guarded(services, async () => {
      const found = find(services, runId, tileId);
      if (found?.tile.picture) await act({ ...found, picture: found.tile.picture });
      else void showMessage('info', texts.missing());
    });
  const from = (kind: 'variations' | 'edit') => (runId: string, tileId: string) =>
    withPicture(runId, tileId, async found => {
      const { fromPicture } = await import('./fromPictures.ts');
      await fromPicture(services, kind, sourceOf(services, found));
    });
  return {
    generate: async () => void (await vscode.commands.executeCommand('easel.generate')),
    save: (runId, tileId) => withPicture(runId, tileId, ({ run, tile }) => save(services, run, tile)),
    saveAs: (runId, tileId) => withPicture(runId, tileId, ({ run, tile }) => saveAs(services, run, tile)),
    open: (runId, tileId) =>
      withPicture(runId, tileId, found =>
        vscode.commands.executeCommand('vscode.open', fileOf(services, found)),
      ),
    openSaved: (runId, tileId) => guarded(services, () => openSaved(find(services, runId, tileId))),
    variations: from('variations'),
    edit: from('edit'),
    cancel: async runId => services.studio.cancel(runId),
    remedy: async (runId, tileIds, remedy) => {
      const error = find(services, runId, tileIds[0] ?? '')?.tile.error ?? { kind: 'interrupted' };
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

function find(services: Services, runId: string, tileId: string): Found | undefined {
  const run = services.archive.get(runId);
  const tile = run?.tiles.find(candidate => candidate.id === tileId);
  return run && tile && { run, tile };
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
