import { maxReferences } from '../../images/draft.ts';
import type { Mask } from '../../images/mask.ts';
import type { Source } from '../../images/run.ts';
import { composerMessages as texts } from '../../platform/messages/composer.ts';
import type { ReferenceView } from '../../protocol/composer.ts';
import type { MaskedPicture } from '../../protocol/mask.ts';
import type { Bin } from './bin.ts';
import type { Copies } from './copies.ts';
import { moved, noLongerNamed, withMask, withReferences } from './deskChanges.ts';
import type { Intake, Keep } from './intake.ts';
import type { KeptDesk } from './keptDesk.ts';
import { referenceView } from './views.ts';

/** What the pictures of a desk are handled with. */
export interface PictureParts {
  readonly desk: KeptDesk;
  readonly copies: Copies;
  readonly intake: Intake;
  readonly bin: Bin;
}

/** The pictures that go along, under the user's own hand: their order, and what is drawn on them. */
export class Pictures {
  readonly #parts: PictureParts;

  constructor(parts: PictureParts) {
    this.#parts = parts;
  }

  /** As the page shows them. */
  views(toUri: (path: string) => string): Promise<readonly ReferenceView[]> {
    const { copies, desk } = this.#parts;
    const { references, masks = {} } = desk.state;
    return Promise.all(
      references.map(async source =>
        referenceView(source, toUri(await copies.shownPath(source)), masks[source.file]),
      ),
    );
  }

  /** Adds what can be kept, as far as there is room; the rest is said at the field. */
  async add(keep: readonly Keep[]): Promise<void> {
    if (keep.length === 0) return;
    const { desk, intake } = this.#parts;
    await desk.inTurn(async () => {
      const room = maxReferences - desk.state.references.length;
      const added = await intake.take(keep.slice(0, Math.max(0, room)));
      if (keep.length > room) intake.say([...intake.refusals, texts.tooMany(maxReferences)]);
      if (added.length > 0) await this.#put([...desk.state.references, ...added]);
    });
  }

  /** Takes one away, by its `file`, and deletes it. */
  async remove(file: string): Promise<void> {
    const { desk, intake } = this.#parts;
    await desk.inTurn(() => {
      intake.say([]);
      return this.#put(desk.state.references.filter(one => one.file !== file));
    });
  }

  /** Moves one, by its `file`, to a place among the others. */
  async move(file: string, to: number): Promise<void> {
    const { desk } = this.#parts;
    await desk.inTurn(() => this.#put(moved(desk.state.references, file, to)));
  }

  /** One to draw on, by its `file`, or the first; undefined where it is gone. */
  async openMask(
    file: string | undefined,
    toUri: (path: string) => string,
  ): Promise<MaskedPicture | undefined> {
    const { copies, desk } = this.#parts;
    const { references } = desk.state;
    const source = file === undefined ? references[0] : references.find(one => one.file === file);
    if (!source) return undefined;
    const { file: id, label } = source;
    const size = await copies.seenSize(source);
    // As it is by now.
    const mask = desk.state.masks?.[id] ?? { strokes: [], feather: 0 };
    return { id, label, uri: toUri(copies.pathOf(source)), ...size, mask };
  }

  /** What is drawn on one, by its `file`, if it is still there. */
  draw(file: string, mask: Mask): void {
    const { desk } = this.#parts;
    const drawn = withMask(desk.state, file, mask);
    if (drawn) desk.change(drawn);
  }

  /** What the user took away is deleted. */
  async #put(references: readonly Source[]): Promise<void> {
    const { desk, bin } = this.#parts;
    const before = desk.state;
    if (references === before.references) return;
    // The draft first: it must not name pictures that are gone.
    await desk.put(withReferences(before, references), 'wordsStay');
    bin.remove(noLongerNamed(before, desk.state));
  }
}
