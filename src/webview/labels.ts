import { actualUsd, countedOf, type Counted } from '../images/cost.ts';
import type { Picture } from '../images/picture.ts';
import type { ImageParameters } from '../images/request.ts';
import { madePicture, without } from '../images/run.ts';
import { parseSize } from '../images/size.ts';
import type { RunView, TileView } from '../protocol/messages.ts';
import { fill, type SheetStrings } from '../protocol/strings.ts';
import { seenSize } from './derive.ts';
import { formatBytes, formatCount, formatUsd, shorten } from './format.ts';

/** A short text of the page; `wrong` when the server did something else than it was asked. */
export interface Label {
  readonly text: string;
  readonly wrong?: boolean;
  /** More of a text that was too long, for a tooltip. */
  readonly more?: string;
}

/** Characters: all words of the API are shorter, but a server may echo a book. */
const longestWord = 60;

/** A label of words from outside, each cut where it is too long. */
function worded(say: (...words: readonly string[]) => string, ...words: readonly string[]): Label {
  const [text, all] = [say(...words.map(one => shorten(one, longestWord))), say(...words)];
  return text === all ? { text } : { text, more: shorten(all, 500) };
}

/** `1536x1024` as it is read: `1536×1024`; other words as they are. */
function sizeText(size: string): string {
  return parseSize(size) ? size.replace('x', '×') : size;
}

/** What the run is of: its prompt, or the pictures it started from. */
export function runTitle(run: RunView, strings: SheetStrings): string {
  const sources = run.sources.map(source => source.label).join(', ');
  if (run.kind === 'variations' && sources) return fill(strings.variationsOf, sources);
  if (run.kind === 'edit' && sources) return fill(strings.editOf, sources);
  return run.prompt || strings.noPrompt;
}

/** The parameters that are not the API's defaults, in the order in which people think of them. */
export function chips(run: RunView, strings: SheetStrings): readonly Label[] {
  const asked = run.parameters;
  const list: (Label | undefined)[] = [
    word(asked.size, text => sizeText(text)),
    quality(asked.quality, run.echo?.quality, strings),
    asked.background === 'transparent' ? { text: strings.chipTransparent } : undefined,
    asked.background === 'opaque' ? { text: strings.chipOpaque } : undefined,
    asked.outputFormat === 'png' ? undefined : word(asked.outputFormat, text => text.toUpperCase()),
    ...rareChips(asked, strings),
  ];
  return list.filter(label => label !== undefined);
}

function rareChips(asked: ImageParameters, strings: SheetStrings): (Label | undefined)[] {
  const compression = asked.outputCompression;
  return [
    compression === undefined || compression === 100
      ? undefined
      : { text: fill(strings.chipCompression, compression) },
    word(asked.moderation, text => fill(strings.chipModeration, text)),
    word(asked.style, text => text),
    word(asked.complexity, text => fill(strings.chipComplexity, text)),
    word(asked.inputFidelity, text => fill(strings.chipFidelity, text)),
    word(asked.frameCount?.toString(), text => fill(strings.chipFrames, text)),
  ];
}

function word(value: string | undefined, say: (value: string) => string): Label | undefined {
  return value === undefined || value === 'auto' ? undefined : worded((text = '') => say(text), value);
}

function quality(
  asked: string | undefined,
  got: string | undefined,
  strings: SheetStrings,
): Label | undefined {
  if (!asked || asked === 'auto') return undefined;
  const say = (text = ''): string => fill(strings.chipQuality, text);
  if (!got || got === asked) return worded(say, asked);
  return { ...worded((one, other = '') => fill(strings.chipEcho, say(one), other), got, asked), wrong: true };
}

/** What is known of a picture's file, and where it is not what was asked for. */
export function facts(
  picture: Picture,
  asked: ImageParameters,
  strings: SheetStrings,
  language: string,
): readonly Label[] {
  const size = seenSize(picture);
  const list: (Label | undefined)[] = [
    size && { text: `${size.width}×${size.height}` },
    size && wrongSize(`${size.width}x${size.height}`, asked.size, strings),
    { text: picture.type.toUpperCase() },
    { text: formatBytes(picture.bytes, language) },
    picture.alpha ? { text: strings.factAlpha } : undefined,
    picture.animated ? { text: strings.factAnimated } : undefined,
  ];
  return list.filter(label => label !== undefined);
}

