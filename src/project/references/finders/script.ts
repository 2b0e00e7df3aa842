import { simpleExpression } from '../expressions.ts';
import { isImagePath } from '../filePath.ts';
import { emptyPiece, folded, withCommon, type Steps } from '../piece.ts';
import { closePicture, commonOf, readTag, type Attribute } from '../tags.ts';
import type { Dialect, ReferenceKind } from '../types.ts';
import { atOnce, scriptTokenSteps, type ScriptToken } from './scriptTokens.ts';
import { inside, isString, unescaped, WholeValues } from './wholeValues.ts';

/** React's names of attributes that HTML spells otherwise. */
const htmlNames: ReadonlyMap<string, string> = new Map([['classname', 'class']]);

/** These do not end a piece of text. */
const inline = /^(a|abbr|b|br|code|em|i|kbd|link|s|small|span|strong|sub|sup|u|trans)$/i;

const heading = /^(h[1-6]|title|heading)$/i;

/** References of JavaScript and TypeScript, with or without JSX. */
export function* readScript(text: string, dialect: Dialect): Steps {
  const reader = new ScriptReader(text, yield* scriptTokenSteps(text, dialect !== 'ts'));
  yield* reader.run();
  return reader.piece;
}

/** An opening tag that has not ended yet. */
interface OpenTag {
  name: string;
  readonly start: number;
  readonly attributes: Attribute[];
  /** The attribute whose value comes next. */
  attribute: string;
  /** Braces open within the value that is an expression; 0 outside of one. */
  depth: number;
  expressionStart: number;
  /** The strings that the expression may come to. */
  values: WholeValues;
  /** Widths and heights of a style object. */
  style: string;
  /** Where what its expressions name begins in the list of all. */
  readonly firstReference: number;
}

class ScriptReader {
  readonly piece = emptyPiece();
  readonly #text: string;
  readonly #tokens: readonly ScriptToken[];
  /** Nested, since an attribute may hold elements. */
  readonly #open: OpenTag[] = [];
  /** What the file calls Next's component. */
  readonly #nextImages = new Set<string>();
  #closing = false;
  #heading = false;
  #firstOfPicture = 0;
  #block: { readonly start: number; text: string } | undefined;

