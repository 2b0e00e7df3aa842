import { toErrorRecord } from '../../images/errors.ts';
import type { Source } from '../../images/run.ts';
import { errorSentence } from '../../platform/messages/errors.ts';

/** Keeps a copy of one picture. @throws ImageError `source`, `invalid`, `disk` */
export type Keep = () => Promise<Source>;

/** Takes pictures in, and says why the last ones were not. */
export class Intake {
  readonly #changed: () => void;
  #refusals: readonly string[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Sentences, of the last try only. */
  get refusals(): readonly string[] {
    return this.#refusals;
  }

  /** All that could be kept, in their order; the others are refused. */
  async take(keep: readonly Keep[]): Promise<readonly Source[]> {
    this.say([]);
    const results = await Promise.allSettled(keep.map(one => one()));
    const failed = results.filter(result => result.status === 'rejected');
    this.say(failed.map(({ reason }) => errorSentence(toErrorRecord(reason))));
    return results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  }

  /** Says this and nothing else. */
  say(refusals: readonly string[]): void {
    if (refusals.length + this.#refusals.length === 0) return;
    this.#refusals = refusals;
    this.#changed();
  }
}
