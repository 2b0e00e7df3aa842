import { capabilitiesOf } from './models.ts';
import type { ImageParameters } from './request.ts';
import type { Usage } from './result.ts';
import type { Tile } from './run.ts';
import { parseSize, type Size } from './size.ts';

/** US dollars, lowest and highest; equal where a formula gives one figure. */
export interface PriceRange {
  readonly low: number;
  readonly high: number;
}

/** Output tokens that one partial image adds. */
const partialTokens = 100;

/** Output tokens of one picture without partials (api-contract, price; matches every published price). */
export function outputTokens({ width, height }: Size, base: number): number {
  const short = Math.round((base * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((base * short * (2_000_000 + width * height)) / 4_000_000);
}

/**
 * Estimated price of `count` pictures in USD, or undefined where no formula is known for the model.
 * With `auto` size or quality it is a range. Input pictures are not in it: no formula is known for them.
 */
export function estimateUsd(parameters: ImageParameters, count: number): PriceRange | undefined {
  const { tokenBase, price } = capabilitiesOf(parameters.model);
  if (!tokenBase || !price) return undefined;
  const bases = basesOf(parameters.quality, tokenBase);
  const sizes = sizesOf(parameters.size);
  const tokens = sizes.flatMap(size => bases.map(base => outputTokens(size, base)));
  // All models with a formula stream, and fewer previews may come than were asked for.
  const extra = partialTokens * (parameters.partialImages ?? 0);
  const usdPerToken = (price.imageOut / 1_000_000) * count;
  return { low: Math.min(...tokens) * usdPerToken, high: (Math.max(...tokens) + extra) * usdPerToken };
}

function basesOf(quality: string | undefined, bases: Readonly<Record<string, number>>): number[] {
  const base = bases[quality ?? 'auto'];
  return base === undefined ? Object.values(bases) : [base];
}

function sizesOf(size: string | undefined): Size[] {
  const parsed = parseSize(size);
  if (parsed) return [parsed];
  return [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
  ];
}

/** What the server's own token count costs in USD; undefined where the price of any of it is not known. */
export function actualUsd(usage: Usage, model: string | undefined): number | undefined {
  const { price } = capabilitiesOf(model);
  if (!price || usage.unpriced) return undefined;
  const imageIn = usage.inputImageTokens ?? 0;
  const textIn = usage.inputTextTokens ?? usage.inputTokens - imageIn;
  return (textIn * price.textIn + imageIn * price.imageIn + usage.outputTokens * price.imageOut) / 1_000_000;
}

/** Sum of two counts; a part that either side lacks counts as 0. */
export function addUsage(a: Usage | undefined, b: Usage): Usage {
  if (!a) return b;
  const parts = ['inputTextTokens', 'inputImageTokens', 'outputTextTokens', 'outputImageTokens'] as const;
  const sums = parts.flatMap(part =>
    a[part] === undefined && b[part] === undefined ? [] : [[part, (a[part] ?? 0) + (b[part] ?? 0)] as const],
  );
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    totalTokens: a.totalTokens + b.totalTokens,
    ...Object.fromEntries(sums),
    ...(a.unpriced || b.unpriced ? { unpriced: true } : {}),
  };
}

/** How many pictures of a run the token count is of, and of how many it has to be before it is whole. */
export interface Counted {
  readonly pictures: number;
  readonly of: number;
}

/** What cannot cost anything is left out: pictures that failed before anything could be billed. */
export function countedOf(
  tiles: readonly (Pick<Tile, 'state' | 'picture' | 'counted'> & { readonly mayBeBilled?: boolean })[],
): Counted {
  const pictures = tiles.filter(({ counted }) => counted).length;
  const missing = tiles.filter(
    ({ counted, state, picture, mayBeBilled }) =>
      !counted && (state === 'queued' || state === 'running' || picture !== undefined || mayBeBilled),
  );
  return { pictures, of: pictures + missing.length };
}
