import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { PriceRange } from '../images/cost.ts';
import { ImageError, type Problem } from '../images/errors.ts';
import type { Mask } from '../images/mask.ts';
import type { NamedPlace, Run } from '../images/run.ts';
import type { Rect, SquareFit } from '../images/transform.ts';
import { validate } from '../images/validate.ts';
import { jobsFor, once, plan, problemsOf } from './check.ts';
import { execute, type LookAtAlpha } from './execute.ts';
import { fitTile } from './fit.ts';
import { lockTile, marked, prepareMask } from './mask.ts';
import type { Job, Order, Plan } from './plan.ts';
import type { ImagesApi, MaskPixels, Pixels, RunStore, SourceFiles } from './ports.ts';
import { prepareSources, usualSquare, wantFor } from './prepare.ts';
import { askedBy, priceOf } from './price.ts';
import { canBeAskedAgain, finished, waiting } from './reduce.ts';
import { importSources, type SourceReference, type ProbeFile } from './sources.ts';

/** What a command asks for; the studio makes the rest. */
export interface Wish extends Omit<Order, 'sources' | 'folder' | 'mask'> {
  readonly sources: readonly SourceReference[];
  /** Of an edit: where the first source may change, px of it as it is seen. */
  readonly mask?: Mask;
  /** Folder uri to save into, kept with the run. */
  readonly saveTo?: string;
  /** Where code names the picture, kept with the run. */
  readonly place?: NamedPlace;
  /** How sources are made square where a route wants that; default padded, see-through. */
  readonly square?: SquareFit;
}

/** A run that is under way. */
export interface RunHandle {
  readonly runId: string;
  /** Settles with the run at rest; never rejects. */
  readonly done: Promise<Run>;
}

/** What the studio works with. */
export interface StudioOptions {
  readonly store: RunStore;
  readonly sources: SourceFiles;
  readonly probeFile: ProbeFile;
  /** Looks at the pixels of a picture that was asked to be transparent; undefined where they cannot be read. */
  readonly alphaTruth?: LookAtAlpha;
  /** Prepares sources and fits what comes; without it files go as they are and stay as they come. */
  readonly pixels?: Pixels;
  /** Told of every run that was asked for something, before `done` settles; `again`: the user tried once more. Never rejects. */
  readonly onEnd?: (run: Run, again: boolean) => Promise<void>;
  /** Makes masks and puts back what they protect; without it or `pixels` masks are left out. */
  readonly masking?: MaskPixels;
}

/** The use cases: starts runs, knows which are under way, stops them, tries tiles again. */
export class Studio {
  readonly #options: StudioOptions;
  readonly #settling = new Set<Promise<Run>>();
  readonly #running = new Map<string, { readonly controller: AbortController; readonly parts: number }>();

  constructor(options: StudioOptions) {
    this.#options = options;
  }

