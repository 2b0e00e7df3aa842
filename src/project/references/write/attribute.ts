import { isStyle } from '../dialects.ts';
import { isImagePath } from '../filePath.ts';
import type { Slot } from '../piece.ts';
import { holdsPicture } from '../tags.ts';
import { snippetText, stringText } from './escape.ts';
import { importOf as importInMarkup } from './markup.ts';
import { addressFor, isServed } from './pathFor.ts';
import { scriptWants } from './place.ts';
import type { Insertion, Writing } from './referenceTo.ts';
import { importOf, usualQuote, wantsImport, writeScript, type Imported } from './script.ts';

/** In the braces of an attribute, or in its quotes where only an import shows the picture; undefined anywhere else. */
export function intoAttribute(writing: Writing): Insertion | undefined {
  const { slot, dialect } = writing.place;
  // A style in a template literal has no variables of its own.
  if (isStyle(dialect)) return undefined;
  if (slot?.kind === 'expression') return intoExpression(writing, slot);
  return slot?.kind === 'address' ? insteadOfText(writing, slot) : undefined;
}

/** The variable, or the path as a string. */
function intoExpression(writing: Writing, slot: Slot): Insertion {
  const { document, place, target, neighbours } = writing;
  const { text, offset } = document;
  const content = text.slice(slot.start, slot.end);
  const isScript = place.dialect === 'jsx' || place.dialect === 'tsx';
  if (isScript && scriptWants(content, offset - slot.start, true) === 'element')
    return writeScript({ ...writing, place: { ...place, slot: undefined, tag: undefined } });
  const imported = importFor(writing);
  const quote = quoteFor(text, slot);
  const path = quote + stringText(addressFor(target.path, neighbours), quote) + quote;
  return {
    snippet: snippetText(imported ? variableOf(writing, imported) : path),
    // A variable is put aside, of anything longer only the cursor says where.
    ...(/^[\w$.\s]*$/.test(content) && { replaceRange: { start: slot.start, end: slot.end } }),
    additionalEdits: imported?.edits ?? [],
  };
}

/** `src="…"` becomes `src={hero}`. */
function insteadOfText(writing: Writing, slot: Slot): Insertion | undefined {
  const { document, dialect } = writing;
  const { text } = document;
  const content = text.slice(slot.start, slot.end);
  const [, name, brace] = /([\w:-]+)\s*=\s*(\{?)\s*["']$/.exec(text.slice(0, slot.start).slice(-100)) ?? [];
  const isQuoted = text[slot.start - 1] === text[slot.end];
  if (name === undefined || !isQuoted || !holdsPicture(name.toLowerCase())) return undefined;
  // Vue makes imports of such paths, and HTML has none.
  if (dialect === 'vue' || dialect === 'html' || dialect === 'markdown') return undefined;
  const imported = content.trim() === '' || isImagePath(content) ? importFor(writing) : undefined;
  if (!imported) return undefined;
  const variable = variableOf(writing, imported);
  return {
    snippet: snippetText(brace === '{' ? variable : `{${variable}}`),
    replaceRange: { start: slot.start - 1, end: slot.end + 1 },
    additionalEdits: imported.edits,
  };
}

/** The import, where the path alone shows nothing. */
function importFor(writing: Writing): Imported | undefined {
  const { document, dialect, place, target, neighbours } = writing;
  const { text } = document;
  if (dialect === 'jsx' || dialect === 'tsx' || dialect === 'ts')
    return wantsImport(writing) ? importOf(writing, text.slice(place.start, place.end)) : undefined;
  const isComponent = dialect === 'svelte' || dialect === 'astro' || dialect === 'mdx';
  // What another script of Vue imports, its template does not see.
  const isSeen = isComponent || (dialect === 'vue' && /<script\b[^>]*\ssetup\b/.test(text));
  return isSeen && !isServed(target.path, neighbours.site) ? importInMarkup(writing) : undefined;
}

/** Next and Astro import an object, which elements of HTML do not take whole. */
function variableOf({ place, neighbours }: Writing, { name }: Imported): string {
  const { framework } = neighbours.site;
  const isObject = framework === 'next' || framework === 'astro';
  return isObject && /^[a-z]/.test(place.tag?.name ?? '') ? `${name}.src` : name;
}

/** Not the one around an expression of Vue. */
function quoteFor(text: string, slot: Slot): string {
  const around = text[slot.start - 1];
  return around === '"' ? "'" : around === "'" ? '"' : usualQuote(text);
}
