import pLimit from 'p-limit';
import { toErrorRecord } from '../../images/errors.ts';
import type { DeskFile, DeskState } from '../../library/deskFile.ts';

/** How long after a change it is written, ms. */
const restMs = 400;

/** What a desk is kept with. */
export interface KeepingParts {
  readonly file: Pick<DeskFile, 'write'>;
  /** Told when what the page shows has changed. */
  readonly changed: () => void;
  readonly log: { warn(line: string): void };
}

/** What lies on the desk, the one truth about it: here at once, on the disk soon. */
export class KeptDesk {
  readonly #parts: KeepingParts;
  readonly #turns = pLimit(1);
  #state: DeskState;
  #epoch = 1;
  #rest: NodeJS.Timeout | undefined;

  constructor(parts: KeepingParts, state: DeskState) {
    this.#parts = parts;
    this.#state = state;
  }

  get state(): DeskState {
    return this.#state;
  }

  /** Counts the drafts that were put there by other hands than the page's. */
  get epoch(): number {
    return this.#epoch;
  }

  /** What the page itself has changed. */
  change(state: DeskState): void {
    this.#state = state;
    this.#saveSoon();
    this.#parts.changed();
  }

  /** A draft that is put right, if it is, for the view that is being made. */
  correct(state: DeskState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#epoch++;
    this.#saveSoon();
  }

  /** Settles when it is on the disk. What is being typed goes on where the words stay. */
  async put(state: DeskState, words: 'wordsStay' | 'wordsChange'): Promise<void> {
    if (words === 'wordsChange') this.#epoch++;
    this.#state = state;
    this.#parts.changed();
    await this.save();
  }

  /** What changes the pictures waits here for what changes them already. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns(work);
  }

  /** Settles when all is on the disk; that it cannot be written is for the log. */
  async save(): Promise<void> {
    clearTimeout(this.#rest);
    try {
      await this.#parts.file.write(this.#state);
    } catch (error) {
      // The draft lives on in this window; the reason has no words of the user's.
      this.#parts.log.warn(`the draft was not kept: ${toErrorRecord(error).kind}`);
    }
  }

  #saveSoon(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.save(), restMs);
  }
}
