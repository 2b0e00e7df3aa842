import pLimit from 'p-limit';
import * as vscode from 'vscode';
import { ImageError, toErrorRecord, type ErrorRecord } from '../../images/errors.ts';
import type { Run } from '../../images/run.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { withProgress } from '../../platform/show.ts';
import { madeOf, type Made } from '../made.ts';
import type { Connection, Services } from '../services.ts';
import { slotChoice, whyNot } from './fix.ts';
import { placeOfRun } from './slot.ts';
import type { Offer } from './offer.ts';
import { isFree, isPlaced, putInPlace, uriOf, type PlaceServices } from './place.ts';

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

/** What making needs. */
export type MakeServices = PlaceServices & Pick<Services, 'studio'>;

/** Makes missing pictures behind a notification with Cancel. @param connection needed for what was not made before */
export function makeAll(
  services: Services,
  connection: Connection | undefined,
  offers: readonly Offer[],
): Thenable<AllMade> {
  services.sheet.reveal(true);
  return withProgress(texts.making(offers.length), (report, signal) =>
    makeEach(services, connection, offers, placed => report(texts.progress(placed, offers.length)), signal),
  );
}

/** Makes missing pictures several at a time, each as a run of its own, and puts each into its place as it comes. */
export async function makeEach(
  services: MakeServices,
  connection: Connection | undefined,
  offers: readonly Offer[],
  onPlaced: (placed: number) => void,
  signal: AbortSignal,
): Promise<AllMade> {
  const made: Made[] = [];
  const failed: AllMade['failed'][number][] = [];
  let placed = 0;
  const one = async (offer: Offer): Promise<void> => {
    if (signal.aborted) return;
    let run: Run | undefined = offer.made?.run;
    try {
      run ??= connection && (await makeRun(services, connection, offer, signal));
      const tile = offer.made?.tile ?? run?.tiles[0];
      if (!run || !tile) return;
      if (tile.picture) {
        const isThere = !offer.made && isPlaced(tile, await uriOf(offer));
        if (isThere || (await putInPlace(services, run, tile, offer))) onPlaced(++placed);
      } else if (!signal.aborted) failed.push({ offer, error: tile.error ?? { kind: 'unexpected' } });
    } catch (error) {
      failed.push({ offer, error: toErrorRecord(error) });
    }
    if (run) made.push(madeOf(services.archive.get(run.id) ?? run, services.archive.folderOf(run.id)));
  };
  await pLimit(atOnce).map(offers, one);
  // In the order they were asked in, whichever ended first.
  const inOrder = failed.toSorted((a, b) => offers.indexOf(a.offer) - offers.indexOf(b.offer));
  return { made, placed, failed: inOrder, stopped: signal.aborted };
}

/** One picture as a run of the sheet; undefined when its place is taken by now. */
async function makeRun(
  services: MakeServices,
  connection: Connection,
  offer: Offer,
  signal: AbortSignal,
): Promise<Run | undefined> {
  const uri = await uriOf(offer);
  // Nothing is paid for that could not be put in its place.
  const problem = whyNot(connection, offer);
  if (problem) throw new ImageError({ kind: 'invalid', problems: [problem] });
  if (!(await isFree(services, uri))) return undefined;
  const { prompt } = offer;
  const saveTo = vscode.Uri.joinPath(uri, '..').toString();
  const asked = {
    ...slotChoice(connection, offer),
    ...placeOfRun(offer, { ...offer, root: offer.root.toString() }),
  };
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
