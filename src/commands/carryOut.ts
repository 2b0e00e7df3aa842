import type { Run } from '../images/run.ts';
import { buttons, runs } from '../platform/messages/commands.ts';
import { showMessage, withProgress } from '../platform/show.ts';
import type { RunHandle, Wish } from '../studio/studio.ts';
import { mayGoOn } from './consent.ts';
import { madeOf, type Made } from './made.ts';
import { showError } from './remedies.ts';
import type { Connection, Services } from './services.ts';

/**
 * Carries a wish out in the open: checks it, asks what must be asked, shows the sheet, progress with Cancel, and
 * at the end what came of it. Undefined when the user said no. @throws ImageError before anything is sent
 */
export async function carryOut(
  services: Services,
  connection: Connection,
  wish: Wish,
): Promise<Made | undefined> {
  const handle = await begin(services, connection, wish);
  if (!handle) return undefined;
  const run = await follow(services, handle);
  return madeOf(run, services.archive.folderOf(run.id));
}

/**
 * The first half of it, for who does not wait: checks, asks, starts and shows the sheet. Undefined when the user
 * said no. @throws ImageError before anything is sent
 */
export async function begin(
  services: Services,
  connection: Connection,
  wish: Wish,
): Promise<RunHandle | undefined> {
  const handle = await services.studio.start(wish, connection.api, estimate =>
    mayGoOn(services, connection, wish, estimate),
  );
  if (handle) services.sheet.reveal(true);
  return handle;
}

/** Shows the progress of a run until it is at rest, then says how it ended. */
export async function follow(services: Services, { runId, done }: RunHandle): Promise<Run> {
  const run = await withProgress(titleOf(services.archive.get(runId)), async (report, signal) => {
    signal.addEventListener('abort', () => services.studio.cancel(runId));
    const watching = services.archive.onDidChange(change => {
      if ('run' in change && change.run.id === runId) report(progressOf(change.run));
    });
    try {
      return await done;
    } finally {
      watching.dispose();
    }
  });
  // Not awaited: the caller of a command does not wait for the user to read.
  void sayEnd(services, run);
  return run;
}

function titleOf(run: Run | undefined): string {
  const name = run?.sources.map(({ label }) => label).join(', ') ?? '';
  if (run?.kind === 'variations') return runs.varying(name);
  return run?.kind === 'edit' ? runs.editing(name) : runs.generating(run?.tiles.length ?? 1);
}

function progressOf(run: Run): string {
  return runs.progress(run.tiles.filter(tile => tile.picture).length, run.tiles.length);
}

async function sayEnd(services: Services, run: Run): Promise<void> {
  const failed = run.tiles.find(tile => tile.state === 'failed' && tile.error);
  const ready = run.tiles.filter(tile => tile.picture).length;
  if (failed?.error) {
    await showError(services, failed.error, async delayMs => {
      const { retryTiles } = await import('./retry.ts');
      const ids = run.tiles.filter(tile => tile.state === 'failed').map(tile => tile.id);
      await retryTiles(services, run.id, ids, delayMs);
    });
  } else if (ready > 0 && !services.sheet.visible) {
    const show = { label: buttons.show(), run: () => services.sheet.reveal() };
    await showMessage('info', runs.done(ready), [show]);
  }
}
