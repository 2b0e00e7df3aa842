import type { ImageParameters } from './request.ts';
import { without } from './run.ts';

/** What the next run asks for, as it is being written. */
export interface Draft {
  readonly prompt: string;
  /** Pictures of one run, 1 to 10. */
  readonly count: number;
  /** What is absent is not sent, but for the model and the previews, which have defaults. */
  readonly parameters: ImageParameters;
}

/** Characters of a draft's prompt that are kept, at most: three times what any model takes. */
export const maxPromptLength = 100_000;

/** Pictures that go along with a run, at most (api-contract, edits). */
export const maxReferences = 16;

/** Pictures of one run that the composer offers. */
export const maxCount = 10;

/** What of the parameters is chosen in the composer, by what a choice is. */
export type TextField = 'user' | 'safetyIdentifier';
export type NumberField = 'outputCompression' | 'frameCount' | 'frameDurationMs';
export type ChoiceField =
  | 'size'
  | 'quality'
  | 'background'
  | 'outputFormat'
  | 'moderation'
  | 'partialImages'
  | 'style'
  | 'complexity'
  | 'inputFidelity';
export type DraftField = TextField | NumberField | ChoiceField;

const numbers: ReadonlySet<string> = new Set<NumberField | ChoiceField>([
  'outputCompression',
  'frameCount',
  'frameDurationMs',
  'partialImages',
]);

/** The parameters with another value of a field, as a control spells it; empty: unset. A text that is no number is unset too. */
export function withField(
  parameters: ImageParameters,
  field: DraftField | 'model',
  value: string,
): ImageParameters {
  const rest: ImageParameters = without(parameters, field);
  const text = value.trim();
  if (text === '') return rest;
  if (!numbers.has(field)) return { ...rest, [field]: text };
  const number = Number(text);
  return Number.isFinite(number) ? { ...rest, [field]: number } : rest;
}

/** A field's value as a control spells it; empty: unset. */
export function fieldText(parameters: ImageParameters, field: DraftField | 'model'): string {
  return String(parameters[field] ?? '');
}
