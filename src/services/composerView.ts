import type { ModelInfo, Outlook } from '../commands/services.ts';
import { fieldText, type ChoiceField, type Draft, type DraftField } from '../images/draft.ts';
import type { PriceRange } from '../images/cost.ts';
import type { Problem } from '../images/errors.ts';
import { marksSomething, type Mask } from '../images/mask.ts';
import { capabilitiesOf, looksLikeImageModel } from '../images/models.ts';
import { offersFor, refusalOf, type Check, type Offer } from '../images/offers.ts';
import type { ImageParameters } from '../images/request.ts';
import { retirementOf } from '../images/retired.ts';
import { without, type SentMask, type Source } from '../images/run.ts';
import type { ComposerView, ModelView, OfferView, ProblemView, ReferenceView } from '../protocol/composer.ts';
import { problemsOf } from '../studio/check.ts';
import type { Order } from '../studio/plan.ts';
import { foreseen } from '../studio/prepare.ts';
import { askedOf, priceOf, sizeOf } from '../studio/price.ts';

/** What the list of models is known to be. */
export type ModelList =
  | { readonly state: 'unasked' | 'asking' }
  | { readonly state: 'known'; readonly models: readonly ModelInfo[] }
  | { readonly state: 'failed'; readonly sentence: string };

/** What a view is made of. */
export interface ViewParts {
  readonly draft: Draft;
  readonly references: readonly Source[];
  /** What is drawn on them, by their `file`. */
  readonly masks?: Readonly<Record<string, Mask>>;
  readonly models: ModelList;
  /** Previews that come where nobody said how many. */
  readonly usualPartials: number;
  /** Why the last picture was not taken. */
  readonly refusals: readonly string[];
}

/** What a view says in sentences. */
export interface Words {
  problem(problem: Problem): string;
  /** `undefined`: nobody knows. `sends`: pictures go along, whose price is not in it. */
  price(estimate: PriceRange | 'free' | undefined, sends: boolean): ComposerView['price'];
}

/** The part of a view that follows from the draft and the provider. */
export type Judged = Pick<
  ComposerView,
  | 'offers'
  | 'refused'
  | 'lacking'
  | 'freeSize'
  | 'usualSize'
  | 'maskRefused'
  | 'problems'
  | 'price'
  | 'model'
  | 'provider'
>;

const choiceFields = [
  'size',
  'quality',
  'background',
  'outputFormat',
  'moderation',
  'partialImages',
  'style',
  'complexity',
  'inputFidelity',
] as const satisfies readonly ChoiceField[];
const allFields: readonly DraftField[] = [
  ...choiceFields,
  'outputCompression',
  'frameCount',
  'frameDurationMs',
];

/** What goes out for a draft: the provider's model where it names none, previews where they are usual. */
export function effectiveParameters(
  { parameters }: Pick<Draft, 'parameters'>,
  outlook: Pick<Outlook, 'model' | 'traits'>,
  usualPartials: number,
): ImageParameters {
  const model = parameters.model ?? outlook.model;
  const streams = capabilitiesOf(model).stream !== undefined || outlook.traits.streams;
  const partialImages = parameters.partialImages ?? (streams ? usualPartials : undefined);
  return {
    ...parameters,
    ...(model === undefined ? {} : { model }),
    ...(partialImages === undefined ? {} : { partialImages }),
  };
}

