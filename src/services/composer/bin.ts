import type { Source } from '../../images/run.ts';
import type { Copies } from './copies.ts';

/** Deletes copies that no draft names any more. */
export class Bin {
  readonly #copies: Pick<Copies, 'remove' | 'forget'>;
  readonly #inUse: () => Promise<unknown> | undefined;
  #emptying: Promise<unknown> = Promise.resolve();

  /** @param inUse a run that is being started and has no copies of its own yet; never rejects */
  constructor(copies: Pick<Copies, 'remove' | 'forget'>, inUse: () => Promise<unknown> | undefined) {
    this.#copies = copies;
    this.#inUse = inUse;
  }

  /** Pictures that the user took away. */
  remove(gone: readonly Source[]): void {
    this.#empty(gone, one => this.#copies.remove(one));
  }

  /** Pictures that another window may still show. */
  forget(gone: readonly Source[]): void {
    this.#empty(gone, one => this.#copies.forget(one));
  }

  /** Settles when it is empty. What waits for a run to start may wait for the user: it is left to the sweep. */
  async emptied(): Promise<void> {
    if (!this.#inUse()) await this.#emptying;
  }

  #empty(gone: readonly Source[], by: (one: Source) => Promise<void>): void {
    if (gone.length === 0) return;
    const before = [this.#emptying, Promise.resolve(this.#inUse())];
    this.#emptying = Promise.allSettled(before).then(() => Promise.allSettled(gone.map(by)));
  }
}
