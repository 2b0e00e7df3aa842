import { dialectOf, dialectOfFile } from '../dialects.ts';
import { isImagePath } from '../filePath.ts';
import { assembled, readText } from '../find.ts';
import type { Piece, Slot } from '../piece.ts';
import { siteOf, type Project } from '../project.ts';
import type { Dialect, ImageReference } from '../types.ts';
import { snippetText, stringText } from './escape.ts';
import { addressFor, moduleFor, relativeFor, type Neighbours } from './pathFor.ts';
import type { TextEdit } from './imports.ts';
import { placeAt, type Place } from './place.ts';

/** The picture that is referred to. */
export interface Target {
  /** Workspace-relative, with `/`. */
  readonly path: string;
  /** Its own size, px. */
  readonly width: number;
  readonly height: number;
  /** The prompt. */
  readonly alt: string;
}

/** The document as it is in the editor. */
export interface OpenDocument {
  /** Workspace-relative; `\` is taken for `/`. */
  readonly path: string;
  readonly text: string;
  readonly languageId: string;
  /** Of the cursor, UTF-16 units. */
  readonly offset: number;
}

/** What is to be written. Offsets are those of the document before any of it. */
export interface Insertion {
  /** In VS Code's snippet syntax. */
  readonly snippet: string;
  /** What the snippet takes the place of; nothing when it is put in at the cursor. */
  readonly replaceRange?: { readonly start: number; readonly end: number };
  readonly additionalEdits: readonly TextEdit[];
}

/** All that the writers of the languages need. */
export interface Writing {
  readonly target: Target;
  readonly document: OpenDocument;
  readonly dialect: Dialect;
  readonly place: Place;
  readonly piece: Piece;
  readonly references: readonly ImageReference[];
  readonly neighbours: Neighbours;
  readonly eol: string;
}

/** A reference to a picture, in the language of the place it is put. */
export async function referenceTo(
  target: Target,
  document: OpenDocument,
  project: Project,
): Promise<Insertion> {
  const { text, languageId } = document;
  const file = document.path.replaceAll('\\', '/');
  const dialect = dialectOf(languageId) ?? dialectOfFile(file);
  const offset = Math.min(Math.max(0, document.offset), text.length);
  if (dialect === undefined)
    return anyLanguage(target.path, text, offset, { file, site: siteOf(project, file), references: [] });
  const piece = await readText(text, dialect);
  const references = assembled(text, piece);
  const writing: Writing = {
    target,
    document: { ...document, path: file, offset },
    dialect,
    place: placeAt(text, piece, dialect, offset),
    piece,
    references,
    neighbours: { file, site: siteOf(project, file), references },
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const inAttribute = writing.place.tag && writing.place.slot;
  const written = inAttribute && (await import('./attribute.ts')).intoAttribute(writing);
  return written ?? intoSlot(writing) ?? (await inLanguage(writing));
}

/** Only the path, where the cursor is in something that holds one. */
function intoSlot({ target, document, place, references, neighbours }: Writing): Insertion | undefined {
  const { slot } = place;
  if (!slot || slot.kind === 'expression') return undefined;
  const { text, offset } = document;
  const current = references.find(({ start, end }) => start <= offset && offset <= end);
  const quote = text[slot.start - 1] ?? '';
  const path = slotPath(target.path, slot.kind, quote, neighbours);
  const content = text.slice(slot.start, slot.end);
  const whole = content.trim() === '' || slot.kind === 'module' || isImagePath(content) ? slot : undefined;
  const range = current ?? whole;
  const comma = slot.kind === 'list' && !range ? separator(text.slice(slot.start, offset)) : '';
  return {
    snippet: snippetText(comma + path),
    ...(range && { replaceRange: { start: range.start, end: range.end } }),
    additionalEdits: [],
  };
}

/** Between the entries of a `srcset`. */
function separator(before: string): string {
  if (before.trim() === '') return '';
  return before.trimEnd().endsWith(',') ? (/\s$/.test(before) ? '' : ' ') : ', ';
}

async function inLanguage(writing: Writing): Promise<Insertion> {
  switch (writing.place.dialect) {
    case 'markdown':
    case 'mdx':
    case 'html':
    case 'vue':
    case 'svelte':
    case 'astro':
      return (await import('./markup.ts')).writeMarkup(writing);
    case 'jsx':
    case 'tsx':
    case 'ts':
      return (await import('./script.ts')).writeScript(writing);
    case 'css':
    case 'scss':
    case 'less':
      return writeStyle(writing);
    case 'json':
      return quoted(writing.target.path, writing.neighbours);
    default:
      return writing.place.dialect satisfies never;
  }
}

function writeStyle({ target, document, place, neighbours }: Writing): Insertion {
  const { text } = document;
  const double = text.split("'").length <= text.split('"').length;
  // In an attribute or a string, quotes might end what is around them.
  const isWithin = place.tag !== undefined || /["'`]/.test(text.slice(0, place.start).slice(-1));
  const quote = isWithin ? '' : double ? '"' : "'";
  return {
    snippet: snippetText(`url(${quote}${addressFor(target.path, neighbours)}${quote})`),
    additionalEdits: [],
  };
}

/** A language that is not read: within a string of the cursor's line, or as one. */
function anyLanguage(path: string, text: string, offset: number, neighbours: Neighbours): Insertion {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const quote = ['"', "'", '`'].find(sign => line.split(sign).length % 2 === 0);
  const rest = quote === undefined ? -1 : text.slice(offset).split('\n', 1)[0]?.indexOf(quote);
  if (quote === undefined || rest === undefined || rest < 0) return quoted(path, neighbours);
  const start = offset - (line.length - line.lastIndexOf(quote) - 1);
  const content = text.slice(start, offset + rest);
  return {
    snippet: snippetText(stringText(relativeFor(path, neighbours), quote)),
    ...((content === '' || isImagePath(content)) && { replaceRange: { start, end: offset + rest } }),
    additionalEdits: [],
  };
}

function quoted(path: string, neighbours: Neighbours): Insertion {
  return { snippet: snippetText(`"${plainOrAddress(path, neighbours)}"`), additionalEdits: [] };
}

function slotPath(path: string, kind: Slot['kind'], quote: string, neighbours: Neighbours): string {
  if (kind !== 'module') return plainOrAddress(path, neighbours);
  return stringText(moduleFor(path, neighbours), quote === '"' || quote === '`' ? quote : "'");
}

/** Only what a browser reads is an address. */
function plainOrAddress(path: string, neighbours: Neighbours): string {
  const dialect = dialectOfFile(neighbours.file);
  const plain = dialect === undefined || neighbours.file.endsWith('package.json');
  return plain ? stringText(relativeFor(path, neighbours), '"') : addressFor(path, neighbours);
}