  constructor(text: string, tokens: readonly ScriptToken[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  *run(): Generator<undefined, void, undefined> {
    for (const [at, token] of this.#tokens.entries()) {
      if (at % atOnce === 0) yield;
      const tag = this.#open.at(-1);
      const isInside = tag !== undefined && tag.depth > 0;
      if (token.type === 'JSXPunctuator') this.#punctuator(token, at);
      else if (token.type === 'JSXIdentifier') this.#name(token, at);
      else if (token.type === 'JSXString') this.#quoted(token);
      else if (token.type === 'JSXText') this.#addText(token);
      else if (isString(token)) this.#string(token, at);
      else if (token.type === 'NumericLiteral') this.#number(token, at);
      else if (token.type.startsWith('Template')) this.#template(token);
      if (isInside && tag.depth > 0) tag.values.take(token, this.#tokens[at + 1], this.#tokens[at + 2]);
    }
    for (let tag = this.#open.at(-1); tag; tag = this.#open.at(-1)) {
      if (tag.depth > 0) this.#endExpression(tag, this.#text.length);
      this.#endTag(this.#text.length + 1);
    }
    this.#endBlock();
  }

  #punctuator({ value, start, end }: ScriptToken, at: number): void {
    const tag = this.#open.at(-1);
    if (value === '<') {
      this.#closing = this.#tokens[at + 1]?.value === '/';
      if (!this.#closing) this.#open.push(newTag(start, this.piece.references.length));
    } else if (value === '>') this.#close(end);
    else if (value === '{' && tag) {
      if (tag.depth++ === 0) tag.expressionStart = end;
    } else if (value === '}' && tag && tag.depth > 0 && --tag.depth === 0) this.#endExpression(tag, start);
  }

  #close(end: number): void {
    if (this.#closing) this.#closing = false;
    else if (this.#open.at(-1)?.depth === 0) this.#endTag(end);
  }

  #name({ value, start }: ScriptToken, at: number): void {
    if (this.#closing) {
      if (!inline.test(value)) this.#endBlock();
      if (heading.test(value)) this.#heading = false;
      if (value === 'picture') closePicture(this.piece, this.#firstOfPicture);
      return;
    }
    const tag = this.#open.at(-1);
    if (!tag || tag.depth > 0) return;
    const before = this.#tokens[at - 1]?.value ?? '';
    const joined = before === '.' || before === ':';
    if (tag.name === '' || (joined && tag.attributes.length === 0 && tag.attribute === '')) {
      tag.name = this.#text.slice(tag.start + 1, start).trim() + value;
    } else tag.attribute = joined ? `${tag.attribute}${before}${value}` : value;
  }

  #quoted(token: ScriptToken): void {
    const tag = this.#open.at(-1);
    if (!tag || tag.depth > 0 || tag.attribute === '') return;
    const [start, end] = inside(token);
    const value = this.#text.slice(start, end);
    if (value.includes('url(')) this.piece.embedded.push({ dialect: 'css', start, end });
    tag.attributes.push({ name: htmlName(tag.attribute), start, end, value });
    tag.attribute = '';
  }

  #endExpression(tag: OpenTag, end: number): void {
    const { expressionStart: from } = tag;
    const name = htmlName(tag.attribute);
    const simple = simpleExpression(this.#text.slice(from, end));
    if (name !== '') {
      if (!simple) tag.attributes.push({ name, start: from, end, value: '', expression: true });
      else if ('identifier' in simple)
        tag.attributes.push({ name, start: from, end, value: '', identifier: simple.identifier });
      else if ('number' in simple) tag.attributes.push({ name, start: from, end, value: simple.number });
      if (name !== 'class') for (const found of tag.values.found) tag.attributes.push({ ...found, name });
    }
    if (tag.style !== '') tag.attributes.push({ name: 'style', start: from, end, value: tag.style });
    tag.attribute = '';
    tag.style = '';
    tag.values = new WholeValues();
  }

  #endTag(end: number): void {
    const tag = this.#open.pop();
    if (!tag) return;
    if (!inline.test(tag.name)) this.#endBlock();
    if (heading.test(tag.name)) this.#heading = true;
    if (tag.name === 'picture') this.#firstOfPicture = this.piece.references.length;
    const { references } = this.piece;
    for (let at = tag.firstReference; at < references.length; at++) {
      const reference = references[at];
      if (reference?.kind === 'import') references[at] = withCommon(reference, commonOf(tag));
    }
    readTag({ ...tag, fromRoot: this.#nextImages.has(tag.name) }, end, this.piece);
  }

  #string(token: ScriptToken, at: number): void {
    const [start, end] = inside(token);
    const raw = this.#text.slice(start, end);
    if (raw.includes('url(')) this.piece.embedded.push({ dialect: 'css', start, end });
    const value = unescaped(token);
    const tag = this.#open.at(-1);
    const call = this.#callOf(at);
    this.piece.slots.push({ start, end, kind: call?.kind === 'import' ? 'module' : 'address' });
    if (call?.local !== undefined && /^next\/(legacy\/)?image(\.js)?$/.test(value))
      this.#nextImages.add(call.local);
    const found = isImagePath(value) ? call : undefined;
    if (found && !value.includes('!')) this.piece.references.push({ start, end, value, ...found });
    // Of whatever a class is made of, its names are.
    else if (tag && tag.depth > 0 && htmlName(tag.attribute) === 'class')
      tag.attributes.push({ name: 'class', start, end, value });
  }

  /** What a string stands in. */
  #callOf(at: number): { readonly kind: ReferenceKind; readonly local?: string | undefined } | undefined {
    const back = (steps: number): string => this.#tokens[at - steps]?.value ?? '';
    if (back(1) === 'from') return { kind: 'import', local: back(3) === 'import' ? back(2) : undefined };
    if (back(1) === 'import') return { kind: 'import' };
    // Something is added to it.
    if (back(1) !== '(' || this.#tokens[at + 1]?.value === '+') return undefined;
    if (back(2) === 'require') return { kind: 'import', local: back(3) === '=' ? back(4) : undefined };
    if (back(2) === 'import' || (back(2) === 'resolve' && back(4) === 'require')) return { kind: 'import' };
    const meta = this.#tokens
      .slice(at + 1, at + 5)
      .map(token => token.value)
      .join('');
    if (back(2) !== 'URL' || back(3) !== 'new' || meta !== ',import.meta') return undefined;
    return { kind: 'url', local: back(4) === '=' ? back(5) : undefined };
  }

  /** Styles between the expressions of a template. */
  #template({ value, start, end }: ScriptToken): void {
    const stop = value.endsWith('${') ? end - 2 : value.endsWith('`') ? end - 1 : end;
    if (value.includes('url(') && stop > start + 1)
      this.piece.embedded.push({ dialect: 'scss', start: start + 1, end: stop });
  }

  #number({ value }: ScriptToken, at: number): void {
    const tag = this.#open.at(-1);
    const property = this.#tokens[at - 2]?.value ?? '';
    const inStyle = tag?.attribute === 'style' && this.#tokens[at - 1]?.value === ':';
    if (tag && inStyle && (property === 'width' || property === 'height'))
      tag.style += `${property}:${value}px;`;
  }

  #addText({ value, start }: ScriptToken): void {
    this.#block ??= { start, text: '' };
    this.#block.text += value;
  }

  #endBlock(): void {
    const block = this.#block;
    this.#block = undefined;
    const text = folded(block?.text ?? '');
    if (block && /[\p{L}\p{N}]/u.test(text))
      this.piece.blocks.push({ start: block.start, text, heading: this.#heading });
  }
}

function newTag(start: number, firstReference: number): OpenTag {
  const nothing = { name: '', attribute: '', depth: 0, expressionStart: 0, style: '' };
  return { ...nothing, start, attributes: [], values: new WholeValues(), firstReference };
}

function htmlName(name: string): string {
  const lower = name.toLowerCase();
  return htmlNames.get(lower) ?? lower;
}
