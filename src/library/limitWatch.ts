import { mayGo, planEviction, type EvictionPlan } from './eviction.ts';
import type { Library } from './library.ts';

/** After a question that was dismissed it takes this part of the limit more to ask again. */
const askAgainAfter = 0.05;

/** What watching the limit needs. */
export interface LimitWatchOptions {
  readonly library: Pick<Library, 'onDidChange' | 'usage' | 'runs' | 'get' | 'remove' | 'runsElsewhere'>;
  /** 0: no limit. */
  readonly limitBytes: () => number;
  /** Says what would go before it happens. @returns whether it may */
  readonly ask: (plan: EvictionPlan, limitBytes: number) => Promise<boolean>;
  readonly onProblem: (error: unknown) => void;
}

/** Looks at the size of the library whenever a run of this window ends, and asks before anything goes for room. */
export class LimitWatch {
  readonly #options: LimitWatchOptions;
  readonly #running = new Set<string>();
  readonly #listening: { dispose(): void };
  /** Bytes below which nobody is asked again in this session. */
  #askAbove = 0;
  #checking: Promise<void> | undefined;

  constructor(options: LimitWatchOptions) {
    this.#options = options;
    const { library } = options;
    this.#listening = library.onDidChange(change => {
      if (!('run' in change)) return;
      const { id, state } = change.run;
      if (state === 'running' && !library.runsElsewhere(id)) this.#running.add(id);
      else if (state !== 'running' && this.#running.delete(id)) this.#checkSoon();
    });
  }

  /** Asks when the library is over its limit; settles when the answer is carried out. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #checkSoon(): void {
    this.check().catch((error: unknown) => this.#options.onProblem(error));
  }

  async #check(): Promise<void> {
    const { library, limitBytes, ask } = this.#options;
    const limit = limitBytes();
    if (limit === 0) return;
    const usage = await library.usage();
    if (usage.bytes <= Math.max(limit, this.#askAbove)) return;
    this.#askAbove = usage.bytes + limit * askAgainAfter;
    const plan = planEviction(await library.runs(), limit, usage);
    if (await ask(plan, limit)) await this.#evict(plan);
  }

  /** What was saved, kept or taken up again while the question stood stays. */
  async #evict(plan: EvictionPlan): Promise<void> {
    const { library } = this.#options;
    for (const { runId, tileIds } of plan.evictions) {
      const run = library.get(runId);
      const tiles = run?.tiles.filter(tile => tileIds.includes(tile.id) && mayGo(run, tile)) ?? [];
      if (tiles.length > 0)
        await library.remove(
          runId,
          tiles.map(({ id }) => id),
        );
    }
    // Room was made: being over the limit again is news.
    this.#askAbove = 0;
  }
}
