import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { maskExpressions, simpleExpression, withoutExpressions } from '../expressions.ts';
import { mayNameImages } from '../filePath.ts';
import { emptyPiece, folded, type Steps } from '../piece.ts';
import { closePicture, commonOf, readTag, type Attribute, type Tag } from '../tags.ts';
import type { Dialect } from '../types.ts';
import { scriptTokens } from './scriptTokens.ts';
import { wholeValues } from './wholeValues.ts';

/** These do not end a piece of text. */
const inline = new Set(
  'a abbr b bdi bdo br cite code data dfn em i img kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

const headings = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Dialects that have `{…}` in their markup. */
const withExpressions = new Set<Dialect>(['svelte', 'astro', 'mdx']);

/** Written at once, characters. */
const chunk = 16_384;

/** References of HTML, Vue, Svelte, Astro, and of raw HTML in Markdown; scripts and styles are left to their finders. */
export function* readHtml(text: string, dialect: Dialect): Steps {
  const reader = new HtmlReader(text, dialect);
  const start = reader.start;
  const source = withExpressions.has(dialect) ? maskExpressions(text) : text;
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, reader);
  // Blanks keep the offsets.
  if (start > 0) tokenizer.write(' '.repeat(start));
  for (let at = start; at < source.length; at += chunk) {
    tokenizer.write(source.slice(at, at + chunk));
    yield;
  }
  tokenizer.end();
  return reader.piece;
}

interface OpenTag extends Tag {
  readonly attributes: Attribute[];
  /** Where its parts in other languages begin in the list of all. */
  readonly firstEmbedded: number;
}

interface OpenAttribute {
  readonly name: string;
  readonly nameEnd: number;
  value: string;
}

/** An element whose content is not markup. */
interface Special {
  readonly name: 'script' | 'style';
  readonly attributes: readonly Attribute[];
}

