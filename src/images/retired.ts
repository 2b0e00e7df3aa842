/** A model that its provider has ended or will end. */
export interface Retirement {
  /** `YYYY-MM-DD`: the first day without it. */
  readonly endsOn: string;
  readonly replacement: string;
}

/** Ends that OpenAI announced (api-contract, what lives and what is dead); compatible servers may go on. */
const retirements: readonly (readonly [RegExp, Retirement])[] = [
  [/^dall-e-[23]$/, { endsOn: '2026-05-12', replacement: 'gpt-image-2.5-flare' }],
  [/^gpt-image-1$/, { endsOn: '2026-10-23', replacement: 'gpt-image-2.5-flare' }],
  [/^gpt-image-1\.5/, { endsOn: '2026-12-01', replacement: 'gpt-image-2.5-flare' }],
  [/^gpt-image-1-mini/, { endsOn: '2026-12-01', replacement: 'gpt-image-2.5-flare' }],
  [/^chatgpt-image-latest$/, { endsOn: '2026-12-01', replacement: 'gpt-image-2.6-flare' }],
];

/** When OpenAI ends a model and what to use instead; undefined for models that live or nobody knows. */
export function retirementOf(model: string | undefined): Retirement | undefined {
  return retirements.find(([pattern]) => pattern.test(model ?? ''))?.[1];
}
