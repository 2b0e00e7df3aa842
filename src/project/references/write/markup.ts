import type { Dialect } from '../types.ts';
import { altText, attributeText, markdownText, snippetText } from './escape.ts';
import { freeIdentifier, importedAs, importEdit, type TextEdit } from './imports.ts';
import { addressFor, isServed, moduleFor } from './pathFor.ts';
import type { Insertion, Writing } from './referenceTo.ts';

/** An image of Markdown, or an element of HTML, Vue, Svelte and Astro. */
export function writeMarkup(writing: Writing): Insertion {
  const { place, dialect, target, neighbours } = writing;
  if (place.tag) return attributesFor(writing);
  const inMarkdown = place.dialect === 'markdown' || place.dialect === 'mdx';
  if (!inMarkdown) return elementOf(writing);
  const alt = snippetText(markdownText(altText(target.alt), dialect));
  const address = snippetText(addressFor(target.path, neighbours));
  return { snippet: `![\${1:${alt}}](${address})`, additionalEdits: [] };
}

function elementOf(writing: Writing): Insertion {
  const { target, place, document } = writing;
  const imported = wantsImport(writing) ? importOf(writing) : undefined;
  const name = imported && place.dialect === 'astro' ? astroImage(document.text) : 'img';
  const size = imported && name === 'Image' ? '' : ` width="${target.width}" height="${target.height}"`;
  const end = selfClosing(document.text, place.dialect) ? ' />' : '>';
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

function sourceOf({ target, neighbours, document }: Writing, name: string | undefined): string {
  if (name === undefined) return `src="${addressFor(target.path, neighbours)}"`;
  return astroImage(document.text) === 'Image' || document.path.endsWith('.svelte')
    ? `src={${name}}`
    : `src={${name}.src}`;
}

/** Astro's own component, where the page uses it. */
function astroImage(text: string): 'Image' | 'img' {
  return /import\s*\{[^}]*\bImage\b[^}]*\}\s*from\s*['"]astro:assets['"]/.test(text) ? 'Image' : 'img';
}

/** Only Svelte and Astro leave paths in markup as they are written; Vue makes imports of them. */
function wantsImport({ target, place, neighbours }: Writing): boolean {
  const bundled = place.dialect === 'svelte' || place.dialect === 'astro';
  return bundled && !isServed(target.path, neighbours.site);
}

function importOf(writing: Writing): { readonly name: string; readonly edits: readonly TextEdit[] } {
  const { target, neighbours, document, piece, eol, dialect } = writing;
  const path = moduleFor(target.path, neighbours);
  // Expressions in attributes are scripts as well, but no place for an import.
  const script = piece.embedded.find(({ dialect: inner, common }) => /^tsx?$/.test(inner) && !common);
  const isScript = script !== undefined && (dialect !== 'astro' || /^\s*---/.test(document.text));
  const text = isScript ? document.text.slice(script.start, script.end) : '';
  const known = importedAs(text, path);
  if (known !== undefined) return { name: known, edits: [] };
  const name = freeIdentifier(target.path, document.text);
  if (isScript) return { name, edits: [importEdit(text, script.start, name, path, eol)] };
  const line = importEdit('', 0, name, path, eol).text;
  const whole =
    dialect === 'astro' ? `---${eol}${line}---${eol}` : `<script>${eol}\t${line}</script>${eol}${eol}`;
  return { name, edits: [{ offset: 0, text: whole }] };
}

function selfClosing(text: string, dialect: Dialect): boolean {
  return dialect === 'html' ? /<img\b[^>]{0,1000}\/>/i.test(text) : true;
}
