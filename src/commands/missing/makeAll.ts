import pLimit from 'p-limit';
import * as vscode from 'vscode';
import { ImageError, toErrorRecord, type ErrorRecord } from '../../images/errors.ts';
import type { Run } from '../../images/run.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { withProgress } from '../../platform/show.ts';
import { madeOf, type Made } from '../made.ts';
import type { Connection, Services } from '../services.ts';
import { slotChoice } from './fix.ts';
import { slotOfRun } from './slot.ts';
import type { Offer } from './offer.ts';
import { putInPlace, uriOf } from './place.ts';

/** Pictures that are made at the same time. */
const atOnce = 3;

/** What came of all that was to be made. */
export interface AllMade {
  readonly made: readonly Made[];
  /** Pictures that are in their place. */
  readonly placed: number;
  readonly failed: readonly { readonly offer: Offer; readonly error: ErrorRecord }[];
  /** Whether the user stopped it. */
  readonly stopped: boolean;
}

/** Makes missing pictures several at a time, each as a run of its own, and puts each into its place as it comes. */
export function makeAll(
  services: Services,
  connection: Connection,
  offers: readonly Offer[],
): Thenable<AllMade> {
  services.sheet.reveal(true);
  return withProgress(texts.making(offers.length), async (report, signal) => {
    const made: Made[] = [];
    const failed: AllMade['failed'][number][] = [];
    let placed = 0;
    const one = async (offer: Offer): Promise<void> => {
      if (signal.aborted) return;
      try {
        const run = await makeRun(services, connection, offer, signal);
        const [tile] = run?.tiles ?? [];
        if (!run || !tile) return;
        if (tile.picture) {
          if (await putInPlace(services, run, tile, offer)) report(texts.progress(++placed, offers.length));
        } else if (!signal.aborted) failed.push({ offer, error: tile.error ?? { kind: 'unexpected' } });
        made.push(madeOf(services.archive.get(run.id) ?? run, services.archive.folderOf(run.id)));
      } catch (error) {
        failed.push({ offer, error: toErrorRecord(error) });
      }
    };
    await pLimit(atOnce).map(offers, one);
    return { made, placed, failed, stopped: signal.aborted };
  });
}

/** One picture as a run of the sheet; undefined when its place is taken by now. */
async function makeRun(
  services: Services,
  connection: Connection,
  offer: Offer,
  signal: AbortSignal,
): Promise<Run | undefined> {
  const uri = await uriOf(offer);
  if (!(await isFree(services, uri))) return undefined;
  const { prompt } = offer;
  const saveTo = vscode.Uri.joinPath(uri, '..').toString();
  const asked = { ...slotChoice(connection, offer), ...slotOfRun(offer, offer) };
  const wish = { kind: 'generate', prompt, ...asked, sources: [], saveTo } as const;
  const handle = await services.studio.start(wish, connection.api);
  if (!handle) throw new ImageError({ kind: 'cancelled' });
  const stop = (): void => services.studio.cancel(handle.runId);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await handle.done;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Nothing is paid for that could not be put in its place. */
async function isFree(services: Services, uri: vscode.Uri): Promise<boolean> {
  const isThere = await vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
  return !isThere || services.placeholders.isOne(uri);
}
