import { join } from 'node:path';
import pLimit from 'p-limit';
import { ImageError, toErrorRecord, type ErrorRecord } from '../images/errors.ts';
import { isDrawable, type AlphaTruth } from '../images/picture.ts';
import type { ImageEvent } from '../images/result.ts';
import { retirementOf } from '../images/retired.ts';
import type { Job } from './plan.ts';
import type { ImagesApi, RunStore } from './ports.ts';
import { applyEvent, askedFor, failTiles, tileOf, withAlphaTruth } from './reduce.ts';

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
  /** Puts back what a mask protects. */
  readonly lock?: (tileId: string) => Promise<void>;
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
  return [];
}

async function ask(job: Job, execution: Execution): Promise<void> {
  const { runId, api, store, signal, attempt, lock } = execution;
  const stem = `${job.tiles[0] ?? '1'}${attempt}`;
  store.change(runId, run => askedFor(run, job, stem));
  const looks: Promise<void>[] = [];
  for await (const event of api.send(job.request, { folder: store.folderOf(runId), stem }, signal)) {
    store.change(runId, run => applyEvent(run, job, event, Date.now()));
    if (event.type !== 'completed') continue;
    looks.push(lookAtAlpha(job, event, execution));
    if (lock) looks.push(lock(tileOf(job, event.index)));
  }
  await Promise.all(looks);
}

/** Where transparency was asked for, the pixels say whether it came: models paint checkerboards instead. */
async function lookAtAlpha(
  job: Job,
  { index, picture }: Extract<ImageEvent, { type: 'completed' }>,
  { runId, store, alphaTruth }: Execution,
): Promise<void> {
  if (!alphaTruth || job.request.parameters.background !== 'transparent' || !isDrawable(picture)) return;
  const truth = await alphaTruth(join(store.folderOf(runId), picture.file));
  if (truth) store.change(runId, run => withAlphaTruth(run, tileOf(job, index), truth));
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
