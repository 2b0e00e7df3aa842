import { isStyle } from '../dialects.ts';
import { scriptTokens } from '../finders/scriptTokens.ts';
import type { Piece, Slot, TagSpan } from '../piece.ts';
import type { Dialect } from '../types.ts';

/** Where the cursor is. */
export interface Place {
  /** Of the innermost part. */
  readonly dialect: Dialect;
  /** The part's text and where it begins. */
  readonly start: number;
  readonly end: number;
  readonly slot?: Slot | undefined;
  /** The opening tag whose attributes the cursor is among. */
  readonly tag?: TagSpan | undefined;
}

/** What is at an offset of a text that has been read. */
export function placeAt(text: string, piece: Piece, dialect: Dialect, offset: number): Place {
  const part = piece.embedded.findLast(({ start, end, dialect: inner }) =>
    // At the edge of raw HTML, a document is Markdown again.
    inner === 'html' || inner === 'mdx' ? start < offset && offset < end : start <= offset && offset <= end,
  );
  const slots = piece.slots
    .filter(({ start, end }) => start <= offset && offset <= end)
    // What holds a whole style holds more than an address.
    .filter(({ start, end }) => !part || !isStyle(part.dialect) || (part.start < start && end < part.end));
  const shortest = slots.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0];
  // The last to begin is the innermost.
  const tag = piece.tags
    .filter(({ start, end }) => start < offset && offset < end)
    .toSorted((one, other) => other.start - one.start)[0];
  // An element within the expression of an attribute is nearer than this.
  const isOutside = shortest?.kind === 'expression' && tag !== undefined && tag.start >= shortest.start;
  const isHtml = !part && dialect === 'markdown' && isHtmlStill(text, piece, offset);
  return {
    dialect: isHtml ? 'html' : (part?.dialect ?? dialect),
    start: part?.start ?? 0,
    end: part?.end ?? text.length,
    slot: isOutside ? undefined : shortest,
    tag,
  };
}

/** Right after raw HTML of Markdown, or on the next line: what is put in there belongs to it. */
function isHtmlStill(text: string, { embedded }: Piece, offset: number): boolean {
  const last = embedded.findLast(({ toEmptyLine, end }) => toEmptyLine === true && end <= offset);
  return last !== undefined && /^[^\S\n]*\n?[^\S\n>]*$/.test(text.slice(last.end, offset));
}

/** What a script expects at an offset: an element, or the value of a variable, an argument or a property. */
export function scriptWants(script: string, offset: number, jsx: boolean): 'element' | 'value' {
  const tokens = scriptTokens(script, jsx);
  if (!tokens.some(({ type }) => type === 'JSXIdentifier')) return 'value';
  const before = tokens.findLast(({ start }) => start < offset);
  if (!before || before.type.startsWith('JSX')) return 'element';
  return [':', '=', ',', '['].includes(before.value) ? 'value' : 'element';
}
