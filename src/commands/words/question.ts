import type { ImageParameters } from '../../images/request.ts';
import type { Slot, Source } from '../../images/run.ts';
import type { Order } from '../../studio/plan.ts';
import { askedOf, type Asked } from '../../studio/price.ts';
import type { OfferedDirection } from '../directions.ts';
import type { SendLook } from '../sendLook.ts';
import type { Connection } from '../services.ts';
import type { SlotSize } from '../slotSizes.ts';

/** What one run will ask for, apart from its words. */
export interface Choice {
  readonly count: number;
  readonly parameters: ImageParameters;
  /** Of variations: what the candidates are to be. */
  readonly directions?: readonly OfferedDirection[];
  /** The place in the code whose size is wanted, instead of a size of the model's. */
  readonly slot?: Slot;
}

/** How the pick for words looks for one command. */
export interface WordsQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Label of the row that starts the run. */
  readonly go: (count: number) => string;
  readonly initial: string;
  /** Newest first. */
  readonly earlier: readonly string[];
  /** Whether the run can start without words. */
  readonly optional: boolean;
  /** How often the count is made: once, or for each of several files. */
  readonly times: number;
  /** Whether pictures go along, whose price nobody can tell before. */
  readonly sendsPictures: boolean;
  /** What would be sent of the pictures; the same object where nothing changes. */
  readonly look?: (words: string, choice: Choice) => Promise<SendLook>;
  /** Sizes in which the code shows the picture; looked for when the size is asked for. */
  readonly sizesInCode?: () => Promise<readonly SlotSize[]>;
  /** What Enter would ask for, with the pictures as they would be sent; default: words alone. */
  readonly order?: (words: string, choice: Choice, sources: readonly Source[]) => Order;
  /** Whether one picture is wanted for one place, so that no number is asked for. */
  readonly single?: boolean;
}

/** A question as it stands while it is being answered. */
export interface Standing {
  readonly question: WordsQuestion;
  readonly connection: Connection;
  readonly choice: Choice;
  /** As it stands in the box. */
  readonly typed: string;
  /** What would be sent of the pictures; undefined while nobody knows. */
  readonly look: SendLook | undefined;
}

/** What Enter would ask for; undefined while nobody knows how the pictures would be sent. */
export function askedFor({
  question,
  connection,
  choice,
  typed,
  look,
}: Standing): readonly Asked[] | undefined {
  const { api } = connection;
  const prompt = typed.trim();
  if (question.order) return look?.sources && askedOf(question.order(prompt, choice, look.sources), api);
  const { count, parameters } = choice;
  return askedOf({ kind: 'generate', prompt, count, parameters, sources: [], folder: '' }, api);
}
