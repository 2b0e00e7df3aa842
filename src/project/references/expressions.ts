/** Longer expressions are taken for mistakes, characters. */
const maxLength = 4000;

/** What HTML and Markdown would end an unquoted value at. */
const breaking = /[\s"'=<>`]/;

/**
 * The text with the inside of `attribute={…}` made into one unquoted value of the same length, for parsers that know
 * nothing of expressions. Expressions with tags inside stay as they are, so that these are found.
 */
export function maskExpressions(text: string): string {
  let masked = '';
  let done = 0;
  for (let at = text.indexOf('={'); at >= 0; at = text.indexOf('={', Math.max(done, at + 2))) {
    const end = endOfExpression(text, at + 1);
    if (end === undefined) continue;
    const inside = text.slice(at + 2, end - 1);
    if (/<[a-z]/i.test(inside)) continue;
    masked += text.slice(done, at + 2) + blanked(inside) + '}';
    done = end;
  }
  return masked + text.slice(done);
}

function blanked(inside: string): string {
  return Array.from({ length: inside.length }, (_, at) => {
    const character = inside[at] ?? '_';
    return breaking.test(character) ? '_' : character;
  }).join('');
}

/** Offset after the brace that closes the one at `open`; undefined when none does. */
function endOfExpression(text: string, open: number): number | undefined {
  const limit = Math.min(text.length, open + maxLength);
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
    else if (character === '"' || character === "'" || character === '`') at = endOfString(text, at, limit);
  }
  return undefined;
}

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
