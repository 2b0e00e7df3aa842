import type { SyntaxNode, Tree } from '@lezer/common';
import { parser, Table, type MarkdownExtension, type MarkdownParser } from '@lezer/markdown';
import { maskExpressions } from '../expressions.ts';
import { isFilePath, isImagePath } from '../filePath.ts';
import { frontMatterOf } from '../frontMatter.ts';
import { emptyPiece, folded, type Piece, type Steps } from '../piece.ts';
import type { Dialect } from '../types.ts';

/**
 * Longer paragraphs, headings and cells are taken for text without marks, characters. What they cost grows at least with
 * the square of their length, and others have no turn meanwhile: `*a_ ` again and again takes a tenth of a second for
 * this length and half a minute for ten times of it. Nobody writes them.
 */
const longestInline = 20_000;

const ofPeople: MarkdownExtension = [
  Table,
  {
    parseInline: [
      {
        name: 'TooLong',
        before: 'Escape',
        parse: ({ offset, end }, _next, at) => (at === offset && end - offset > longestInline ? end : -1),
      },
    ],
  },
];

/** MDX has no code by indentation. */
const mdxParser: MarkdownParser = parser.configure([ofPeople, { remove: ['IndentedCode'] }]);

const markdownParser: MarkdownParser = parser.configure(ofPeople);

/** What of a paragraph is no text. */
const marks = new Set([
  'EmphasisMark',
  'LinkMark',
  'URL',
  'LinkTitle',
  'CodeMark',
  'HTMLTag',
  'Comment',
  'HeaderMark',
  'QuoteMark',
  'Image',
]);

/** Nodes looked at in one step. */
const atOnce = 64;

/** References of Markdown and MDX; raw HTML, and imports of MDX, are left to their finders. */
export function* readMarkdown(text: string, dialect: Dialect): Steps {
  const mdx = dialect === 'mdx';
  const reader = new MarkdownReader(text, mdx);
  const start = reader.frontMatter();
  const source = mdx ? maskExpressions(text) : text;
  const blank = source.slice(0, start).replace(/[^\r\n]/g, ' ');
  const parse = (mdx ? mdxParser : markdownParser).startParse(blank + source.slice(start));
  let tree = parse.advance();
  while (tree === null) {
    yield;
    tree = parse.advance();
  }
  yield* reader.read(tree);
  return reader.piece;
}

interface Definition {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

class MarkdownReader {
  readonly piece: Piece = emptyPiece();
  readonly #text: string;
  readonly #mdx: boolean;
  readonly #definitions: Definition[] = [];
  /** Alt texts of `![alt][label]`. */
  readonly #labels = new Map<string, string>();

  constructor(text: string, mdx: boolean) {
    this.#text = text;
    this.#mdx = mdx;
  }

