import { based, baseOf } from './base.ts';
import { dialectOf } from './dialects.ts';
import {
  emptyPiece,
  withCommon,
  type Common,
  type Block,
  type Embedded,
  type Finder,
  type FoundReference,
  type Piece,
  type Use,
} from './piece.ts';
import { scaled } from './sizes.ts';
import type { Dialect, ImageReference, ImpliedSize } from './types.ts';

/** Texts kept on each side of a reference, and their length, characters. */
const textsAround = 3;
const maxText = 300;

/** How the work is spread over time, and what of it is known already. */
export interface Reading {
  /** Asked between small steps; a promise is waited for. */
  readonly rest?: () => Promise<void> | undefined;
  /** Parts that were read before, kept by the caller. */
  readonly memo?: PieceMemo;
}

/** What was found in parts, by their language and their text. */
export interface PieceMemo {
  get(dialect: Dialect, text: string): Piece | undefined;
  set(dialect: Dialect, text: string, piece: Piece): void;
}

/**
 * The pictures that a text names, in their order.
 * @param languageOrFileName a VS Code language id, or the file's name or path
 */
export async function findReferences(
  text: string,
  languageOrFileName: string,
  reading: Reading = {},
): Promise<readonly ImageReference[]> {
  const dialect = dialectOf(languageOrFileName);
  if (dialect === undefined) return [];
  const piece = await readText(text, dialect, reading);
  await reading.rest?.();
  return assembled(text, piece);
}

/** All that a text has; nothing for one that is nested deeper than the stack, which nobody wrote. */
export async function readText(text: string, dialect: Dialect, reading: Reading = {}): Promise<Piece> {
  try {
    return await readAll(text, dialect, reading);
  } catch (error) {
    if (error instanceof RangeError) return emptyPiece();
    throw error;
  }
}

/** Each parser is loaded when its language is first met. */
async function finderOf(dialect: Dialect): Promise<Finder> {
  switch (dialect) {
    case 'markdown':
      return (await import('./finders/markdown.ts')).readMarkdown;
    case 'mdx':
      return (await import('./finders/markdown.ts')).readMarkdown;
    case 'html':
    case 'vue':
    case 'svelte':
    case 'astro':
      return (await import('./finders/html.ts')).readHtml;
    case 'jsx':
    case 'tsx':
    case 'ts':
      return (await import('./finders/script.ts')).readScript;
    case 'css':
    case 'scss':
    case 'less':
      return (await import('./finders/css.ts')).readCss;
    case 'json':
      return (await import('./finders/json.ts')).readJson;
    default:
      return dialect satisfies never;
  }
}

/** The text and all that is embedded in it, as one piece, whose `embedded` are the parts of all depths, outer ones first. */
async function readAll(text: string, dialect: Dialect, reading: Reading): Promise<Piece> {
  const whole = emptyPiece();
  const waiting: (Embedded & { readonly inside?: Dialect })[] = [{ dialect, start: 0, end: text.length }];
  for (const next of waiting) {
    const { start, end, inside } = next;
    // Raw HTML of MDX is read by the finder of HTML, in MDX's dialect.
    const finder = await finderOf(inside && next.dialect === 'mdx' ? 'html' : next.dialect);
    const piece = await readPart(finder, text.slice(start, end), next.dialect, reading);
    // Raw HTML in another document says nothing of it.
    if (inside === undefined) add(piece.bases, whole.bases);
    addShifted(next.common ? withTag(piece, next.common) : piece, start, whole);
    for (const part of piece.embedded) {
      const place = { ...part, start: start + part.start, end: start + part.end };
      whole.embedded.push(place);
      waiting.push({ ...place, inside: next.dialect });
    }
  }
  return whole;
}

async function readPart(
  finder: Finder,
  text: string,
  dialect: Dialect,
  { rest, memo }: Reading,
): Promise<Piece> {
  const known = memo?.get(dialect, text);
  if (known) return known;
  const steps = finder(text, dialect);
  let step = steps.next();
  while (step.done !== true) {
    const pause = rest?.();
    if (pause) await pause;
    step = steps.next();
  }
  memo?.set(dialect, text, step.value);
  return step.value;
}

