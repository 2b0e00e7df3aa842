import type { ScriptToken } from './scriptTokens.ts';

/** A string that an expression may come to. */
export interface WholeValue {
  /** Of what is between the quotes. */
  readonly start: number;
  readonly end: number;
  /** Escapes undone; from the public root where a function says so. */
  readonly value: string;
}

/** What may stand before and after a value without changing it, besides the ends of its expression. */
const leads = new Set(['(', '?', ':', '&&', '||', '??']);
const follows = new Set([')', ':', '||', '??', '}']);

/** Functions that take a path for one from the public root: Docusaurus, VitePress, Gatsby. */
const rootFunctions = new Set(['useBaseUrl', 'withBase', 'withPrefix']);

interface Group {
  /** Whether the expression may come to what is in it: a call's brackets, a list, an object and a template do not. */
  counts: boolean;
  /** Where its strings begin in the list of all. */
  readonly first: number;
}

/**
 * The strings that are all of an expression, whichever way it goes: not those that something is added to or that are
 * compared, and not those that a function is given, which may make anything of them. Takes the tokens one by one.
 */
export class WholeValues {
  readonly #found: WholeValue[] = [];
  readonly #groups: Group[] = [{ counts: true, first: 0 }];
  #before: readonly ScriptToken[] = [];

  /** @param next the token that follows, and the one after it */
  take(token: ScriptToken, next: ScriptToken | undefined, second: ScriptToken | undefined): void {
    const { type, value } = token;
    const isSign = type === 'Punctuator' || type === 'JSXPunctuator';
    if (type === 'TemplateHead' || (isSign && /^[[{(]$/.test(value))) this.#open(value);
    else if (type === 'TemplateTail' || (isSign && /^[\]})]$/.test(value))) this.#close(next);
    else if (value === '=>') this.#drop(this.#groups.at(-1));
    else if (isString(token)) this.#string(token, next, second);
    this.#before = [...this.#before.slice(-2), token];
  }

  /** Once all tokens are taken. */
  get found(): readonly WholeValue[] {
    return this.#found.slice(0, this.#groups[1]?.first);
  }

  #open(sign: string): void {
    const counts = sign === '(' && isLead(this.#before.at(-1)) && this.#groups.at(-1)?.counts === true;
    this.#groups.push({ counts, first: this.#found.length });
  }

  #close(next: ScriptToken | undefined): void {
    const group = this.#groups.length > 1 ? this.#groups.pop() : undefined;
    if (!isFollow(next)) this.#drop(group);
  }

  #drop(group: Group | undefined): void {
    if (!group) return;
    group.counts = false;
    this.#found.length = group.first;
  }

  #string(token: ScriptToken, next: ScriptToken | undefined, second: ScriptToken | undefined): void {
    const [lead, name, bracket] = [this.#before.at(-3), this.#before.at(-2), this.#before.at(-1)];
    const isRooted = bracket?.value === '(' && rootFunctions.has(name?.value ?? '') && next?.value === ')';
    const group = this.#groups.at(isRooted ? -2 : -1);
    const isWhole = isRooted ? isLead(lead) && isFollow(second) : isLead(bracket) && isFollow(next);
    if (group?.counts !== true || !isWhole) return;
    const [start, end] = inside(token);
    const value = unescaped(token);
    const fromRoot = isRooted && /^[^/.#?][^:]*$/.test(value);
    this.#found.push({ start, end, value: fromRoot ? `/${value}` : value });
  }
}

/** The same for the tokens of an expression. */
export function wholeValues(tokens: readonly ScriptToken[]): readonly WholeValue[] {
  const values = new WholeValues();
  for (const [at, token] of tokens.entries()) values.take(token, tokens[at + 1], tokens[at + 2]);
  return values.found;
}

/** A string, or a template without expressions. */
export function isString({ type }: ScriptToken): boolean {
  return type === 'StringLiteral' || type === 'NoSubstitutionTemplate';
}

/** Offsets of what is between the quotes; the closing one may be missing. */
export function inside({ value, start, end }: ScriptToken): readonly [start: number, end: number] {
  const closed = value.length > 1 && value.at(-1) === value[0];
  return [start + 1, closed ? end - 1 : end];
}

/** What a string says. */
export function unescaped(token: ScriptToken): string {
  const [start, end] = inside(token);
  return token.value.slice(start - token.start, end - token.start).replace(/\\(.)/gs, '$1');
}

function isLead(token: ScriptToken | undefined): boolean {
  return token === undefined || leads.has(token.value);
}

function isFollow(token: ScriptToken | undefined): boolean {
  return token === undefined || follows.has(token.value);
}