/** Judges a draft by the very checks that a run goes through. */
export function judge(parts: ViewParts, outlook: Outlook, words: Words): Judged {
  const { draft, references, models, refusals, masks = {} } = parts;
  const effective = (parameters: ImageParameters): ImageParameters =>
    effectiveParameters({ parameters }, outlook, parts.usualPartials);
  const { traits } = outlook;
  const order = (parameters: ImageParameters): Order =>
    foreseen(orderOf(draft, references, masks, effective(parameters)), traits);
  const check: Check = parameters => problemsOf(order(parameters), traits);
  const own = effective(draft.parameters);
  const asked = askedOf(order(draft.parameters), traits);
  const size = own.size === undefined ? sizeOf(asked) : undefined;
  const refusedBy = allFields.flatMap(field => {
    const problem = refusalOf(field, own, check);
    return problem ? [[field, problem] as const] : [];
  });
  // A field that does not exist is not shown, unless something stands in it.
  const lacks = refusedBy.filter(
    ([field, { code }]) => code === 'field.unsupported' && fieldText(draft.parameters, field) === '',
  );
  return {
    offers: offersOf(own, check, words),
    refused: Object.fromEntries(refusedBy.map(([field, problem]) => [field, words.problem(problem)])),
    lacking: lacks.map(([field]) => field),
    ...maskRefusal(orderOf(draft, references, masks, own), outlook, words),
    freeSize: capabilitiesOf(own.model).sizes.kind !== 'fixed',
    ...(size === undefined ? {} : { usualSize: size }),
    problems: [
      ...refusals.map(sentence => ({ field: 'image', sentence })),
      // An empty prompt is no mistake while it is being written.
      ...check(draft.parameters)
        .filter(({ code }) => code !== 'prompt.empty')
        .map(problem => problemView(problem, words)),
    ],
    price: words.price(traits.label.offline ? 'free' : priceOf(asked), references.length > 0),
    model: modelOf(models, outlook),
    provider: {
      label: traits.label.label,
      offline: traits.label.offline,
      ready: outlook.ready,
    },
  };
}

/** A draft as the studio takes it; its pictures are checked by what is known of them, not read. */
function orderOf(
  draft: Draft,
  references: readonly Source[],
  masks: Readonly<Record<string, Mask>>,
  parameters: ImageParameters,
): Order {
  const kind = references.length > 0 ? 'edit' : 'generate';
  const [first] = references;
  const drawn = first && masks[first.file];
  const mask = drawn && marksSomething(drawn) ? { mask: unsent(drawn) } : {};
  return {
    kind,
    prompt: draft.prompt,
    count: draft.count,
    parameters,
    sources: references,
    folder: '',
    ...mask,
  };
}

/** A mask before it is made: how large its file will be is not known, and never near the limit. */
function unsent(drawn: Mask): SentMask {
  return { file: 'mask.png', bytes: 0, drawn };
}

const drawableTypes: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp']);

/** Why a mask on the first picture would be refused; nothing while there is none to draw on. */
function maskRefusal(order: Order, { traits }: Outlook, words: Words): { readonly maskRefused?: string } {
  const [first] = order.sources;
  if (!first) return {};
  const args = { file: first.label, types: 'png, jpeg, webp' };
  const ofType: Problem = { code: 'source.type', field: 'mask', args };
  const mask = unsent({ strokes: [{ kind: 'invert' }], feather: 0 });
  const tried = foreseen({ ...order, mask }, traits);
  const problem = drawableTypes.has(first.type)
    ? problemsOf(tried, traits).find(({ field }) => field === 'mask')
    : ofType;
  return problem ? { maskRefused: words.problem(problem) } : {};
}

/** A picture as the page shows it. */
export function referenceView(source: Source, uri: string, mask?: Mask): ReferenceView {
  const { label, type, width, height, bytes } = source;
  const masked = mask && marksSomething(mask) ? { masked: true as const } : {};
  return { id: source.file, label, uri, type, width, height, bytes, ...masked };
}

function offersOf(parameters: ImageParameters, check: Check, words: Words): ComposerView['offers'] {
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

function problemView(problem: Problem, words: Words): ProblemView {
  const { field, nearest } = problem;
  const sentence = words.problem(without(problem, 'nearest'));
  return { field, sentence, ...(nearest === undefined ? {} : { nearest: String(nearest) }) };
}

function modelOf(list: ModelList, { model, official }: Outlook): ComposerView['model'] {
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
