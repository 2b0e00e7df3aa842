import { choosePalette, nightOf, type Palette } from './palette.ts';
import { hashText, Random } from './random.ts';
import type { Scenery } from './scene.ts';
import { sceneWords, signWords, unasked } from './scenes/index.ts';
import { wordsOf } from './words.ts';

const nightWords = new Set(['night', 'midnight', 'moon', 'moonlight', 'stars', 'starry']);

export interface Choice {
  readonly scenery: Scenery;
  readonly palette: Palette;
  readonly random: Random;
}

/** Scene and colours for picture number `index` of a prompt: what the words ask for, the rest by their hash. */
export function choose(prompt: string, index: number): Choice {
  const words = wordsOf(prompt);
  const seed = hashText(prompt);
  const random = new Random(seed + Math.imul(index, 0x632be5ab));
  const scenery = askedScene(words) ?? unasked[(seed + index) % unasked.length] ?? unasked[0];
  const day = choosePalette(words, random.fork());
  const palette = words.some(word => nightWords.has(word)) ? nightOf(day) : day;
  return { scenery, palette, random };
}

/** The first word that names a subject; after words for signs the next one that is not such a word. */
function askedScene(words: readonly string[]): Scenery | undefined {
  const known = words.filter(word => sceneOf(word) !== undefined);
  const signs = known.filter(word => signWords.has(word));
  const subject = known.find(word => !signWords.has(word));
  if (subject === undefined || signs.length === 0) return sceneOf(known[0] ?? '');
  return sceneOf(subject);
}

function sceneOf(word: string): Scenery | undefined {
  return sceneWords.get(word) ?? sceneWords.get(word.replace(/s$/, ''));
}
