import type { Dialect, ImpliedSize, ReferenceKind } from './types.ts';

/** A reference as a finder sees it; offsets count from the start of its piece. */
export interface FoundReference {
  readonly kind: ReferenceKind;
  readonly start: number;
  readonly end: number;
  /** Escapes undone. */
  readonly value: string;
  readonly alt?: string | undefined;
  /** In CSS pixels, before `density`. */
  readonly size?: ImpliedSize | undefined;
  /** `2x` is 2. */
  readonly density?: number | undefined;
  /** `640w` is 640. */
  readonly widthDescriptor?: number | undefined;
  /** Selectors that a rule in the same file may give its size by. */
  readonly selectors?: readonly string[] | undefined;
  /** The name that an import gives the picture in its file. */
  readonly local?: string | undefined;
}

/** A text a reader sees. */
export interface Block {
  readonly start: number;
  readonly text: string;
  readonly heading: boolean;
}

/** What a tag says of all pictures in it. */
export type Common = Pick<FoundReference, 'alt' | 'size' | 'selectors'>;

/** A part in another language. */
export interface Embedded {
  readonly dialect: Dialect;
  readonly start: number;
  readonly end: number;
  /** Of the tag it is an attribute of. */
  readonly common?: Common;
  /** Raw HTML of Markdown that goes on to the next empty line: no Markdown is read there. */
  readonly toEmptyLine?: boolean;
}

/** An imported picture at work: `<Image src={hero} alt="…">`. */
export interface Use {
  readonly name: string;
  readonly start: number;
  readonly alt?: string | undefined;
  readonly size?: ImpliedSize | undefined;
}

/** The size that a CSS rule gives. */
export interface Rule {
  readonly selectors: readonly string[];
  readonly size: ImpliedSize;
  /** Inside of `@media` and its like: it does not hold for everybody. */
  readonly conditional: boolean;
}

/** A place that holds a value, empty perhaps: between quotes, braces, or the brackets of `url()` and of `![]()`. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  /** `module`: the path of an import; `list`: of several values, such as a `srcset`; `expression`: of an attribute. */
  readonly kind: 'address' | 'module' | 'list' | 'expression';
}

/** An opening tag in the text. */
export interface TagSpan {
  readonly name: string;
  readonly start: number;
  /** After its `>`; one past the end of the text where that is missing. */
  readonly end: number;
  readonly attributes: readonly string[];
}

/** Everything a finder has to say of its text. */
export interface Piece {
  readonly references: FoundReference[];
  readonly blocks: Block[];
  readonly embedded: Embedded[];
  readonly uses: Use[];
  readonly rules: Rule[];
  readonly slots: Slot[];
  readonly tags: TagSpan[];
  /** `href` of each `<base>`, of which the first counts; braces for one made at run time. */
  readonly bases: string[];
}

/** Work in small steps, so that whoever does it may rest between two; ends with what was found. */
export type Steps = Generator<undefined, Piece, undefined>;

/** Reads one language. Never throws, whatever the text, but a RangeError for what is nested deeper than the stack. */
export type Finder = (text: string, dialect: Dialect) => Steps;

/** Nothing found yet. */
export function emptyPiece(): Piece {
  return { references: [], blocks: [], embedded: [], uses: [], rules: [], slots: [], tags: [], bases: [] };
}

/** White space as one blank each. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a tag says, for a reference that says nothing of its own. */
export function withCommon(reference: FoundReference, { alt, size, selectors }: Common): FoundReference {
  return {
    ...reference,
    alt: reference.alt ?? alt,
    size: reference.size ?? size,
    selectors: reference.selectors ?? selectors,
  };
}
