import type { Services } from '../../commands/services.ts';
import { maxReferences } from '../../images/draft.ts';
import type { Source } from '../../images/run.ts';
import type { DraftState } from '../../library/deskFile.ts';
import { composerMessages as texts } from '../../platform/messages/composer.ts';
import type { SourceReference } from '../../studio/sources.ts';
import { exchanged, noLongerNamed } from './deskChanges.ts';
import type { PictureParts } from './pictures.ts';

/** What drafts are exchanged with. */
export interface ExchangeParts extends PictureParts {
  readonly sheet: Pick<Services['sheet'], 'reveal'>;
  /** Told when the focus is wanted. */
  readonly changed: () => void;
}

/** Puts another draft in the place of the one that is there, which can be brought back. */
export class Exchange {
  readonly #parts: ExchangeParts;
  /** How often the focus was wanted, and had: never reset, since the page remembers the last it saw. */
  #focus = 0;
  #focused = 0;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /** Counts how often the prompt was to get the focus; 0: nobody waits for it. */
  get focus(): number {
    return this.#focused === this.#focus ? 0 : this.#focus;
  }

  /** The page gave it the focus, that many times. */
  hadFocus(times: number): void {
    this.#focused = Math.max(this.#focused, Math.min(times, this.#focus));
  }

  /** Begins anew. */
  async clear(): Promise<void> {
    await this.#parts.desk.inTurn(() => this.#put({ references: [] }, 'wordsChange'));
  }

  /** Puts back what was there before, if anything is kept of it. */
  async bringBack(): Promise<void> {
    const { desk, intake } = this.#parts;
    await desk.inTurn(async () => {
      intake.say([]);
      const { previous } = desk.state;
      if (previous) await this.#put(previous, 'wordsChange');
    });
  }

  /**
   * Copies pictures, puts them there, and shows it; where one cannot be read, nothing changes.
   * @param draftOf the draft that goes with the copies
   */
  async putThere(
    sources: readonly SourceReference[],
    draftOf: (references: readonly Source[]) => DraftState,
    words: 'wordsStay' | 'wordsChange',
  ): Promise<void> {
    const { desk, copies, intake, bin } = this.#parts;
    await desk.inTurn(async () => {
      const wanted = sources.slice(0, maxReferences);
      const kept = await intake.take(wanted.map(source => () => copies.addFile(source)));
      if (kept.length === wanted.length) {
        if (sources.length > wanted.length) intake.say([texts.tooMany(maxReferences)]);
        await this.#put(draftOf(kept), words);
      } else {
        intake.say([[...intake.refusals, texts.nothingChanged()].join(' ')]);
        bin.remove(kept);
      }
      this.#show();
    });
  }

  async #put(next: DraftState, words: 'wordsStay' | 'wordsChange'): Promise<void> {
    const { desk, bin } = this.#parts;
    const before = desk.state;
    // The draft first: it must not name pictures that are gone.
    await desk.put(exchanged(before, next), words);
    bin.forget(noLongerNamed(before, desk.state));
  }

  #show(): void {
    this.#focus++;
    this.#parts.sheet.reveal();
    this.#parts.changed();
  }
}