/** The same for one of a tile's pictures: what was made of it is not of the size that was asked for, and should not be. */
export function factsOf(
  run: RunView,
  tile: TileView,
  picture: Picture,
  strings: SheetStrings,
  language: string,
): readonly Label[] {
  const asked = picture === madePicture(tile) ? without(run.parameters, 'size') : run.parameters;
  return facts(picture, asked, strings, language);
}

function wrongSize(got: string, asked: string | undefined, strings: SheetStrings): Label | undefined {
  if (!parseSize(asked) || asked === undefined || asked === got) return undefined;
  return { text: fill(strings.factSizeAsked, sizeText(asked)), wrong: true };
}

/** The picture's name for people who do not see it. */
export function altText(run: RunView, tile: TileView, strings: SheetStrings): string {
  const template = tile.picture ? strings.pictureAlt : strings.previewAlt;
  const position = run.tiles.indexOf(tile) + 1;
  const placeholder = run.provider.offline ? ` (${strings.offlineBadge})` : '';
  return fill(template, position, run.tiles.length, shorten(runTitle(run, strings), 160)) + placeholder;
}

/** A figure and what it means, for a tooltip. */
export interface CostLabel {
  readonly text: string;
  readonly detail: string;
}

/** Tokens used, and the price: what they cost where that is known, else what was estimated, else that it is not. */
export function costLabels(run: RunView, strings: SheetStrings, language: string): readonly CostLabel[] {
  const { usage, provider } = run;
  const count = (value: number): string => formatCount(value, language);
  const tokens = usage && {
    text: fill(isWhole(run) ? strings.tokens : strings.tokensPart, count(usage.totalTokens)),
    detail: fill(strings.tokensDetail, count(usage.inputTokens), count(usage.outputTokens)),
  };
  const price = provider.offline ? undefined : priceLabel(run, strings, language);
  return [tokens, price].filter(label => label !== undefined);
}

function priceLabel(run: RunView, strings: SheetStrings, language: string): CostLabel | undefined {
  const { usage, estimateUsd, parameters } = run;
  const actual = usage && actualUsd(usage, parameters.model);
  if (actual !== undefined) return runLabel(run, actual, strings, language);
  if (estimateUsd && !usage?.unpriced)
    return { text: priceText(estimateUsd, strings, language), detail: strings.estimateDetail };
  return usage && { text: strings.priceUnknown, detail: strings.priceUnknownDetail };
}

function countedIn({ tiles }: RunView): Counted {
  return countedOf(tiles.map(tile => ({ ...tile, mayBeBilled: tile.failure?.mayBeBilled === true })));
}

/** Whether every picture that may cost something is in the run's count. */
function isWhole(run: RunView): boolean {
  const { pictures, of } = countedIn(run);
  return pictures === of;
}

/** What a run cost; while requests have not said what they used, a lower bound that says so. */
function runLabel(run: RunView, usd: number, strings: SheetStrings, language: string): CostLabel {
  if (isWhole(run)) return actualLabel(usd, strings, language);
  const { pictures, of } = countedIn(run);
  const template = run.state === 'running' ? strings.actualSoFar : strings.actualPart;
  return { text: fill(template, formatUsd(usd, language), pictures, of), detail: strings.actualPartDetail };
}

function actualLabel(usd: number, strings: SheetStrings, language: string): CostLabel {
  return { text: fill(strings.actual, formatUsd(usd, language)), detail: strings.actualDetail };
}

/** What one picture cost, where it had a request to itself and the price is known. */
export function pictureCost(
  { usage }: TileView,
  { parameters, provider }: RunView,
  strings: SheetStrings,
  language: string,
): CostLabel | undefined {
  const usd = usage && !provider.offline ? actualUsd(usage, parameters.model) : undefined;
  return usd === undefined ? undefined : actualLabel(usd, strings, language);
}

function priceText(
  price: { readonly low: number; readonly high: number },
  strings: SheetStrings,
  language: string,
): string {
  const [low, high] = [formatUsd(price.low, language), formatUsd(price.high, language)];
  return low === high ? fill(strings.estimate, low) : fill(strings.estimateRange, low, high);
}
