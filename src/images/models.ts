import type { ImageType } from './picture.ts';
import { nearestLegalSize, type FreeSizeRules, type SizeCapability } from './size.ts';

/**
 * What a model surely can and cannot do (api-contract, generations and edits). Absent lists: anything goes; a limit
 * nobody knows is `Infinity`.
 */
export interface ModelCapabilities {
  /** Name of the family; `unknown` is permissive. */
  readonly family: string;
  readonly sizes: SizeCapability;
  readonly qualities?: readonly string[];
  readonly formats?: readonly ImageType[];
  readonly backgrounds?: readonly string[];
  /** Pictures of one request. */
  readonly maxCount: number;
  /** Characters of a prompt. */
  readonly maxPrompt: number;
  /** Whether events may be streamed; undefined: nobody knows. */
  readonly stream?: boolean;
  /** Previews while streaming, at most. */
  readonly maxPartials: number;
  readonly styles?: readonly string[];
  /** Words of `complexity`; empty: no such field. */
  readonly complexities?: readonly string[];
  /** Words of `input_fidelity`; empty: no such field. */
  readonly fidelities?: readonly string[];
  readonly markup: boolean;
  readonly mask: boolean;
  /** Pictures of one edit, and bytes of each. */
  readonly maxReferences: number;
  readonly maxReferenceBytes: number;
  readonly referenceTypes?: readonly ImageType[];
  /** Whether a reference must be square, as the legacy endpoints want it. */
  readonly squareReferences: boolean;
  /** Whether the legacy variations endpoint serves it. */
  readonly legacyVariations: boolean;
  /** Output token base per quality (api-contract, price); absent where no formula is known. */
  readonly tokenBase?: Readonly<Record<string, number>>;
  /** USD per million tokens. */
  readonly price?: { readonly textIn: number; readonly imageIn: number; readonly imageOut: number };
}

const megabyte = 1024 * 1024;
const freeSize: FreeSizeRules = {
  step: 16,
  maxRatio: 3,
  maxEdge: 3840,
  minPixels: 655_360,
  maxPixels: 8_294_400,
};
const gptImage: ModelCapabilities = {
  family: 'gpt-image-1',
  sizes: { kind: 'fixed', sizes: ['1024x1024', '1536x1024', '1024x1536'], auto: true },
  qualities: ['auto', 'low', 'medium', 'high'],
  formats: ['png', 'jpeg', 'webp'],
  backgrounds: ['auto', 'transparent', 'opaque'],
  maxCount: 10,
  maxPrompt: 32_000,
  stream: true,
  maxPartials: 3,
  styles: [],
  complexities: [],
  fidelities: [],
  markup: false,
  mask: true,
  maxReferences: 16,
  maxReferenceBytes: 50 * megabyte,
  referenceTypes: ['png', 'jpeg', 'webp'],
  squareReferences: false,
  legacyVariations: false,
};
const freeGptImage: ModelCapabilities = {
  ...gptImage,
  sizes: { kind: 'free', rules: freeSize },
  price: { textIn: 5, imageIn: 8, imageOut: 30 },
};
const gptImage25: ModelCapabilities = {
  ...freeGptImage,
  family: 'gpt-image-2.5',
  qualities: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  markup: true,
};
const dallE2: ModelCapabilities = {
  ...gptImage,
  family: 'dall-e-2',
  sizes: { kind: 'fixed', sizes: ['256x256', '512x512', '1024x1024'], auto: false },
  qualities: ['auto', 'standard'],
  formats: ['png'],
  backgrounds: [],
  maxPrompt: 1000,
  stream: false,
  maxPartials: 0,
  maxReferences: 1,
  maxReferenceBytes: 4 * megabyte,
  referenceTypes: ['png'],
  squareReferences: true,
  legacyVariations: true,
};

