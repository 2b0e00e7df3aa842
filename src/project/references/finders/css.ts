import { tokenizer, TokenType, type CSSToken } from '@csstools/css-tokenizer';
import { isImagePath } from '../filePath.ts';
import { emptyPiece, folded, type Piece, type Steps } from '../piece.ts';
import { pixels, sizeOfDeclarations } from '../sizes.ts';
import type { Dialect } from '../types.ts';

/** A block in braces; what it declares is known at its end. */
interface Block {
  readonly selectors: readonly string[];
  readonly declarations: Map<string, string>;
  readonly conditional: boolean;
  /** Where its references begin in the list of all. */
  readonly first: number;
}

/** Tokens taken in one step. */
const atOnce = 256;

/** References of CSS, SCSS and Less, and the sizes their rules give. */
export function* readCss(text: string, dialect: Dialect): Steps {
  const reader = new CssReader(text, dialect !== 'css');
  const tokens = tokenizer({ css: text });
  for (let count = 1; !tokens.endOfFile(); count++) {
    reader.take(tokens.nextToken());
    if (count % atOnce === 0) yield;
  }
  return reader.end();
}

class CssReader {
  readonly #text: string;
  readonly #piece = emptyPiece();
  readonly #blocks: Block[] = [{ selectors: [], declarations: new Map(), conditional: false, first: 0 }];
  readonly #functions: string[] = [];
  /** The statement that is being read: a declaration, or what stands before a block. */
  #statement = '';
  #importing = false;
  readonly #lineComments: boolean;
  #inComment = false;

  /** @param lineComments SCSS and Less have comments to the end of the line, which CSS does not know */
  constructor(text: string, lineComments: boolean) {
    this.#text = text;
    this.#lineComments = lineComments;
  }

  take(token: CSSToken): void {
    if (this.#lineComments && this.#isComment(token)) return;
    if (token[0] === TokenType.OpenCurly) this.#open();
    else if (token[0] === TokenType.CloseCurly) this.#close();
    else if (token[0] === TokenType.Semicolon) this.#declare();
    else if (token[0] !== TokenType.Comment) {
      this.#look(token);
      this.#statement += token[1];
    }
  }

  #isComment([, raw, start]: CSSToken): boolean {
    if (!this.#inComment) this.#inComment = raw === '/' && this.#text[start + 1] === '/';
    else if (raw.includes('\n')) this.#inComment = false;
    return this.#inComment;
  }

  #look(token: CSSToken): void {
    if (token[0] === TokenType.AtKeyword) this.#importing = /^@(import|use|forward|charset)$/i.test(token[1]);
    else if (token[0] === TokenType.Function) this.#functions.push(token[4].value.toLowerCase());
    else if (token[0] === TokenType.OpenParen) this.#functions.push('');
    else if (token[0] === TokenType.CloseParen) this.#functions.pop();
    else if (token[0] === TokenType.URL) this.#addUrl(token[1], token[2], token[4].value);
    else if (token[0] === TokenType.String) this.#addString(token[2] + 1, token[3], token[4].value);
    else if (token[0] === TokenType.Dimension) this.#addDensity(token[4].value, token[4].unit);
  }

  end(): Piece {
    while (this.#blocks.length > 0) this.#close();
    return this.#piece;
  }

  #open(): void {
    const selectors = this.#statement.split(',').map(folded);
    const inside = this.#blocks.at(-1)?.conditional ?? false;
    const conditional = inside || /^\s*@(media|container|supports)\b/i.test(this.#statement);
    const first = this.#piece.references.length;
    this.#blocks.push({ selectors, declarations: new Map(), conditional, first });
    this.#reset();
  }

  #close(): void {
    this.#declare();
    const block = this.#blocks.pop();
    if (!block) return;
    const size = sizeOfDeclarations(block.declarations, 'rule');
    if (!size) return;
    this.#piece.rules.push({ selectors: block.selectors, size, conditional: block.conditional });
    const { references } = this.#piece;
    for (let at = block.first; at < references.length; at++) {
      const reference = references[at];
      if (reference && !reference.size) references[at] = { ...reference, size };
    }
  }

  #declare(): void {
    const colon = this.#statement.indexOf(':');
    const property = this.#statement.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = this.#statement.slice(colon + 1).trim();
    if (property === 'width' || property === 'height' || property === 'background-size')
      this.#blocks.at(-1)?.declarations.set(property, value);
    this.#reset();
  }

  #reset(): void {
    this.#statement = '';
    this.#importing = false;
    this.#functions.length = 0;
  }

  #addUrl(raw: string, start: number, value: string): void {
    const inner = raw.slice(raw.indexOf('(') + 1).replace(/\)$/, '');
    const lead = inner.length - inner.trimStart().length;
    const from = start + raw.indexOf('(') + 1 + lead;
    this.#add(from, from + inner.trim().length, value);
  }

  /** The end of an unclosed string is the end of the text, or its closing quote: neither belongs to the path. */
  #addString(start: number, last: number, value: string): void {
    const around = this.#functions.at(-1) ?? '';
    if (around === 'url' || around === 'src' || around.endsWith('image-set')) {
      const closed = this.#text[last] === this.#text[start - 1] && last >= start;
      this.#add(start, closed ? last : last + 1, value);
    }
  }

  #add(start: number, end: number, value: string): void {
    this.#piece.slots.push({ start, end, kind: 'address' });
    if (!this.#importing && isImagePath(value))
      this.#piece.references.push({ kind: 'css', start, end, value });
  }

  /** `2x` after an entry of an image-set. */
  #addDensity(value: number, unit: string): void {
    const last = this.#piece.references.at(-1);
    const inSet = this.#functions.some(name => name.endsWith('image-set'));
    if (!last || !inSet || !/^(x|dppx)$/i.test(unit) || pixels(String(value)) === undefined) return;
    this.#piece.references[this.#piece.references.length - 1] = {
      ...last,
      density: value,
    };
  }
}