class HtmlReader implements TokenizerCallbacks {
  readonly piece = emptyPiece();
  /** Where the markup begins. */
  readonly start: number;
  readonly #text: string;
  readonly #dialect: Dialect;
  #tag: OpenTag | undefined;
  #attribute: OpenAttribute | undefined;
  /** The element whose raw content comes next. */
  #special: Special | undefined;
  #block: { start: number; text: string } | undefined;
  #heading = false;
  #firstOfPicture = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
    this.start = dialect === 'astro' ? this.#frontMatter() : 0;
  }

  /** Astro's part between two `---` is TypeScript. @returns its end */
  #frontMatter(): number {
    const open = /^\s*---[^\S\n]*\r?\n/.exec(this.#text)?.[0].length;
    if (open === undefined) return 0;
    const close = this.#text.indexOf('\n---', open - 1);
    if (close < 0) return 0;
    this.piece.embedded.push({ dialect: 'ts', start: open, end: Math.max(open, close) });
    return close + 4;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = {
      name: this.#text.slice(start, end),
      start: start - 1,
      attributes: [],
      firstEmbedded: this.piece.embedded.length,
    };
  }

  onattribname(start: number, end: number): void {
    this.#attribute = { name: this.#text.slice(start, end), nameEnd: end, value: '' };
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute) this.#attribute.value += this.#text.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute) this.#attribute.value += String.fromCodePoint(codePoint);
  }

  onattribend(quote: QuoteType, end: number): void {
    const attribute = this.#attribute;
    this.#attribute = undefined;
    if (!attribute || !this.#tag || quote === QuoteType.NoValue) return;
    const quoted = quote === QuoteType.Double || quote === QuoteType.Single;
    const sign = quote === QuoteType.Double ? '"' : "'";
    const equals = this.#text.indexOf('=', attribute.nameEnd) + 1;
    const lead = /^\s*/.exec(this.#text.slice(equals, end))?.[0].length ?? 0;
    const start = quoted ? this.#text.indexOf(sign, equals) + 1 : equals + lead;
    const stop = quoted && this.#text[end - 1] === sign && end - 1 >= start ? end - 1 : end;
    this.#tag.attributes.push(...this.#read(attribute, start, stop));
  }

  onopentagend(end: number): void {
    this.#endTag(end + 1);
  }

  onselfclosingtag(end: number): void {
    this.#endTag(end + 1);
    this.#special = undefined;
  }

  onclosetag(start: number, end: number): void {
    const name = this.#text.slice(start, end).toLowerCase();
    this.#special = undefined;
    if (!inline.has(name)) this.#endBlock();
    if (headings.has(name)) this.#heading = false;
    if (name === 'picture') closePicture(this.piece, this.#firstOfPicture);
  }

  ontext(start: number, end: number): void {
    if (this.#special) return this.#addSpecial(this.#special, start, end);
    this.#addText(start, this.#text.slice(Math.max(start, this.start), end));
  }

  ontextentity(codePoint: number, end: number): void {
    if (!this.#special) this.#addText(end, String.fromCodePoint(codePoint));
  }

  oncomment(): void {
    this.#endBlock();
  }

  onend(): void {
    this.#endTag(this.#text.length + 1);
    this.#endBlock();
  }

  oncdata(): void {
    this.#endBlock();
  }

  ondeclaration(): void {
    this.#endBlock();
  }

  onprocessinginstruction(): void {
    this.#endBlock();
  }

  #endTag(end: number): void {
    const tag = this.#tag;
    this.#tag = undefined;
    if (!tag) return;
    const name = tag.name.toLowerCase();
    if (!inline.has(name)) this.#endBlock();
    if (headings.has(name)) this.#heading = true;
    if (name === 'base') this.#addBase(tag);
    if (name === 'picture') this.#firstOfPicture = this.piece.references.length;
    readTag(tag, end, this.piece);
    const { embedded } = this.piece;
    for (let at = tag.firstEmbedded; at < embedded.length; at++) {
      const part = embedded[at];
      if (part) embedded[at] = { ...part, common: commonOf(tag) };
    }
    if (name === 'script' || name === 'style') this.#special = { name, attributes: tag.attributes };
  }

  #addBase({ attributes }: OpenTag): void {
    const href = attributes.find(({ name }) => name === 'href');
    const isMade = href?.identifier !== undefined || href?.expression === true;
    if (href) this.piece.bases.push(isMade ? '{}' : href.value);
  }

  /** An attribute in the form all tags have, and what of it is another language. */
  #read({ name, value }: OpenAttribute, start: number, end: number): readonly Attribute[] {
    const lower = name.toLowerCase();
    if (lower === 'style') this.#embed('css', start, end);
    const bound = this.#dialect === 'vue' && /^(?::|v-bind:)(.+)$/.exec(lower)?.[1];
    if (bound) return this.#readExpression(bound, start, end);
    // `src={hero}/>`: to HTML, the slash belongs to the value.
    const stop = this.#text[end - 1] === '/' ? end - 1 : end;
    const braces =
      withExpressions.has(this.#dialect) && this.#text[start] === '{' && this.#text[stop - 1] === '}';
    return braces ? this.#readExpression(lower, start + 1, stop - 1) : [{ name: lower, start, end, value }];
  }

  #readExpression(name: string, start: number, end: number): readonly Attribute[] {
    const text = this.#text.slice(start, Math.max(start, end));
    // A text with styles in it is no value that tags know: scripts have them read.
    const simple = text.includes('url(') ? undefined : simpleExpression(text);
    if (!simple) this.#embed('ts', start, end);
    if (!simple) return [{ name, start, end, value: '', expression: true }, ...stringsOf(name, start, text)];
    if ('identifier' in simple) return [{ name, start, end, value: '', identifier: simple.identifier }];
    if ('number' in simple) return [{ name, start, end, value: simple.number }];
    const from = start + simple.start;
    return [{ name, start: from, end: from + simple.literal.length, value: simple.literal }];
  }

  #addSpecial({ name, attributes }: Special, start: number, end: number): void {
    const language = attributes.find(attribute => attribute.name === 'lang')?.value.toLowerCase();
    if (name === 'style')
      return this.#embed(language === 'less' || language === 'scss' ? language : 'css', start, end);
    const type = attributes.find(attribute => attribute.name === 'type')?.value.toLowerCase() ?? '';
    if (/^$|module|script|babel|jsx/.test(type))
      this.#embed(language?.endsWith('x') ? 'tsx' : 'ts', start, end);
  }

  #embed(dialect: Dialect, start: number, end: number): void {
    if (end > start) this.piece.embedded.push({ dialect, start, end });
  }

  #addText(start: number, text: string): void {
    this.#block ??= { start, text: '' };
    this.#block.text += text;
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    if (!block) return;
    const text = folded(withExpressions.has(this.#dialect) ? withoutExpressions(block.text) : block.text);
    if (/[\p{L}\p{N}]/u.test(text))
      this.piece.blocks.push({ start: block.start, text, heading: this.#heading });
  }
}

/** What an expression may come to, where that may be a picture. */
function stringsOf(name: string, start: number, text: string): readonly Attribute[] {
  if (!mayNameImages(text)) return [];
  return wholeValues(scriptTokens(text, true)).map(found => ({
    ...found,
    name,
    start: start + found.start,
    end: start + found.end,
  }));
}
