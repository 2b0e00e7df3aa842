import type { ImageType } from '../images/picture.ts';
import { Refusal } from './refusal.ts';

/** What the server asks of requests to one model, and what it bills. */
export interface ModelRules {
  readonly id: string;
  /** Sizes besides free ones; `free` by the rules of gpt-image-2, `any` as the painter can. */
  readonly sizes: readonly string[] | 'free' | 'any';
  readonly autoSize: boolean;
  readonly qualities: readonly string[];
  readonly formats: readonly ImageType[];
  readonly maxPrompt: number;
  readonly maxCount: number;
  readonly background: boolean;
  readonly stream: boolean;
  readonly responseFormat: boolean;
  readonly style: boolean;
  readonly complexity: boolean;
  readonly markup: boolean;
  readonly inputFidelity: boolean;
  readonly edits: boolean;
  readonly variations: boolean;
  /** Pictures of one edit, bytes of each, content types. */
  readonly maxImages: number;
  readonly maxImageBytes: number;
  readonly imageTypes: readonly ImageType[];
  /** Output token base per quality; none: the answer has no usage. */
  readonly tokenBase?: Readonly<Record<string, number>>;
  /** Last day of service, YYYY-MM-DD. */
  readonly shutdown?: string;
}

const megabyte = 1024 * 1024;
const base2 = { low: 16, medium: 48, high: 96 };
const base25 = { low: 16, medium: 24, high: 48, xhigh: 64, max: 96 };

const gptImage1: Omit<ModelRules, 'id'> = {
  sizes: ['1024x1024', '1536x1024', '1024x1536'],
  autoSize: true,
  qualities: ['auto', 'low', 'medium', 'high'],
  formats: ['png', 'jpeg', 'webp'],
  maxPrompt: 32_000,
  maxCount: 10,
  background: true,
  stream: true,
  responseFormat: false,
  style: false,
  complexity: false,
  markup: false,
  inputFidelity: false,
  edits: true,
  variations: false,
  maxImages: 16,
  maxImageBytes: 50 * megabyte,
  imageTypes: ['png', 'jpeg', 'webp'],
  tokenBase: base2,
};
const gptImage15 = { ...gptImage1, inputFidelity: true };
const gptImage2 = { ...gptImage1, sizes: 'free' as const };
const gptImage25 = {
  ...gptImage2,
  qualities: ['auto', 'low', 'medium', 'high', 'xhigh', 'max'],
  markup: true,
  tokenBase: base25,
};
const gptImage26 = { ...gptImage25, complexity: true };
const { tokenBase: _billed, ...unbilled } = gptImage1;
const dallE2: Omit<ModelRules, 'id'> = {
  ...unbilled,
  sizes: ['256x256', '512x512', '1024x1024'],
  autoSize: false,
  qualities: ['auto', 'standard'],
  formats: ['png'],
  maxPrompt: 1000,
  background: false,
  stream: false,
  responseFormat: true,
  variations: true,
  maxImages: 1,
  maxImageBytes: 4 * megabyte,
  imageTypes: ['png'],
};
const dallE3: Omit<ModelRules, 'id'> = {
  ...dallE2,
  sizes: ['1024x1024', '1792x1024', '1024x1792'],
  qualities: ['auto', 'standard', 'hd'],
  maxPrompt: 4000,
  maxCount: 1,
  style: true,
  edits: false,
  variations: false,
};
/** The server's own model: everything that the others take, at any size. */
const own: Omit<ModelRules, 'id'> = {
  ...gptImage26,
  sizes: 'any',
  qualities: [...gptImage26.qualities, 'standard', 'hd'],
  responseFormat: true,
  style: true,
  inputFidelity: true,
  variations: true,
  tokenBase: { ...base25, standard: 24, hd: 48 },
};

/** Id of the model that answers when none is asked for. */
export const ownModel = 'easel-offline';

/** Every model served, the server's own first; the others follow the rules of their namesakes. */
export const models: readonly ModelRules[] = [
  { id: ownModel, ...own },
  { id: 'gpt-image-2.6-sunburst', ...gptImage26 },
  { id: 'gpt-image-2.6-flare', ...gptImage26 },
  { id: 'gpt-image-2.5-sunburst', ...gptImage25 },
  { id: 'gpt-image-2.5-sunburst-2026-09-08', ...gptImage25 },
  { id: 'gpt-image-2.5-flare', ...gptImage25 },
  { id: 'gpt-image-2.5-flare-2026-09-08', ...gptImage25 },
  { id: 'gpt-image-2', ...gptImage2 },
  { id: 'gpt-image-2-2026-04-21', ...gptImage2 },
  { id: 'gpt-image-1.5', ...gptImage15, shutdown: '2026-12-01' },
  { id: 'gpt-image-1-mini', ...gptImage1, shutdown: '2026-12-01' },
  { id: 'chatgpt-image-latest', ...gptImage15, shutdown: '2026-12-01' },
  { id: 'gpt-image-1', ...gptImage1, shutdown: '2026-10-23' },
  { id: 'dall-e-3', ...dallE3, shutdown: '2026-05-12' },
  { id: 'dall-e-2', ...dallE2, shutdown: '2026-05-12' },
];

/** Throws the API's 404 for an id that is not served. */
export function findModel(id: string): ModelRules {
  const found = models.find(model => model.id === id);
  if (found !== undefined) return found;
  const message = `The model '${id}' does not exist or you do not have access to it.`;
  throw new Refusal({ status: 404, code: 'model_not_found', message });
}

/** A model as `/models` lists it. */
export function describeModel({ id, shutdown }: ModelRules): Readonly<Record<string, unknown>> {
  const shutdownDate = shutdown ?? null;
  return { id, object: 'model', created: 1_790_000_000, owned_by: 'easel', shutdown_date: shutdownDate };
}
