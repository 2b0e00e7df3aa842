import { isImagePath } from '../filePath.ts';
import { frontMatterOf } from '../frontMatter.ts';
import type { Embedded, Piece } from '../piece.ts';
import type { Dialect } from '../types.ts';
import { altText, attributeText, markdownText, snippetText } from './escape.ts';
import { freeIdentifier, importedAs, importEdit, importsName, type TextEdit } from './imports.ts';
import { addressFor, isServed, moduleFor } from './pathFor.ts';
import type { Insertion, OpenDocument, Writing } from './referenceTo.ts';

/** An image of Markdown, or an element of HTML, Vue, Svelte and Astro. */
export function writeMarkup(writing: Writing): Insertion {
  const { place, dialect, target, neighbours } = writing;
  if (place.tag) return attributesFor(writing);
  const inMarkdown = place.dialect === 'markdown' || place.dialect === 'mdx';
  if (!inMarkdown) return elementOf(writing);
  if (takesPathOnly(writing.document)) return pathOf(writing);
  const alt = snippetText(markdownText(altText(target.alt), dialect));
  const address = snippetText(addressFor(target.path, neighbours));
  return { snippet: `![\${1:${alt}}](${address})`, additionalEdits: [] };
}

/** In the front matter of Markdown, and as a definition (`[label]: …`, but no footnote). */
function takesPathOnly({ text, offset }: OpenDocument): boolean {
  const { open, close } = frontMatterOf(text) ?? { open: 0, close: 0 };
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return (
    (open <= offset && offset <= close && close > 0) || /^[\s>]*\[(?!\^)[^[\]]+\]:[^\S\n]*<?$/.test(before)
  );
}

/** In the place of the picture's path that is there. */
function pathOf({ document, target, neighbours }: Writing): Insertion {
  const { text, offset } = document;
  const before = /[^\s"'<>[\],]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const after = /^[^\s"'<>[\],]*/.exec(text.slice(offset))?.[0] ?? '';
  // `cover:¦` is no key yet.
  const blank = before.endsWith(':') ? ' ' : '';
  return {
    snippet: snippetText(blank + addressFor(target.path, neighbours)),
    ...(isImagePath(before + after) && {
      replaceRange: { start: offset - before.length, end: offset + after.length },
    }),
    additionalEdits: [],
  };
}

function elementOf(writing: Writing): Insertion {
  const { target, place, piece, document } = writing;
  const imported = wantsImport(writing) ? importOf(writing) : undefined;
  const name = imported && place.dialect === 'astro' ? astroImage(writing) : 'img';
  const size = imported && name === 'Image' ? '' : ` width="${target.width}" height="${target.height}"`;
  const end = selfClosing(document.text, piece, place.dialect) ? ' />' : '>';
  const source = sourceOf(writing, imported?.name);
  return {
    snippet: `<${name} ${snippetText(source)} alt="\${1:${altOf(writing)}}"${size}${end}`,
    additionalEdits: imported?.edits ?? [],
  };
}

/** Among the attributes of a tag that is there. */
function attributesFor(writing: Writing): Insertion {
  const { text, offset } = writing.document;
  if (text[offset - 1] === '=')
    return {
      snippet: snippetText(`"${addressFor(writing.target.path, writing.neighbours)}"`),
      additionalEdits: [],
    };
  const imported = wantsImport(writing) ? importOf(writing) : undefined;
  const source = snippetText(sourceOf(writing, imported?.name));
  const hasAlt = writing.place.tag?.attributes.includes('alt') === true;
  return {
    snippet: hasAlt ? source : `${source} alt="\${1:${altOf(writing)}}"`,
    additionalEdits: imported?.edits ?? [],
  };
}

function altOf({ target, place }: Writing): string {
  return snippetText(attributeText(altText(target.alt), place.dialect));
}

function sourceOf(writing: Writing, name: string | undefined): string {
  const { target, neighbours, document } = writing;
  if (name === undefined) return `src="${addressFor(target.path, neighbours)}"`;
  return astroImage(writing) === 'Image' || document.path.endsWith('.svelte')
    ? `src={${name}}`
    : `src={${name}.src}`;
}

/** Astro's own component, where the page uses it. */
function astroImage(writing: Writing): 'Image' | 'img' {
  const { text } = writing.document;
  const { start, end } = scriptOf(writing) ?? { start: 0, end: 0 };
  return importsName(text.slice(start, end), 'Image', 'astro:assets') ? 'Image' : 'img';
}

/** Expressions in attributes are scripts as well, but no place for an import. */
function scriptOf({ piece, document, dialect }: Writing): Embedded | undefined {
  if (dialect === 'astro' && !/^\s*---/.test(document.text)) return undefined;
  return piece.embedded.find(({ dialect: inner, common }) => /^tsx?$/.test(inner) && !common);
}

/** Only Svelte and Astro leave paths in markup as they are written; Vue makes imports of them. */
function wantsImport({ target, place, neighbours }: Writing): boolean {
  const bundled = place.dialect === 'svelte' || place.dialect === 'astro';
  return bundled && !isServed(target.path, neighbours.site);
}

/** In the script of a component, or among the imports of MDX; a script or the lines around it are written where there is none. */
export function importOf(writing: Writing): { readonly name: string; readonly edits: readonly TextEdit[] } {
  const { target, neighbours, document, eol, dialect } = writing;
  const path = moduleFor(target.path, neighbours);
  const script = scriptOf(writing);
  const text = script ? document.text.slice(script.start, script.end) : '';
  const known = importedAs(text, path);
  if (known !== undefined) return { name: known, edits: [] };
  const name = freeIdentifier(target.path, document.text);
  if (script) return { name, edits: [importEdit(text, script.start, name, path, eol)] };
  const line = importEdit('', 0, name, path, eol).text;
  if (dialect === 'mdx') return { name, edits: [firstOfMdx(document.text, line, eol)] };
  const whole =
    dialect === 'astro' ? `---${eol}${line}---${eol}` : `<script>${eol}\t${line}</script>${eol}${eol}`;
  return { name, edits: [{ offset: 0, text: whole }] };
}

/** An import of MDX is a paragraph of its own, after the front matter. */
function firstOfMdx(text: string, line: string, eol: string): TextEdit {
  const { end } = frontMatterOf(text) ?? { end: 0 };
  if (end === 0) return { offset: 0, text: line + eol };
  const next = text.indexOf('\n', end) + 1;
  const isBlank = /^[^\S\n]*(\n|$)/.test(text.slice(next));
  return next === 0
    ? { offset: text.length, text: eol + eol + line }
    : { offset: next, text: eol + line + (isBlank ? '' : eol) };
}

function selfClosing(text: string, { tags }: Piece, dialect: Dialect): boolean {
  if (dialect !== 'html') return true;
  return tags.some(({ name, end }) => name.toLowerCase() === 'img' && text.slice(end - 2, end) === '/>');
}