  /** Its title is the first heading. @returns its end */
  frontMatter(): number {
    const { open, close, end } = frontMatterOf(this.#text) ?? { open: 0, close: 0, end: 0 };
    const lines = this.#text.slice(open, close).split('\n');
    const title = lines.find(line => line.startsWith('title:'))?.slice('title:'.length);
    const text = folded(title ?? '').replace(/^(["'])(.*)\1$/, '$2');
    if (text !== '') this.piece.blocks.push({ start: open, text, heading: true });
    return end;
  }

  *read(tree: Tree): Generator<undefined, void, undefined> {
    const cursor = tree.cursor();
    for (let count = 1; cursor.next(); count++) {
      this.#enter(cursor.name, cursor.node);
      if (count % atOnce === 0) yield;
    }
    this.#define();
  }

  #enter(name: string, node: SyntaxNode): void {
    if (/^(ATX|Setext)Heading/.test(name)) this.#addBlock(node, true);
    else if (name === 'Paragraph') this.#paragraph(node);
    else if (name === 'TableCell') this.#addBlock(node, false);
    else if (name === 'Image') this.#image(node);
    else if (name === 'LinkReference') this.#definition(node);
    else if (name === 'HTMLBlock' || name === 'HTMLTag')
      this.#embed(node.from, node.to, name === 'HTMLBlock');
  }

  /** Definitions that show a picture, once all texts that use them are known. */
  #define(): void {
    for (const { label, ...definition } of this.#definitions) {
      const alt = this.#labels.get(label);
      if (alt === undefined && !isImagePath(definition.value)) continue;
      this.piece.references.push({ kind: 'markdownDefinition', ...definition, alt: alt || label });
    }
  }

  #paragraph(node: SyntaxNode): void {
    const imports = this.#mdx && /^(import|export)\s/.test(this.#text.slice(node.from, node.from + 8));
    if (imports) this.piece.embedded.push({ dialect: 'tsx', start: node.from, end: node.to });
    else this.#addBlock(node, false);
  }

  #embed(start: number, end: number, isBlock: boolean): void {
    // These end where they are closed. https://spec.commonmark.org/0.31.2/#html-blocks
    const closes = /^\s*<(?:script|pre|style|textarea|!|\?)/i.test(this.#text.slice(start, start + 20));
    const toEmptyLine = isBlock && !this.#mdx && !closes;
    this.piece.embedded.push({ dialect: this.#mdx ? 'mdx' : 'html', start, end, toEmptyLine });
  }

  #image(node: SyntaxNode): void {
    const marksOf = node.getChildren('LinkMark');
    const [open, close] = marksOf;
    if (!open || !close) return;
    const alt = folded(this.#plain(node, open.to, close.from));
    const url = node.getChild('URL');
    const [, , opened, closed] = marksOf;
    if (!url && opened && closed)
      this.piece.slots.push({ start: opened.to, end: closed.from, kind: 'address' });
    if (!url) {
      const label = node.getChild('LinkLabel');
      const named = label ? this.#text.slice(label.from + 1, label.to - 1) : '';
      this.#labels.set(keyOf(named === '' ? this.#text.slice(open.to, close.from) : named), alt);
      return;
    }
    const [start, end, value] = this.#destination(url);
    this.piece.slots.push({ start, end, kind: 'address' });
    if (isFilePath(value))
      this.piece.references.push({ kind: 'markdownImage', start, end, value, alt: alt || undefined });
  }

  #definition(node: SyntaxNode): void {
    const label = node.getChild('LinkLabel');
    const url = node.getChild('URL');
    if (!label || !url) return;
    const [start, end, value] = this.#destination(url);
    this.piece.slots.push({ start, end, kind: 'address' });
    if (isFilePath(value))
      this.#definitions.push({
        label: keyOf(this.#text.slice(label.from + 1, label.to - 1)),
        start,
        end,
        value,
      });
  }

  #destination({ from, to }: SyntaxNode): readonly [start: number, end: number, value: string] {
    const bracketed = this.#text[from] === '<' && this.#text[to - 1] === '>' && to - from > 1;
    const [start, end] = bracketed ? [from + 1, to - 1] : [from, to];
    return [
      start,
      end,
      this.#text
        .slice(start, end)
        .replace(/\\([!-/:-@[-`{-~])/g, '$1')
        .replaceAll('&amp;', '&'),
    ];
  }

  #addBlock(node: SyntaxNode, heading: boolean): void {
    const text = folded(this.#plain(node, node.from, node.to));
    if (/[\p{L}\p{N}]/u.test(text)) this.piece.blocks.push({ start: node.from, text, heading });
  }

  /** The text of a node between two offsets, without marks. */
  #plain(node: SyntaxNode, from: number, to: number): string {
    let plain = '';
    let done = from;
    node.cursor().iterate(child => {
      const itself = child.name === node.name && child.from === node.from;
      if (itself || !marks.has(child.name) || child.from < from || child.to > to) return true;
      plain += this.#text.slice(Math.min(done, child.from), child.from);
      done = Math.max(done, child.to);
      return false;
    });
    return plain + this.#text.slice(done, to);
  }
}

/** Labels match without regard to case and white space. */
function keyOf(label: string): string {
  return folded(label).toLowerCase();
}
