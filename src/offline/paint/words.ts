import type { PaletteName } from './curated.ts';

/** What the words of a prompt ask for; the painter understands these and no others. */

export type Tone = 'plain' | 'dark' | 'pastel' | 'vivid';

/** A colour as a word names it. */
export interface HueWord {
  /** OKLCH degrees. */
  readonly hue: number;
  /** Against an ordinary colour. */
  readonly chroma: number;
  readonly tone: Tone;
}

function hues(hue: number, words: string, chroma = 1, tone: Tone = 'plain'): [string, HueWord][] {
  return words.split(' ').map(word => [word, { hue, chroma, tone }]);
}

const hueWords = new Map<string, HueWord>([
  ...hues(25, 'red crimson scarlet ruby cherry', 1.2),
  ...hues(48, 'orange tangerine copper rust terracotta pumpkin', 1.1),
  ...hues(85, 'gold golden amber honey mustard', 1.05),
  ...hues(102, 'yellow lemon', 1.1),
  ...hues(125, 'lime chartreuse', 1.1),
  ...hues(148, 'green emerald moss olive sage'),
  ...hues(165, 'mint jade', 0.8, 'pastel'),
  ...hues(192, 'teal turquoise aqua cyan'),
  ...hues(248, 'blue azure sapphire cobalt'),
  ...hues(235, 'sky-blue skyblue', 0.9),
  ...hues(262, 'navy', 0.9, 'dark'),
  ...hues(278, 'indigo', 1.1),
  ...hues(303, 'purple violet lavender lilac plum'),
  ...hues(335, 'magenta fuchsia', 1.2),
  ...hues(357, 'pink rose blush', 0.9, 'pastel'),
  ...hues(35, 'coral salmon peach', 0.95, 'pastel'),
  ...hues(62, 'brown chocolate coffee', 0.6),
  ...hues(80, 'beige cream sand ivory', 0.35, 'pastel'),
  ...hues(255, 'grey gray silver monochrome', 0.08),
  ...hues(265, 'black', 0.15, 'dark'),
  ...hues(250, 'white', 0.12, 'pastel'),
]);

/** Colours of things, where no word names one. */
const subjectHues = new Map<string, HueWord>([
  ...hues(22, 'heart love', 1.2),
  ...hues(82, 'star favorite favourite bolt lightning energy', 1.1),
  ...hues(148, 'leaf eco plant'),
  ...hues(245, 'cloud weather drop rain', 0.9),
  ...hues(272, 'moon crescent', 0.9),
]);

export function subjectHueOf(word: string): HueWord | undefined {
  return subjectHues.get(word) ?? subjectHues.get(word.replace(/s$/, ''));
}

export function hueOf(word: string): HueWord | undefined {
  return hueWords.get(word);
}

const toneWords: Readonly<Record<string, Tone>> = {
  dark: 'dark',
  moody: 'dark',
  midnight: 'dark',
  noir: 'dark',
  pastel: 'pastel',
  soft: 'pastel',
  pale: 'pastel',
  gentle: 'pastel',
  vivid: 'vivid',
  bright: 'vivid',
  neon: 'vivid',
  bold: 'vivid',
};

export function toneOf(word: string): Tone | undefined {
  return Object.hasOwn(toneWords, word) ? toneWords[word] : undefined;
}

type Names = readonly [PaletteName, ...PaletteName[]];

/** Palettes that a word brings with it. */
export const namedPalettes = new Map<string, Names>([
  ['sunset', ['rose', 'ember', 'dawn']],
  ['dusk', ['rose', 'ember']],
  ['sunrise', ['dawn', 'rose']],
  ['dawn', ['dawn']],
  ['night', ['nordic', 'orchid']],
  ['winter', ['fjord', 'nordic']],
  ['snow', ['fjord']],
  ['summer', ['lagoon', 'meadow']],
  ['spring', ['meadow', 'candy']],
  ['autumn', ['ember', 'desert']],
  ['desert', ['desert']],
  ['dune', ['desert']],
  ['dunes', ['desert']],
  ['forest', ['glade', 'meadow', 'fjord']],
  ['sea', ['lagoon', 'dawn', 'fjord']],
  ['ocean', ['lagoon', 'nordic']],
  ['beach', ['lagoon']],
  ['bauhaus', ['bauhaus']],
  ['space', ['orchid', 'nordic', 'ember']],
  ['fox', ['ember', 'desert', 'glade']],
]);

/** Words of a prompt in lower case, hyphens kept inside. */
export function wordsOf(prompt: string): readonly string[] {
  return prompt.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];
}
