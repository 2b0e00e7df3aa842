import type { Outlook } from '../../commands/services.ts';
import { fieldText, type ChoiceField, type Draft, type DraftField } from '../../images/draft.ts';
import type { Problem } from '../../images/errors.ts';
import type { Mask } from '../../images/mask.ts';
import { capabilitiesOf } from '../../images/models.ts';
import { refusalOf, type Check } from '../../images/offers.ts';
import type { ImageParameters } from '../../images/request.ts';
import type { SentMask, Source } from '../../images/run.ts';
import type { ComposerView } from '../../protocol/composer.ts';
import { problemsOf } from '../../studio/check.ts';
import type { Order } from '../../studio/plan.ts';
import { foreseen } from '../../studio/prepare.ts';
import { askedOf, priceOf, sizeOf } from '../../studio/price.ts';
import { maskOfFirst } from './deskChanges.ts';
import { modelsView, offersOf, problemView, type ModelList, type Words } from './views.ts';
import { effectiveParameters } from './wishes.ts';

/** What would be sent. */
export interface Asked {
  readonly draft: Draft;
  readonly references: readonly Source[];
  /** What is drawn on them, by their `file`. */
  readonly masks?: Readonly<Record<string, Mask>>;
  /** Previews that come where nobody said how many. */
  readonly usualPartials: number;
}

/** What a view is made of. */
export interface ViewParts extends Asked {
  readonly models: ModelList;
  /** Why the last picture was not taken. */
  readonly refusals: readonly string[];
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

/** Judges a draft by the very checks that a run goes through. */
export function judge(parts: ViewParts, outlook: Outlook, words: Words): Judged {
  const { draft, references, models, refusals } = parts;
  const { traits } = outlook;
  const own = effectiveParameters(draft.parameters, outlook, parts.usualPartials);
  const check = checkOf(parts, outlook);
  const asked = askedOf(foreseen(orderOf(parts, own), traits), traits);
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
    ...maskRefusal(orderOf(parts, own), outlook, words),
    freeSize: capabilitiesOf(own.model).sizes.kind !== 'fixed',
    ...(size === undefined ? {} : { usualSize: size }),
    problems: [
      ...refusals.map(sentence => ({ field: 'image', sentence })),
      ...problemsWith(parts, outlook).map(problem => problemView(problem, words)),
    ],
    price: words.price(traits.label.offline ? 'free' : priceOf(asked), references.length > 0),
    model: modelsView(models, outlook),
    provider: {
      label: traits.label.label,
      offline: traits.label.offline,
      ready: outlook.ready,
    },
  };
}

/** What a run of it would surely be refused for; an empty prompt is no mistake while it is being written. */
export function problemsWith(asked: Asked, outlook: Outlook): readonly Problem[] {
  const check = checkOf(asked, outlook);
  return check(asked.draft.parameters).filter(({ code }) => code !== 'prompt.empty');
}

/** Checks what is asked with other parameters. */
function checkOf(asked: Asked, outlook: Outlook): Check {
  const { traits } = outlook;
  return parameters => {
    const effective = effectiveParameters(parameters, outlook, asked.usualPartials);
    return problemsOf(foreseen(orderOf(asked, effective), traits), traits);
  };
}

/** A draft as the studio takes it; its pictures are checked by what is known of them, not read. */
function orderOf(asked: Asked, parameters: ImageParameters): Order {
  const { draft, references } = asked;
  const drawn = maskOfFirst(asked);
  return {
    kind: references.length > 0 ? 'edit' : 'generate',
    prompt: draft.prompt,
    count: draft.count,
    parameters,
    sources: references,
    folder: '',
    ...(drawn ? { mask: unsent(drawn) } : {}),
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
