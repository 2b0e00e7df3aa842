import type { Started } from '../../commands/composer.ts';
import type { RunOutcome } from '../../protocol/composer.ts';

/** The runs of this composer that are being started or under way. */
export class Runs {
  readonly #changed: () => void;
  #starting: Promise<unknown> | undefined;
  #running: readonly string[] = [];

  /** @param changed told when one is under way, or at rest */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Settles when what is being started is in the library, or came to nothing; never rejects. */
  get starting(): Promise<unknown> | undefined {
    return this.#starting;
  }

  /** Id of the one that was started last of those under way. */
  get newest(): string | undefined {
    return this.#running[0];
  }

  /** One press, one run: what comes while one is being started is the same press. */
  async once(start: () => Promise<Started | Exclude<RunOutcome, 'started'>>): Promise<RunOutcome> {
    if (this.#starting) return 'left';
    const run = start();
    this.#starting = Promise.allSettled([run]);
    try {
      const started = await run;
      if (typeof started === 'string') return started;
      this.#follow(started);
      return 'started';
    } finally {
      this.#starting = undefined;
    }
  }

  #follow({ runId, over }: Started): void {
    this.#put([runId, ...this.#running]);
    void over.finally(() => this.#put(this.#running.filter(id => id !== runId)));
  }

  #put(running: readonly string[]): void {
    this.#running = running;
    this.#changed();
  }
}