  /**
   * Checks a wish, asks, puts its run into the library and only then begins to spend.
   * @param mayGoOn asked once all is known to be in order, with the estimated price in USD where that is known
   * @returns undefined when it was told not to go on
   * @throws ImageError `invalid`, `source` or `disk`, before anything is sent
   */
  async start(
    wish: Wish,
    api: ImagesApi,
    mayGoOn: (estimate: PriceRange | undefined) => Promise<boolean> = async () => true,
  ): Promise<RunHandle | undefined> {
    const { store, sources: files, probeFile, pixels, masking } = this.#options;
    const runId = newRunId();
    try {
      const times = wish.kind === 'variations' ? Math.max(1, wish.sources.length) : 1;
      const folder = await store.prepare(runId, wish.count * times);
      const imported = await importSources(wish.sources, folder, files, probeFile);
      const { mask, ...rest } = wish;
      const drawn = masking && mask && marked(mask);
      const want = wantFor(wish, api, wish.square ?? usualSquare);
      const sources = pixels
        ? await prepareSources(imported, want, folder, pixels, drawn !== undefined)
        : imported;
      const sent = drawn && (await prepareMask(drawn, sources, folder, masking));
      const order: Order = { ...rest, sources, folder, ...(sent ? { mask: sent } : {}) };
      const { tiles, jobs } = plan(order, api);
      refuse(problemsOf(order, api, jobs));
      if (!(await mayGoOn(priceOf(askedBy(jobs))))) {
        await store.abandon(runId);
        return undefined;
      }
      await store.start(newRun(runId, order, api, { tiles, jobs }, wish));
      return { runId, done: this.#follow(this.#carryOut(runId, jobs, api, '')) };
    } catch (error) {
      await store.abandon(runId);
      throw error;
    }
  }

  /**
   * Asks for tiles that have no picture again, in their own run, with the same bytes and words. Which do is what the
   * store says now: what was asked for meanwhile, or has come, is not asked for twice.
   * @param delayMs waits that long first, for servers that asked for it
   * @returns undefined where none is left to ask for
   * @throws ImageError `invalid`, before anything is sent
   */
  retry(runId: string, tileIds: readonly string[], api: ImagesApi, delayMs = 0): RunHandle | undefined {
    const run = this.#options.store.get(runId);
    const tiles = run?.tiles.filter(tile => tileIds.includes(tile.id) && canBeAskedAgain(tile)) ?? [];
    if (!run || tiles.length === 0) return undefined;
    const order: Order = { ...run, count: tiles.length, folder: this.#options.store.folderOf(run.id) };
    const jobs = jobsFor(order, api, tiles);
    refuse(jobs.flatMap(job => validate(job.request)));
    const now = Date.now();
    this.#options.store.change(run.id, before =>
      tiles.reduce((changed, { id }) => waiting(changed, id, delayMs && now + delayMs, now), before),
    );
    const attempt = `r${now.toString(36)}`;
    return { runId: run.id, done: this.#follow(this.#carryOut(run.id, jobs, api, attempt, delayMs)) };
  }

  /** Shows another part of a picture that was made for a slot: px of the upright picture. @throws ImageError `disk` */
  async refit(runId: string, tileId: string, rect: Rect): Promise<void> {
    const { store, pixels } = this.#options;
    if (pixels) await fitTile({ store, pixels }, runId, tileId, rect);
  }

  isRunning(runId: string): boolean {
    return this.#running.has(runId);
  }

  /** Stops a run; what is whole stays. */
  cancel(runId: string): void {
    this.#running.get(runId)?.controller.abort();
  }

  /** Stops everything because the window closes; settles when all is said: interrupted, not cancelled. */
  async close(): Promise<void> {
    for (const { controller } of this.#running.values()) {
      controller.abort(new ImageError({ kind: 'interrupted', mayBeBilled: true }));
    }
    await Promise.allSettled(this.#settling);
  }

  #follow(done: Promise<Run>): Promise<Run> {
    this.#settling.add(done);
    return done.finally(() => this.#settling.delete(done));
  }

  async #carryOut(
    runId: string,
    jobs: readonly Job[],
    api: ImagesApi,
    attempt: string,
    delayMs = 0,
  ): Promise<Run> {
    const { store, alphaTruth, pixels, masking, onEnd } = this.#options;
    const fit =
      pixels &&
      ((id: string, tile: string) =>
        masking && store.get(id)?.mask
          ? lockTile({ store, pixels: masking }, id, tile)
          : fitTile({ store, pixels }, id, tile));
    const { signal } = this.#enter(runId);
    try {
      // An abort ends the wait too; the jobs then find the signal and say so in their tiles.
      if (delayMs > 0) await setTimeout(delayMs, undefined, { signal }).catch(() => undefined);
      const looks = { ...(alphaTruth ? { alphaTruth } : {}), ...(fit ? { fit } : {}) };
      await execute(jobs, { runId, api, store, signal, attempt, ...looks });
    } finally {
      if (this.#leave(runId)) store.change(runId, run => finished(run, Date.now()));
    }
    const ended = store.get(runId);
    if (ended) await onEnd?.(ended, attempt !== '');
    const run = store.get(runId);
    if (!run) throw new ImageError({ kind: 'unexpected', detail: 'the run left the library' });
    return run;
  }

  /** Parts of one run share one way to stop them. */
  #enter(runId: string): AbortController {
    const { controller, parts } = this.#running.get(runId) ?? { controller: new AbortController(), parts: 0 };
    this.#running.set(runId, { controller, parts: parts + 1 });
    return controller;
  }

  /** Whether the last part of the run is over. */
  #leave(runId: string): boolean {
    const running = this.#running.get(runId);
    if (running && running.parts > 1) {
      this.#running.set(runId, { ...running, parts: running.parts - 1 });
      return false;
    }
    return this.#running.delete(runId);
  }
}

function refuse(problems: readonly Problem[]): void {
  const each = once(problems);
  if (each.length > 0) throw new ImageError({ kind: 'invalid', problems: each });
}

function newRun(
  id: string,
  order: Order,
  api: ImagesApi,
  { tiles, jobs }: Plan,
  { saveTo, place }: Pick<Wish, 'saveTo' | 'place'>,
): Run {
  const { kind, prompt, parameters, count, directions, sources, mask, slot } = order;
  const estimate = priceOf(askedBy(jobs));
  return {
    id,
    kind,
    state: 'running',
    startedAt: Date.now(),
    prompt,
    sources,
    ...(mask ? { mask } : {}),
    provider: api.label,
    parameters,
    count,
    ...(directions ? { directions } : {}),
    tiles,
    ...(estimate && !api.label.offline ? { estimateUsd: estimate } : {}),
    ...(saveTo === undefined ? {} : { saveTo }),
    ...(slot ? { slot } : {}),
    ...(place ? { place } : {}),
  };
}

/** Sorts by time and never collides between windows. */
function newRunId(): string {
  const time = new Date().toISOString().replace(/[-:.]/g, '').slice(0, 15);
  return `${time}-${randomUUID().slice(0, 8)}`;
}