function withTag(piece: Piece, common: Common): Piece {
  return { ...piece, references: piece.references.map(reference => withCommon(reference, common)) };
}

/** Not spread into push: there may be more of them than a call takes arguments. */
function add<T>(all: readonly T[], list: T[]): void {
  for (const one of all) list.push(one);
}

function addShifted(piece: Piece, by: number, whole: Piece): void {
  const spans = <T extends { readonly start: number; readonly end: number }>(all: readonly T[]): T[] =>
    all.map(one => ({ ...one, start: one.start + by, end: one.end + by }));
  const starts = <T extends { readonly start: number }>(all: readonly T[]): T[] =>
    all.map(one => ({ ...one, start: one.start + by }));
  add(spans(piece.references), whole.references);
  add(spans(piece.slots), whole.slots);
  add(spans(piece.tags), whole.tags);
  add(starts(piece.blocks), whole.blocks);
  add(starts(piece.uses), whole.uses);
  add(piece.rules, whole.rules);
}

/** The references of a piece, with what the whole text says of them. */
export function assembled(text: string, piece: Piece): readonly ImageReference[] {
  const blocks = piece.blocks.toSorted((one, other) => one.start - other.start);
  const around = new Surroundings(blocks);
  const uses = new Map(piece.uses.toReversed().map(use => [use.name, use]));
  // The last that holds for everybody wins; what holds for some screens counts where nothing else is said.
  const rules = [
    ...piece.rules.filter(rule => rule.conditional),
    ...piece.rules.filter(rule => !rule.conditional),
  ];
  const sizes = new Map(rules.flatMap(({ selectors, size }) => selectors.map(name => [name, size] as const)));
  const seen = new Set<number>();
  const base = baseOf(piece.bases[0]);
  return piece.references
    .map(found => based(found, base))
    .filter(found => found !== undefined)
    .toSorted((one, other) => one.start - other.start)
    .filter(({ start }) => !seen.has(start) && seen.add(start))
    .map(found => finished(text, found, uses.get(found.local ?? ''), sizes, around));
}

function finished(
  text: string,
  found: FoundReference,
  use: Use | undefined,
  rules: ReadonlyMap<string, ImpliedSize>,
  around: Surroundings,
): ImageReference {
  const { kind, start, end, value } = found;
  const path = text.slice(start, end);
  const alt = found.alt ?? use?.alt;
  const byRule = found.selectors?.map(name => rules.get(name)).find(size => size !== undefined);
  const own = found.size ?? use?.size;
  // `sizes` speaks of the width alone, a rule perhaps of both.
  const implied = own?.from === 'sizes' && own.height === undefined ? (byRule ?? own) : (own ?? byRule);
  const size = scaled(implied, found.density, found.widthDescriptor);
  return {
    kind,
    path,
    start,
    end,
    value,
    rewritable: path === value,
    ...(alt !== undefined && { alt }),
    ...(size && { size }),
    ...around.of(use?.start ?? start),
  };
}

/** What a reader sees near a place. */
class Surroundings {
  readonly #blocks: readonly Block[];
  readonly #headings: readonly Block[];

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
    this.#headings = blocks.filter(block => block.heading);
  }

  of(place: number): Pick<ImageReference, 'heading' | 'before' | 'after'> {
    const next = firstAfter(this.#blocks, place);
    const heading = this.#headings[firstAfter(this.#headings, place) - 1];
    const texts = (from: number, to: number): string[] =>
      this.#blocks.slice(Math.max(0, from), to).map(block => shortened(block.text));
    return {
      ...(heading && { heading: shortened(heading.text) }),
      before: texts(next - textsAround, next),
      after: texts(next, next + textsAround),
    };
  }
}

/** Index of the first block that starts after a place. */
function firstAfter(blocks: readonly Block[], place: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shortened(text: string): string {
  if (text.length <= maxText) return text;
  const cut = text.slice(0, maxText - 1);
  // A letter of two units stays whole.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
