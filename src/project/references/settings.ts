import jsTokens from 'js-tokens';

/** Something that a configuration sets to a string, or that strings are part of. */
export interface Setting {
  /** From the outermost: `resolve`, `alias`, `@`. */
  readonly keys: readonly string[];
  /** In their order: `path.resolve(__dirname, 'src', 'img')` has two. */
  readonly strings: readonly string[];
  /** Whether the value is one string and nothing else. */
  readonly isPlain: boolean;
  /** Of a list, the strings of each entry. */
  readonly entries?: readonly (readonly string[])[];
}

/** The settings of a configuration, by its name: what a script assigns in objects, or the lines of YAML and TOML. */
export function settingsOf(name: string, text: string): readonly Setting[] {
  return /\.[cm]?[jt]s$/.test(name) ? scriptSettings(text) : lineSettings(text);
}

/** The value of a setting that is one string, the same wherever it is set; dots between its keys. */
export function valueOf(settings: readonly Setting[], name: string): string | undefined {
  const found = settings.filter(({ keys }) => keys.join('.') === name);
  const values = new Set(found.map(({ isPlain, strings }) => (isPlain ? strings[0] : undefined)));
  return values.size === 1 ? [...values][0] : undefined;
}

/** A way to a folder: as `valueOf`, but also `path.resolve(__dirname, 'web')` and its like; none of a list. */
export function wayOf(settings: readonly Setting[], name: string): string | undefined {
  const isList = settings.some(({ keys, entries }) => keys.join('.') === name && entries !== undefined);
  return isList ? undefined : foldersOf(settings, name)[0];
}

/** Ways to folders: as `wayOf`, and of a list each entry's. */
export function foldersOf(settings: readonly Setting[], name: string): readonly string[] {
  const found = settings.filter(({ keys, strings }) => keys.join('.') === name && strings.length > 0);
  const [first = [], ...others] = found.map(setting => waysIn(setting).filter(way => way !== ''));
  return others.every(other => other.join('\n') === first.join('\n')) ? first : [];
}

/** The ways that a setting writes down, a list's in their order. */
export function waysIn({ strings, entries }: Setting): readonly string[] {
  return (entries ?? [strings]).filter(entry => entry.length > 0).map(entry => entry.join('/'));
}

interface Open extends Setting {
  readonly strings: string[];
  isPlain: boolean;
  entries?: string[][];
  tokens: number;
}

interface Frame {
  readonly isObject: boolean;
  readonly isList: boolean;
  /** What the brackets are the value of, or a part of it. */
  readonly outer: Open | undefined;
  /** What is being set between the brackets. */
  current: Open | undefined;
}

interface Word {
  readonly type: string;
  readonly value: string;
}

const passive = /^(WhiteSpace|LineTerminatorSequence|(Multi|Single)LineComment|HashbangComment)$/;

/** Objects are followed into calls, arrays and functions, which add nothing to the keys. */
function scriptSettings(text: string): readonly Setting[] {
  const words = [...jsTokens(text)].filter(({ type }) => !passive.test(type));
  const settings: Open[] = [];
  const frames: Frame[] = [{ isObject: false, isList: false, outer: undefined, current: undefined }];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const frame = frames.at(-1);
    if (!word || !frame) break;
    const key = frame.isObject && !frame.current ? keyAt(words, at) : undefined;
    if (key !== undefined) {
      const keys = [...(frame.outer?.keys ?? []), key];
      frame.current = { keys, strings: [], isPlain: false, tokens: 0 };
      settings.push(frame.current);
      at++;
    } else if (word.value === ',' && word.type === 'Punctuator') {
      frame.current = undefined;
      if (frame.isList) frame.outer?.entries?.push([]);
    } else if (isClosing(word)) {
      if (frames.length > 1) frames.pop();
    } else take(word, words[at - 1], frames);
  }
  return settings;
}

function keyAt(words: readonly Word[], at: number): string | undefined {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (!word || after?.value !== ':' || (before?.value !== '{' && before?.value !== ',')) return undefined;
  return word.type === 'IdentifierName' ? word.value : stringOf(word);
}

function take(word: Word, before: Word | undefined, frames: Frame[]): void {
  const frame = frames.at(-1);
  const open = frame?.current ?? frame?.outer;
  const string = stringOf(word);
  const isList = isListStart(word, before);
  if (open) {
    open.tokens++;
    if (isList) (open.entries ??= []).push([]);
    if (string !== undefined) {
      open.strings.push(string);
      open.entries?.at(-1)?.push(string);
    }
    open.isPlain = open.tokens === 1 && string !== undefined;
  }
  if (word.type === 'Punctuator' && /^[{[(]$/.test(word.value))
    frames.push({ isObject: word.value === '{', isList, outer: open, current: undefined });
}

/** After a name or a bracket, `[` asks for a part of what stands there. */
function isListStart({ type, value }: Word, before: Word | undefined): boolean {
  return (
    type === 'Punctuator' &&
    value === '[' &&
    before?.type === 'Punctuator' &&
    !/^(\)|\]|\?\.)$/.test(before.value)
  );
}

function isClosing({ type, value }: Word): boolean {
  return type === 'Punctuator' && /^[}\])]$/.test(value);
}

function stringOf({ type, value }: Word): string | undefined {
  return type === 'StringLiteral' || type === 'NoSubstitutionTemplate' ? value.slice(1, -1) : undefined;
}

/** A string in either quotes, or without. */
const scalar = /"([^"\n]*)"|'([^'\n]*)'|([^\s#'"[{][^\n#]*)/.source;

/** A key that begins its line, and its value: a string, a list in brackets, or one of lines that begin with `-`. */
const line = new RegExp(
  `^([\\w-]+)[^\\S\\n]*[:=][^\\S\\n]*(?:${scalar}|\\[([^\\][:=]*)\\]|(?:#[^\\n]*)?((?:\\n[^\\S\\n]*-[^\\S\\n][^\\n]*)+))`,
  'gm',
);

/** Only what begins its line: what is nested belongs to something else. */
function lineSettings(text: string): readonly Setting[] {
  return [...text.matchAll(line)].map(([, key = '', double, single, bare, listed, lines]): Setting => {
    const keys = [key];
    const one = double ?? single ?? bare?.trim();
    if (one !== undefined) return { keys, strings: [one], isPlain: true };
    const strings = listed === undefined ? linesOf(lines ?? '') : listed.split(',').flatMap(stringsIn);
    return { keys, strings, isPlain: false, entries: strings.map(string => [string]) };
  });
}

function linesOf(lines: string): readonly string[] {
  return lines.split('\n').flatMap(entry => stringsIn(entry.replace(/^\s*-/, '')));
}

/** The string that an entry of a list is; comments before it and behind it are none of it. */
function stringsIn(entry: string): readonly string[] {
  const [, double, single, bare] = new RegExp(`^(?:\\s|#[^\\n]*\\n)*(?:${scalar})`).exec(entry) ?? [];
  const string = double ?? single ?? bare?.trim();
  return string === undefined ? [] : [string];
}