/** Families by pattern, first match wins: a dated or new id of a known family is known. */
const families: readonly (readonly [RegExp, ModelCapabilities])[] = [
  [
    /^gpt-image-2\.6(-|$)/,
    {
      ...gptImage25,
      family: 'gpt-image-2.6',
      formats: ['png', 'jpeg', 'webp', 'gif', 'svg'],
      complexities: ['low', 'medium', 'high'],
    },
  ],
  [
    /^gpt-image-2\.5(-|$)/,
    { ...gptImage25, tokenBase: { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 } },
  ],
  [
    /^gpt-image-2(-|$)/,
    { ...freeGptImage, family: 'gpt-image-2', tokenBase: { low: 16, medium: 48, high: 96 } },
  ],
  [
    /^(gpt-image-1\.5(-|$)|chatgpt-image)/,
    { ...gptImage, family: 'gpt-image-1.5', fidelities: ['high', 'low'] },
  ],
  [
    /^gpt-image-1-mini(-|$)/,
    { ...gptImage, family: 'gpt-image-1-mini', price: { textIn: 2, imageIn: 2.5, imageOut: 8 } },
  ],
  [/^gpt-image-1(-|$)/, gptImage],
  [
    /^dall-e-3(-|$)/,
    {
      ...dallE2,
      family: 'dall-e-3',
      sizes: { kind: 'fixed', sizes: ['1024x1024', '1792x1024', '1024x1792'], auto: false },
      qualities: ['auto', 'standard', 'hd'],
      maxCount: 1,
      maxPrompt: 4000,
      styles: ['vivid', 'natural'],
      mask: false,
      maxReferences: 0,
      legacyVariations: false,
    },
  ],
  [/^dall-e-2(-|$)/, dallE2],
];

const unknown: ModelCapabilities = {
  family: 'unknown',
  sizes: { kind: 'any' },
  maxCount: Infinity,
  maxPrompt: Infinity,
  maxPartials: Infinity,
  markup: true,
  mask: true,
  maxReferences: Infinity,
  maxReferenceBytes: Infinity,
  squareReferences: false,
  legacyVariations: true,
};

/** What a model can do; an id of no known family gets permissive answers and the server's own errors. */
export function capabilitiesOf(model: string | undefined): ModelCapabilities {
  return families.find(([pattern]) => pattern.test(model ?? ''))?.[1] ?? unknown;
}

/** Whether an id looks like a model that makes pictures, for sorting a server's list. */
export function looksLikeImageModel(model: string): boolean {
  return (
    capabilitiesOf(model).family !== 'unknown' ||
    /image|dall-?e|flux|diffusion|sdxl|sd-?\d|imagen|kandinsky|easel/i.test(model)
  );
}

/** The size a model makes that is nearest to a wanted one, in px: by aspect first, then by area. */
export function nearestSize(width: number, height: number, model: string | undefined): string {
  return nearestLegalSize({ width, height }, capabilitiesOf(model).sizes);
}

/** Sizes to offer for a model, most wanted first; more may be typed where the model takes free sizes. */
export function suggestedSizes(model: string | undefined): readonly string[] {
  const { sizes } = capabilitiesOf(model);
  if (sizes.kind === 'fixed') return [...(sizes.auto ? ['auto'] : []), ...sizes.sizes];
  return ['auto', '1024x1024', '1536x1024', '1024x1536', '2048x1152', '1152x2048', '2048x2048'];
}

/** Models that give real transparency beyond a preview, cheapest first (api-contract, generations: `background`). */
const transparentModels = ['gpt-image-2.5-flare', 'gpt-image-2.6-flare'] as const;

/** The cheapest model of OpenAI's that makes a format; undefined where none is known to. */
export function modelMaking(format: ImageType): string | undefined {
  return transparentModels.find(model => capabilitiesOf(model).formats?.includes(format));
}

/** A model of OpenAI's to ask instead of one that did not give transparency: of another family than that one. */
export function transparentModel(model: string | undefined): string | undefined {
  const { family } = capabilitiesOf(model);
  return transparentModels.find(other => capabilitiesOf(other).family !== family);
}
