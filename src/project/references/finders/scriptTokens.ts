import jsTokens from 'js-tokens';

/** A token with its place. */
export interface ScriptToken {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Tokens taken in one step. */
export const atOnce = 256;

const passive = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'MultiLineComment',
  'SingleLineComment',
  'HashbangComment',
]);

/** Type parameters longer than this are no type parameters, characters. */
const maxParameters = 500;

/** The tokens that matter. JSX is looked for only where asked: `<T>x` is a cast elsewhere. */
export function* scriptTokenSteps(
  text: string,
  jsx: boolean,
): Generator<undefined, readonly ScriptToken[], undefined> {
  const tokens: ScriptToken[] = [];
  let from: number | undefined = 0;
  while (from !== undefined) from = yield* scan(text, from, jsx, tokens);
  return tokens;
}

/** The same at once. */
export function scriptTokens(text: string, jsx: boolean): readonly ScriptToken[] {
  const steps = scriptTokenSteps(text, jsx);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** @returns where to begin anew, when what looked like a tag were type parameters */
function* scan(
  text: string,
  from: number,
  jsx: boolean,
  tokens: ScriptToken[],
): Generator<undefined, number | undefined, undefined> {
  const source = text.slice(from);
  let at = from;
  for (const { type, value } of jsx ? jsTokens(source, { jsx: true }) : jsTokens(source)) {
    const token = { type, value, start: at, end: at + value.length };
    at = token.end;
    if (passive.has(type)) continue;
    tokens.push(token);
    if (tokens.length % atOnce === 0) yield;
    const doubtful = type === 'JSXInvalid' || (type === 'JSXIdentifier' && value === 'extends');
    const resume = doubtful ? (afterParameters(text, tokens) ?? afterArrow(tokens)) : undefined;
    if (resume !== undefined) return resume;
  }
  return undefined;
}

/** `<T,>(…) =>` and `<T extends …>(…) =>`. */
function afterParameters(text: string, tokens: ScriptToken[]): number | undefined {
  const [open, name, sign] = tokens.slice(-3);
  if (!open || !name || !sign || open.value !== '<' || open.type !== 'JSXPunctuator') return undefined;
  if (name.type !== 'JSXIdentifier' || (sign.value !== ',' && sign.value !== 'extends')) return undefined;
  let depth = 1;
  for (let at = sign.end; at < Math.min(text.length, open.end + maxParameters); at++) {
    if (text[at] === '<') depth++;
    if (text[at] === '>' && text[at - 1] !== '=' && --depth === 0) {
      tokens.length -= 3;
      return at + 1;
    }
  }
  return undefined;
}

/** `<T>(value: T) => …`, a type. */
function afterArrow(tokens: ScriptToken[]): number | undefined {
  const [open, name, close, text, sign] = tokens.slice(-5);
  if (!open || !name || !close || !text || !sign || sign.value !== '>') return undefined;
  const looksSo =
    open.value === '<' && name.type === 'JSXIdentifier' && close.value === '>' && text.type === 'JSXText';
  if (!looksSo || !text.value.trimStart().startsWith('(') || !text.value.endsWith('=')) return undefined;
  tokens.length -= 5;
  return close.end;
}
