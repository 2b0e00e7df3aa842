/** Offsets of what is between the two `---` at the top of a Markdown file, and after the second. */
export function frontMatterOf(
  text: string,
): { readonly open: number; readonly close: number; readonly end: number } | undefined {
  const open = /^\ufeff?---[^\S\n]*\r?\n/.exec(text)?.[0].length;
  if (open === undefined) return undefined;
  const close = text.indexOf('\n---', open - 1);
  return close < 0 ? undefined : { open, close, end: close + 4 };
}
