import { scriptTokens, type ScriptToken } from '../finders/scriptTokens.ts';
import { stringText } from './escape.ts';

/** A text put in, at an offset of the document as it is. */
export interface TextEdit {
  readonly offset: number;
  readonly text: string;
}

/** Names that are no variables. */
const reserved = new Set(
  `arguments async await break case catch class const continue debugger default delete do else enum eval export extends
  false finally for function if implements import in instanceof interface let new null of package private protected
  public return static super switch this throw true try typeof undefined var void while with yield`.split(
    /\s+/,
  ),
);

/** A name for a picture that the text does not use yet: `heroImage` of `hero-image.png`. */
export function freeIdentifier(path: string, text: string): string {
  const used = new Set(scriptTokens(text, true).map(({ value }) => value));
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const [first = '', ...rest] = stem.split(/[^\p{ID_Continue}]+|_+/u).filter(part => part !== '');
  const camel = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capital).join('');
  const name = /^[\p{ID_Start}]/u.test(camel) && !reserved.has(camel) ? camel : `image${capital(camel)}`;
  const isFree = (one: string): boolean => !used.has(one) && !text.includes(`{${one}}`);
  if (isFree(name)) return name;
  if (!/image\d*$/i.test(name) && isFree(`${name}Image`)) return `${name}Image`;
  for (let number = 2; ; number++) if (isFree(`${name}${number}`)) return `${name}${number}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The name under which the script already imports that very path. */
export function importedAs(script: string, modulePath: string): string | undefined {
  const tokens = scriptTokens(script, true);
  const at = tokens.findIndex(
    ({ value }, index) =>
      value.slice(1, -1) === modulePath &&
      tokens[index - 1]?.value === 'from' &&
      tokens[index - 3]?.value === 'import',
  );
  if (at >= 0) return tokens[at - 2]?.value;
  const required = tokens.findIndex(
    ({ value, type }, index) =>
      type === 'StringLiteral' &&
      value.slice(1, -1) === modulePath &&
      tokens[index - 1]?.value === '(' &&
      tokens[index - 2]?.value === 'require' &&
      tokens[index - 3]?.value === '=' &&
      tokens[index + 1]?.value === ')' &&
      tokens[index + 2]?.value !== '.' &&
      tokens[index - 4]?.type === 'IdentifierName',
  );
  return tokens[required - 4]?.value;
}

/** Whether a script imports something from a module under that very name. */
export function importsName(script: string, name: string, modulePath: string): boolean {
  const tokens = scriptTokens(script, true);
  return importsOf(tokens).some(
    ({ start, path }) =>
      path.value.slice(1, -1) === modulePath &&
      tokens.some(
        (token, at) =>
          token.start > start &&
          token.end <= path.start &&
          token.value === name &&
          tokens[at + 1]?.value !== 'as',
      ),
  );
}

/** Whether a script asks for its modules with `require`, and neither imports nor exports as ES modules do. */
export function isCommonJs(script: string): boolean {
  const tokens = scriptTokens(script, true);
  const words = tokens.filter(({ type, value }, at) => {
    const isCall = tokens[at + 1]?.value === '(';
    const asks = value === 'require' ? isCall : value === 'export' || (value === 'import' && !isCall);
    return type === 'IdentifierName' && asks && tokens[at - 1]?.value !== '.';
  });
  return words.length > 0 && words.every(({ value }) => value === 'require');
}

/** The same as `importEdit` for a script that asks with `require`: after the last variable at its top that is one. */
export function requireEdit(
  script: string,
  offset: number,
  name: string,
  modulePath: string,
  eol: string,
): TextEdit {
  const tokens = scriptTokens(script, true);
  const known = requiresOf(tokens);
  const last = known.at(-1);
  const strings = known.map(({ path }) => path);
  const quote = usualQuote(strings);
  const semicolon = last ? last.semicolon : semicolonsUsual(tokens);
  const call = `require(${quote}${stringText(modulePath, quote)}${quote})`;
  const line = `const ${name} = ${call}${semicolon ? ';' : ''}`;
  if (last) return { offset: offset + last.end, text: `${eol}${line}` };
  return { offset: offset + topOf(tokens, script), text: `${line}${eol}` };
}

/** The quotes of most strings; single ones where it is even. */
function usualQuote(strings: readonly Pick<ScriptToken, 'value'>[]): '"' | "'" {
  const double = strings.filter(({ value }) => value.startsWith('"'));
  return double.length * 2 > strings.length ? '"' : "'";
}

/** `… = require('…')` outside of all braces and brackets. */
function requiresOf(tokens: readonly ScriptToken[]): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.value === '{' || token.value === '(') depth++;
    if (token.value === '}' || token.value === ')') depth--;
    const [open, path, close, sign] = tokens.slice(at + 1, at + 5);
    if (depth !== 0 || token.value !== 'require' || tokens[at - 1]?.value !== '=') continue;
    if (open?.value !== '(' || path?.type !== 'StringLiteral' || close?.value !== ')') continue;
    const semicolon = sign?.value === ';';
    // Something is done with it at once, or another variable follows: the end is not here.
    if (sign && /^[.([,]$/.test(sign.value)) continue;
    found.push({ start: token.start, end: semicolon ? sign.end : close.end, path, semicolon });
  }
  return found;
}

/** An import as a line of its own after those that are there, in their quotes and with their semicolons. */
export function importEdit(
  script: string,
  offset: number,
  name: string,
  modulePath: string,
  eol: string,
): TextEdit {
  const tokens = scriptTokens(script, true);
  const imports = importsOf(tokens);
  const last = imports.at(-1);
  const strings = imports.length > 0 ? imports.map(({ path }) => path) : stringsOf(tokens);
  const quote = usualQuote(strings);
  const semicolon = imports.length === 0 ? semicolonsUsual(tokens) : imports.some(one => one.semicolon);
  const line = `import ${name} from ${quote}${stringText(modulePath, quote)}${quote}${semicolon ? ';' : ''}`;
  if (last) return { offset: offset + last.end, text: `${eol}${indentAt(script, last.start)}${line}` };
  const start = topOf(tokens, script);
  const indent = /^[^\S\n]*/.exec(script.slice(start))?.[0] ?? '';
  return { offset: offset + start, text: `${indent}${line}${eol}` };
}

interface ImportStatement {
  readonly start: number;
  readonly end: number;
  readonly path: ScriptToken;
  readonly semicolon: boolean;
}

function importsOf(tokens: readonly ScriptToken[]): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.value;
    if (token.type !== 'IdentifierName' || token.value !== 'import' || next === '(' || next === '.') continue;
    const pathAt = tokens.findIndex(({ type }, index) => index > at && type === 'StringLiteral');
    const path = tokens[pathAt];
    if (!path || tokens.slice(at + 1, pathAt).some(({ value }) => value === 'import' || value === ';'))
      continue;
    const sign = tokens[pathAt + 1];
    const semicolon = sign?.value === ';';
    found.push({ start: token.start, end: semicolon ? sign.end : path.end, path, semicolon });
  }
  return found;
}

function stringsOf(tokens: readonly ScriptToken[]): readonly ScriptToken[] {
  return tokens.filter(({ type }) => type === 'StringLiteral');
}

function semicolonsUsual(tokens: readonly ScriptToken[]): boolean {
  return tokens.length === 0 || tokens.some(({ value }) => value === ';');
}

/** After `#!…` and directives such as `'use client'`, which must stay first. */
function topOf(tokens: readonly ScriptToken[], script: string): number {
  let end = script.startsWith('#!') ? script.indexOf('\n') : -1;
  for (let at = 0; tokens[at]?.type === 'StringLiteral'; at++) {
    if (tokens[at + 1]?.value === ';') at++;
    end = script.indexOf('\n', tokens[at]?.end ?? 0);
    if (end < 0) return tokens[at]?.end ?? 0;
  }
  // A byte order mark, or the rest of the line on which a script element opens.
  const lead = /^\ufeff?(?:[^\S\n]*\r?\n)?/.exec(script)?.[0].length ?? 0;
  return Math.max(lead, end + 1);
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*$/.test(line) ? line : '';
}
