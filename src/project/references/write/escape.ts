import type { Dialect } from '../types.ts';

/** Longest alt text, characters; screen readers read all of it. */
const maxAlt = 200;

/** Text that a snippet takes as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/**
 * A path as an address, as every language here can hold it between its quotes and brackets or without any: blanks,
 * quotes and brackets as percent signs with numbers, letters of every script as they are.
 */
export function addressOf(path: string): string {
  return path.replace(/[\s%?#"'<>()[\]{}\\^`|&$,]/gu, percent);
}

/** Also the signs that `encodeURIComponent` leaves. */
function percent(character: string): string {
  const code = encodeURIComponent(character);
  return code === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : code;
}

/** A string of JavaScript or JSON, without its quotes. */
export function stringText(text: string, quote: string): string {
  return text.replace(/[\\\n\r]/g, sign => JSON.stringify(sign).slice(1, -1)).replaceAll(quote, `\\${quote}`);
}

/** The prompt as alt text: one line, not too long, whole words. */
export function altText(prompt: string): string {
  const line = prompt.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= maxAlt) return line;
  const cut = line.slice(0, maxAlt).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return space > maxAlt / 2 ? cut.slice(0, space) : cut;
}

/** As the value of an attribute between double quotes. */
export function attributeText(text: string, dialect: Dialect): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return dialect === 'svelte' ? plain.replaceAll('{', '&#123;').replaceAll('}', '&#125;') : plain;
}

/** Between the brackets of a Markdown image. */
export function markdownText(text: string, dialect: Dialect): string {
  const plain = text.replace(/[\\[\]`<]/g, '\\$&');
  return dialect === 'mdx' ? plain.replace(/[{}]/g, '\\$&') : plain;
}
