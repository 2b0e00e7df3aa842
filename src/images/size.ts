/** Width and height in whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How free sizes are limited (api-contract: free sizes, gpt-image-2 and later). */
export interface FreeSizeRules {
  /** Both edges are multiples of this, px. */
  readonly step: number;
  /** Long edge over short edge, at most. */
  readonly maxRatio: number;
  /** px. */
  readonly maxEdge: number;
  readonly minPixels: number;
  readonly maxPixels: number;
}

/** Places in code that are larger than this are not filled: a thread would be busy with one for many seconds. */
export const placeLimits = { edge: 16_383, pixels: 32_000_000 } as const;

/** Whether a picture of that size, px, is made for a place in code. */
export function isPlaceable({ width, height }: Size): boolean {
  return Math.max(width, height) <= placeLimits.edge && width * height <= placeLimits.pixels;
}

/** The sizes a model makes: a list, any that fits the rules, or unknown (anything goes). */
export type SizeCapability =
  | { readonly kind: 'fixed'; readonly sizes: readonly string[]; readonly auto: boolean }
  | { readonly kind: 'free'; readonly rules: FreeSizeRules }
  | { readonly kind: 'any' };

/** `WIDTHxHEIGHT` as numbers; undefined for `auto` and anything else. */
export function parseSize(text: string | undefined): Size | undefined {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(text ?? '');
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

/** What a size that is misspelt most likely means: `1024 × 768`, `1024*768`, `1024px`; one number is a square. */
export function roughSize(text: string): Size | undefined {
  const pattern = /^\s*(\d{1,5})\s*(?:px)?\s*(?:(?:x|×|\*|,|:|by)\s*(\d{1,5})\s*(?:px)?\s*)?$/i;
  const match = pattern.exec(text);
  const width = Number(match?.[1] ?? 0);
  const height = Number(match?.[2] ?? width);
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** As the API spells it. */
function formatSize({ width, height }: Size): string {
  return `${width}x${height}`;
}

/** The rule a free size breaks first, by its problem code; undefined when it is legal. */
export function brokenRule({ width, height }: Size, rules: FreeSizeRules): string | undefined {
  if (width % rules.step !== 0 || height % rules.step !== 0) return 'size.notDivisible';
  if (Math.max(width, height) > rules.maxEdge) return 'size.edgeTooLong';
  if (Math.max(width, height) / Math.min(width, height) > rules.maxRatio) return 'size.tooSlim';
  if (width * height < rules.minPixels) return 'size.tooFewPixels';
  if (width * height > rules.maxPixels) return 'size.tooManyPixels';
  return undefined;
}

/** The legal size whose aspect is nearest to the wanted one, and of those the nearest in area. */
export function nearestLegalSize(wanted: Size, capability: SizeCapability): string {
  if (capability.kind === 'any') return formatSize(wanted);
  return capability.kind === 'fixed'
    ? closest(wanted, capability.sizes.map(parseSize).filter(isSize))
    : closest(wanted, freeCandidates(wanted, capability.rules));
}

function isSize(size: Size | undefined): size is Size {
  return size !== undefined;
}

function closest(wanted: Size, candidates: readonly Size[]): string {
  const best = candidates.reduce<Size | undefined>(
    (a, b) => (a && distance(wanted, a) <= distance(wanted, b) ? a : b),
    undefined,
  );
  return best ? formatSize(best) : 'auto';
}

/** Aspect weighs more than area: a picture can be scaled, but what is cropped is gone. */
function distance(a: Size, b: Size): number {
  const aspect = Math.abs(Math.log(a.width / a.height / (b.width / b.height)));
  const area = Math.abs(Math.log((a.width * a.height) / (b.width * b.height)));
  return aspect * 8 + area;
}

function freeCandidates(wanted: Size, rules: FreeSizeRules): Size[] {
  const ratio = clamp(wanted.width / wanted.height, 1 / rules.maxRatio, rules.maxRatio);
  const area = clamp(wanted.width * wanted.height, rules.minPixels, rules.maxPixels);
  const ideal = Math.min(Math.sqrt(area * ratio), rules.maxEdge, rules.maxEdge * ratio);
  const snapped = Math.round(ideal / rules.step);
  const candidates: Size[] = [];
  for (let steps = Math.max(1, snapped - 4); steps <= snapped + 4; steps++) {
    const width = steps * rules.step;
    const near = Math.round(width / ratio / rules.step);
    for (const height of [near - 1, near, near + 1].map(count => count * rules.step)) {
      if (height > 0 && !brokenRule({ width, height }, rules)) candidates.push({ width, height });
    }
  }
  return candidates;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
