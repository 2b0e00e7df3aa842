import { altText, attributeText, snippetText, stringText } from './escape.ts';
import { freeIdentifier, importedAs, importEdit, isCommonJs, requireEdit } from './imports.ts';
import { addressFor, isServed, moduleFor, relativeFor } from './pathFor.ts';
import { scriptWants } from './place.ts';
import type { Insertion, Writing } from './referenceTo.ts';

/** An element, or the value of a variable, in JavaScript, TypeScript and JSX. */
export function writeScript(writing: Writing): Insertion {
  const { document, place, target, neighbours } = writing;
  const script = document.text.slice(place.start, place.end);
  const element =
    place.tag !== undefined ||
    (place.dialect !== 'ts' && scriptWants(script, document.offset - place.start, true) === 'element');
  const imported = wantsImport(writing) ? importOf(writing, script) : undefined;
  if (element) return elementOf(writing, imported);
  const quote = usualQuote(script);
  // Outside of a site the string may be for Node, which knows no percent signs.
  const inSite = neighbours.site.framework !== 'plain';
  const plain = inSite ? addressFor(target.path, neighbours) : relativeFor(target.path, neighbours);
  const path = `${quote}${stringText(plain, quote)}${quote}`;
  return { snippet: snippetText(imported?.name ?? path), additionalEdits: imported?.edits ?? [] };
}

/** The quote that a script has more of. */
export function usualQuote(script: string): '"' | "'" {
  return script.split("'").length >= script.split('"').length ? "'" : '"';
}

/** Where the file imports its pictures, and where nothing serves the picture by its path. */
export function wantsImport({ target, references, neighbours }: Writing): boolean {
  if (!isServed(target.path, neighbours.site)) return true;
  const imports = references.filter(({ kind }) => kind === 'import');
  // Pictures of the public folder have a path, even where others are imported.
  const addressed = references.length - imports.length;
  return neighbours.site.framework === 'plain' && imports.length > addressed;
}

/** A variable that is the picture, and the import that makes it so, where it is not there yet. */
export interface Imported {
  readonly name: string;
  readonly edits: Insertion['additionalEdits'];
}

/** @param script the text of the place */
export function importOf(
  { target, neighbours, document, dialect, place, eol }: Writing,
  script: string,
): Imported {
  const path = moduleFor(target.path, neighbours);
  const known = importedAs(script, path);
  if (known !== undefined) return { name: known, edits: [] };
  const name = freeIdentifier(target.path, document.text);
  // Scripts inside of components are modules, whatever they say.
  const isCommon = /^(jsx|tsx|ts)$/.test(dialect) && isCommonJs(script);
  const edit = isCommon ? requireEdit : importEdit;
  return { name, edits: [edit(script, place.start, name, path, eol)] };
}

function elementOf(
  { target, place, neighbours, document }: Writing,
  imported: Imported | undefined,
): Insertion {
  const { text } = document;
  const component = importedAs(text, 'next/image') ?? importedAs(text, 'next/legacy/image');
  // What Next imports is an object that only its own component takes whole.
  const isWhole =
    neighbours.site.framework !== 'next' || (place.tag?.name ?? component ?? 'img') === component;
  const source = imported
    ? `src={${imported.name}${isWhole ? '' : '.src'}}`
    : `src="${addressFor(target.path, neighbours)}"`;
  const alt = snippetText(attributeText(altText(target.alt), place.dialect));
  const attributes = `${snippetText(source)} alt="\${1:${alt}}"`;
  const edits = imported?.edits ?? [];
  if (place.tag) {
    const value = source.slice(source.indexOf('=') + 1);
    if (text[document.offset - 1] === '=') return { snippet: snippetText(value), additionalEdits: edits };
    const has = new Set(place.tag.attributes);
    return { snippet: has.has('alt') ? snippetText(source) : attributes, additionalEdits: edits };
  }
  return {
    snippet: `<${component ?? 'img'} ${attributes} width={${target.width}} height={${target.height}} />`,
    additionalEdits: edits,
  };
}
