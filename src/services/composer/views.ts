// The parts of the view that are data put differently.
import type { ModelInfo, Outlook } from '../../commands/services.ts';
import type { PriceRange } from '../../images/cost.ts';
import type { ChoiceField } from '../../images/draft.ts';
import type { Problem } from '../../images/errors.ts';
import { marksSomething, type Mask } from '../../images/mask.ts';
import { looksLikeImageModel } from '../../images/models.ts';
import { offersFor, type Check, type Offer } from '../../images/offers.ts';
import type { ImageParameters } from '../../images/request.ts';
import { retirementOf } from '../../images/retired.ts';
import { without, type Source } from '../../images/run.ts';
import type {
  ComposerView,
  ModelView,
  OfferView,
  ProblemView,
  ReferenceView,
} from '../../protocol/composer.ts';

/** What the list of models is known to be. */
export type ModelList =
  | { readonly state: 'unasked' | 'asking' }
  | { readonly state: 'known'; readonly models: readonly ModelInfo[] }
  | { readonly state: 'failed'; readonly sentence: string };

/** What a view says in sentences. */
export interface Words {
  problem(problem: Problem): string;
  /** `undefined`: nobody knows. `sends`: pictures go along, whose price is not in it. */
  price(estimate: PriceRange | 'free' | undefined, sends: boolean): ComposerView['price'];
}

/** A picture as the page shows it. */
export function referenceView(source: Source, uri: string, mask?: Mask): ReferenceView {
  const { label, type, width, height, bytes } = source;
  const masked = mask && marksSomething(mask) ? { masked: true as const } : {};
  return { id: source.file, label, uri, type, width, height, bytes, ...masked };
}

/** What each field's control offers, as everything else stands. */
export function offersOf(parameters: ImageParameters, check: Check, words: Words): ComposerView['offers'] {
  const of = (field: ChoiceField): readonly OfferView[] =>
    offersFor(field, parameters, check).map(offer => offerView(offer, words));
  return {
    size: of('size'),
    quality: of('quality'),
    background: of('background'),
    outputFormat: of('outputFormat'),
    moderation: of('moderation'),
    partialImages: of('partialImages'),
    style: of('style'),
    complexity: of('complexity'),
    inputFidelity: of('inputFidelity'),
  };
}

function offerView({ value, problem }: Offer, words: Words): OfferView {
  // The nearest value belongs to what is chosen, not to what is only offered.
  return problem ? { value, reason: words.problem(without(problem, 'nearest')) } : { value };
}

/** A refusal as the page says it: the nearest value has a button of its own. */
export function problemView(problem: Problem, words: Words): ProblemView {
  const { field, nearest } = problem;
  const sentence = words.problem(without(problem, 'nearest'));
  return { field, sentence, ...(nearest === undefined ? {} : { nearest: String(nearest) }) };
}

/** The models to choose from, image models first. */
export function modelsView(list: ModelList, { model, official }: Outlook): ComposerView['model'] {
  const usual = model === undefined ? {} : { usual: model };
  if (list.state === 'failed') return { ...usual, state: 'failed', sentence: list.sentence, known: [] };
  if (list.state !== 'known') return { ...usual, state: list.state, known: [] };
  const known = list.models.map(({ id, shutdownDate }): ModelView => {
    const endsOn = shutdownDate ?? (official ? retirementOf(id)?.endsOn : undefined);
    return { id, image: looksLikeImageModel(id), ...(endsOn === undefined ? {} : { endsOn }) };
  });
  const sorted = known.toSorted(
    (a, b) => Number(b.image) - Number(a.image) || a.id.localeCompare(b.id, 'en'),
  );
  return { ...usual, state: 'known', known: sorted };
}
