import { join } from 'node:path';
import pLimit from 'p-limit';
import { ImageError, toErrorRecord, type ErrorRecord } from '../images/errors.ts';
import { isDrawable, type AlphaTruth } from '../images/picture.ts';
import type { ImageEvent } from '../images/result.ts';
import type { Run } from '../images/run.ts';
import { retirementOf } from '../images/retired.ts';
import type { Job } from './plan.ts';
import { dropPreviews } from './previews.ts';
import type { ImagesApi, RunStore } from './ports.ts';
import { isToFit, sourceOfTile } from './fit.ts';
import { applyEvent, askedFor, beingFitted, failTiles, fitOver, tileOf, withAlphaTruth } from './reduce.ts';

/** Requests of one run that are under way at once. */
const parallelRequests = 4;

/** What carrying out jobs needs. */
export interface Execution {
  readonly runId: string;
  readonly api: ImagesApi;
  readonly store: RunStore;
  readonly signal: AbortSignal;
  /** Makes file names of this attempt differ from those of earlier ones. */
  readonly attempt: string;
  readonly alphaTruth?: LookAtAlpha;
  /** Makes of a picture that came what belongs in its place. @throws ImageError */
  readonly fit?: (runId: string, tileId: string) => Promise<void>;
}

/** What the pixels of a picture file say about its transparency; undefined where they cannot be read. Never rejects. */
export type LookAtAlpha = (path: string) => Promise<AlphaTruth | undefined>;

/** Carries out jobs, a few at a time, and puts what comes of each into its run. Never throws: tiles tell. */
export async function execute(jobs: readonly Job[], execution: Execution): Promise<void> {
  const limit = pLimit(parallelRequests);
  const run = async (job: Job): Promise<void> => {
    // What is done instead waits for a place of its own, after this job has given its place back.
    const instead = await limit(() => carryOut(job, execution));
    await Promise.all(instead.map(run));
  };
  await Promise.all(jobs.map(run));
}

/** @returns the jobs to do instead, where the route does not exist */
async function carryOut(job: Job, execution: Execution): Promise<readonly Job[]> {
  const { runId, store, signal } = execution;
  try {
    signal.throwIfAborted();
    await ask(job, execution);
    store.change(runId, run => failTiles(run, job.tiles, { kind: 'emptyAnswer', mayBeBilled: true }));
  } catch (error) {
    if (job.otherwise && error instanceof ImageError && error.kind === 'routeNotFound')
      return job.otherwise();
    const record = signal.aborted
      ? stopped(execution, job)
      : withReplacement(toErrorRecord(error), job, execution.api);
    store.change(runId, run => failTiles(run, job.tiles, record));
  }
  const tiles = store.get(runId)?.tiles.filter(({ id }) => job.tiles.includes(id)) ?? [];
  await dropPreviews(store.folderOf(runId), tiles);
  return [];
}

async function ask(job: Job, execution: Execution): Promise<void> {
  const { runId, api, store, signal, attempt } = execution;
  const stem = `${job.tiles[0] ?? '1'}${attempt}`;
  store.change(runId, run => askedFor(run, job, stem));
  const looks: Promise<void>[] = [];
  try {
    for await (const event of api.send(job.request, { folder: store.folderOf(runId), stem }, signal)) {
      store.change(runId, run => withEvent(run, job, event, execution));
      if (event.type === 'completed')
        looks.push(lookAtAlpha(job, event, execution), fitIn(tileOf(job, event.index), execution));
    }
  } finally {
    // What came before an answer broke off is looked at all the same.
    await Promise.all(looks);
  }
}

/** A picture that has to be fitted says so from the moment it is there. */
function withEvent(run: Run, job: Job, event: ImageEvent, { fit }: Execution): Run {
  const changed = applyEvent(run, job, event, Date.now());
  if (event.type !== 'completed' || !fit) return changed;
  const id = tileOf(job, event.index);
  return isToFit(changed, id) ? beingFitted(changed, id) : changed;
}

/** Never rejects: the tile tells. */
async function fitIn(tileId: string, { runId, store, fit }: Execution): Promise<void> {
  const run = store.get(runId);
  if (!fit || !run || !isToFit(run, tileId)) return;
  try {
    await fit(runId, tileId);
    store.change(runId, before => fitOver(before, tileId));
  } catch (error) {
    store.change(runId, before => fitOver(before, tileId, toErrorRecord(error)));
  }
}

/**
 * Where transparency was asked for, or the source has it, the pixels say whether it came: models paint checkerboards
 * instead, and some cannot be asked.
 */
async function lookAtAlpha(
  job: Job,
  { index, picture }: Extract<ImageEvent, { type: 'completed' }>,
  { runId, store, alphaTruth }: Execution,
): Promise<void> {
  if (!alphaTruth || !isDrawable(picture)) return;
  const run = store.get(runId);
  const tile = run?.tiles.find(({ id }) => id === tileOf(job, index));
  const isWanted = run && tile && sourceOfTile(run, tile)?.seeThrough;
  if (!isWanted && job.request.parameters.background !== 'transparent') return;
  const truth = await alphaTruth(join(store.folderOf(runId), picture.file));
  if (truth) store.change(runId, before => withAlphaTruth(before, tileOf(job, index), truth));
}

/** OpenAI ends models; compatible servers may go on with theirs under the same names. */
function withReplacement(record: ErrorRecord, job: Job, { label }: ImagesApi): ErrorRecord {
  if (record.kind !== 'modelNotFound' || label.id !== 'openai') return record;
  const replacement = retirementOf(job.request.parameters.model)?.replacement;
  return replacement === undefined ? record : { ...record, replacement };
}

/** Why a job was stopped; a request that was under way by then may be billed all the same. */
function stopped({ store, runId, signal }: Execution, job: Job): ErrorRecord {
  const tiles = store.get(runId)?.tiles ?? [];
  const mayBeBilled = tiles.some(tile => job.tiles.includes(tile.id) && tile.state === 'running');
  const closing = signal.reason instanceof ImageError && signal.reason.kind === 'interrupted';
  return { kind: closing ? 'interrupted' : 'cancelled', mayBeBilled };
}
