import jsTokens from 'js-tokens';

/** Something that a configuration sets to a string, or that strings are part of. */
export interface Setting {
  /** From the outermost: `resolve`, `alias`, `@`. */
  readonly keys: readonly string[];
  /** In their order: `path.resolve(__dirname, 'src', 'img')` has two. */
  readonly strings: readonly string[];
  /** Whether the value is one string and nothing else. */
  readonly isPlain: boolean;
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

/** A way to a folder: as `valueOf`, but also `path.resolve(__dirname, 'web')` and its like. */
export function wayOf(settings: readonly Setting[], name: string): string | undefined {
  const found = settings.filter(({ keys, strings }) => keys.join('.') === name && strings.length > 0);
  const ways = new Set(found.map(({ strings }) => strings.join('/')));
  return ways.size === 1 ? [...ways][0] : undefined;
}

interface Open extends Setting {
  readonly strings: string[];
  isPlain: boolean;
  tokens: number;
}

interface Frame {
  readonly isObject: boolean;
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
  const frames: Frame[] = [{ isObject: false, outer: undefined, current: undefined }];
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
    } else if (word.value === ',' && word.type === 'Punctuator') frame.current = undefined;
    else if (isClosing(word)) {
      if (frames.length > 1) frames.pop();
    } else take(word, frame, frames);
  }
  return settings;
}

function keyAt(words: readonly Word[], at: number): string | undefined {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (!word || after?.value !== ':' || (before?.value !== '{' && before?.value !== ',')) return undefined;
  return word.type === 'IdentifierName' ? word.value : stringOf(word);
}

function take(word: Word, frame: Frame, frames: Frame[]): void {
  const open = frame.current ?? frame.outer;
  const string = stringOf(word);
  if (open) {
    open.tokens++;
    if (string !== undefined) open.strings.push(string);
    open.isPlain = open.tokens === 1 && string !== undefined;
  }
  if (word.type === 'Punctuator' && /^[{[(]$/.test(word.value))
    frames.push({ isObject: word.value === '{', outer: open, current: undefined });
}

function isClosing({ type, value }: Word): boolean {
  return type === 'Punctuator' && /^[}\])]$/.test(value);
}

function stringOf({ type, value }: Word): string | undefined {
  return type === 'StringLiteral' || type === 'NoSubstitutionTemplate' ? value.slice(1, -1) : undefined;
}

/** Only what begins its line: what is nested belongs to something else. */
function lineSettings(text: string): readonly Setting[] {
  return [...text.matchAll(/^([\w-]+)\s*[:=]\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#'"[{][^\n#]*))/gm)].map(
    ([, key = '', double, single, bare]): Setting => ({
      keys: [key],
      strings: [double ?? single ?? (bare ?? '').trim()],
      isPlain: true,
    }),
  );
}
