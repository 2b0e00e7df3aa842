import { fieldText, withField, type ChoiceField, type DraftField } from './draft.ts';
import type { Problem } from './errors.ts';
import { capabilitiesOf, suggestedSizes } from './models.ts';
import type { ImageParameters } from './request.ts';
import { validate } from './validate.ts';

/** One value of a field, and why it would surely be refused. */
export interface Offer {
  /** As a control spells it. */
  readonly value: string;
  readonly problem?: Problem;
}

/** What would surely be refused if these parameters were sent. */
export type Check = (parameters: ImageParameters) => readonly Problem[];

/** Words the API knows for any model; more of them may be a model's own. */
const words: Readonly<Record<Exclude<ChoiceField, 'size'>, readonly string[]>> = {
  quality: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  background: ['auto', 'transparent', 'opaque'],
  outputFormat: ['png', 'jpeg', 'webp', 'gif', 'svg'],
  moderation: ['auto', 'low'],
  partialImages: ['0', '1', '2', '3'],
  style: ['vivid', 'natural'],
  complexity: ['low', 'medium', 'high'],
  inputFidelity: ['high', 'low'],
};

/**
 * The values of a field that are worth showing, with the reason where one would be refused: each is tried with
 * everything else as it stands, so that what is offered and what is refused cannot differ.
 */
export function offersFor(field: ChoiceField, parameters: ImageParameters, check: Check): readonly Offer[] {
  return candidates(field, parameters).map(value => {
    const problem = problemOf(field, withField(parameters, field, value), check);
    return problem ? { value, problem } : { value };
  });
}

/** Why a field can have no value at all as things stand; undefined when it can. */
export function refusalOf(field: DraftField, parameters: ImageParameters, check: Check): Problem | undefined {
  if (field === 'user' || field === 'safetyIdentifier') return undefined;
  if (field === 'outputCompression') return problemOf(field, withField(parameters, field, '80'), check);
  if (field === 'frameCount' || field === 'frameDurationMs') {
    return problemOf(field, withField(parameters, field, '8'), check);
  }
  const offers = offersFor(field, parameters, check).filter(({ value }) => value !== '0');
  const [first] = offers;
  return offers.every(({ problem }) => problem) ? first?.problem : undefined;
}

/** A known value comes first, then what the model has beyond them, then what stands there now. */
function candidates(field: ChoiceField, parameters: ImageParameters): readonly string[] {
  const { model } = parameters;
  const now = fieldText(parameters, field);
  const own = field === 'quality' ? (capabilitiesOf(model).qualities ?? []) : [];
  const usual = field === 'size' ? suggestedSizes(model) : words[field];
  return [...new Set([...usual, ...own, ...(now === '' ? [] : [now])])];
}

function problemOf(field: DraftField, parameters: ImageParameters, check: Check): Problem | undefined {
  return (field === 'partialImages' ? streamProblems(parameters) : check(parameters)).find(
    problem => field === 'partialImages' || problem.field === field,
  );
}

/** What is not streamed is sent without previews, so that a check of the whole finds nothing: they are tried alone. */
function streamProblems({ model, outputFormat, partialImages }: ImageParameters): readonly Problem[] {
  if (!partialImages) return [];
  const parameters = {
    stream: true,
    partialImages,
    ...(model === undefined ? {} : { model }),
    ...(outputFormat === undefined ? {} : { outputFormat }),
  };
  const request = { route: 'generations', prompt: '-', parameters } as const;
  return validate(request).filter(
    ({ field, code }) => field === 'partialImages' || field === 'stream' || code === 'stream.format',
  );
}
