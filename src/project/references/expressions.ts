/** Longer expressions are taken for mistakes, characters. */
const maxLength = 4000;

/** What HTML and Markdown would end an unquoted value at. */
const breaking = /[\s"'=<>`]/;

/**
 * The text with what is no markup in its braces made harmless at the same length, for parsers that know nothing of
 * expressions: the inside of `attribute={…}` is one unquoted value, and `{/* … *\/}` and `{"…"}` are blanks. Expressions
 * with tags inside stay as they are, so that these are found.
 */
export function maskExpressions(text: string): string {
  const looking = new LookAhead(text);
  let masked = '';
  let done = 0;
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', Math.max(done, open + 1))) {
    if (text[open - 1] === '\\') continue;
    const isValue = text[open - 1] === '=' && open - 1 >= done;
    const end = isValue ? looking.endOfValue(open) : looking.endOfQuiet(open);
    if (end === undefined) continue;
    const inside = text.slice(open + 1, end);
    masked += text.slice(done, open + 1) + (isValue ? asOneValue(inside) : asBlanks(inside));
    done = end;
  }
  return masked + text.slice(done);
}

function asOneValue(inside: string): string {
  return Array.from({ length: inside.length }, (_, at) => {
    const character = inside[at] ?? '_';
    return breaking.test(character) ? '_' : character;
  }).join('');
}

function asBlanks(inside: string): string {
  return inside.replace(/[^\r\n]/g, ' ');
}

/** Looks for the ends of what stands in braces. */
class LookAhead {
  readonly #text: string;
  readonly #lastCommentEnd: number;
  /** Characters that looking in vain may still cost, so that braces without end are read in a time that fits the text. */
  #left: number;

  constructor(text: string) {
    this.#text = text;
    this.#lastCommentEnd = text.lastIndexOf('*/');
    this.#left = 25 * maxLength + 4 * text.length;
  }

  /** Before the brace that closes a value without tags. */
  endOfValue(open: number): number | undefined {
    const limit = this.#limitFrom(open);
    const close = endOfExpression(this.#text, open, limit);
    const end = close === undefined || /<[a-z]/i.test(this.#text.slice(open, close)) ? undefined : close - 1;
    if (end === undefined) this.#left -= (close ?? limit) - open;
    return end;
  }

  /** After the comments that an expression begins with, or the text that all of it is. */
  endOfQuiet(open: number): number | undefined {
    const comments = this.#endOfComments(open + 1);
    if (comments !== undefined) return comments;
    const start = this.#afterSpace(open + 1);
    if (!/^["'`]/.test(this.#text[start] ?? '')) return undefined;
    const limit = this.#limitFrom(start);
    const end = this.#afterSpace(endOfString(this.#text, start, limit) + 1);
    if (this.#text[end] === '}') return end;
    this.#left -= end - open;
    return undefined;
  }

  #endOfComments(from: number): number | undefined {
    let end: number | undefined;
    for (let at = this.#afterSpace(from); ; at = this.#afterSpace(end)) {
      const sign = this.#text.slice(at, at + 2);
      if (sign === '/*' && at + 2 <= this.#lastCommentEnd) end = this.#text.indexOf('*/', at + 2) + 2;
      else if (sign === '//') end = this.#endOfLine(at);
      else return end;
    }
  }

  #endOfLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  #limitFrom(open: number): number {
    return Math.min(this.#text.length, open + Math.max(0, Math.min(maxLength, this.#left)));
  }

  #afterSpace(from: number): number {
    let at = from;
    while (/\s/.test(this.#text[at] ?? '')) at++;
    return at;
  }
}

/** Offset after the brace that closes the one at `open`; undefined when none does before `limit`. */
function endOfExpression(text: string, open: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
    else if (character === '"' || character === "'" || character === '`') at = endOfString(text, at, limit);
  }
  return undefined;
}

/** Offset of the closing quote, or `limit`. */
function endOfString(text: string, open: number, limit: number): number {
  for (let at = open + 1; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[open]) return at;
  }
  return limit;
}

/** A text without `{…}`, which run at run time. */
export function withoutExpressions(text: string): string {
  let depth = 0;
  let plain = '';
  for (const character of text) {
    if (character === '{') depth++;
    else if (character === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += character;
  }
  return plain;
}

/** What an expression is, where it is simple: a quoted text (offsets within), a variable, or a number. */
export function simpleExpression(
  text: string,
):
  | { readonly literal: string; readonly start: number }
  | { readonly identifier: string }
  | { readonly number: string }
  | undefined {
  const trimmed = text.trim();
  const quoted = /^(["'`])([^"'`\\]*)\1$/.exec(trimmed);
  if (quoted) return { literal: quoted[2] ?? '', start: text.indexOf(trimmed) + 1 };
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*(\.src)?$/u.test(trimmed))
    return { identifier: trimmed.replace(/\.src$/, '') };
  return /^\d+(\.\d+)?$/.test(trimmed) ? { number: trimmed } : undefined;
}
