import { choosePalette, nightOf, type Palette } from './palette.ts';
import { hashText, Random } from './random.ts';
import type { Scenery } from './scene.ts';
import { scenes, sceneWords, type SceneName } from './scenes/index.ts';
import { wordsOf } from './words.ts';

const nightWords = new Set(['night', 'midnight', 'moon', 'moonlight', 'stars', 'starry']);

/** Scenes that no word asked for, in an order that puts unlike ones side by side. */
const unasked: readonly SceneName[] = Object.keys(scenes).filter(isScene);

function isScene(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}

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
  const asked = words.map(word => sceneWords.get(word) ?? sceneWords.get(word.replace(/s$/, '')));
  const name =
    asked.find(found => found !== undefined) ?? unasked[(seed + index) % unasked.length] ?? 'mountains';
  const day = choosePalette(words, random.fork());
  const palette = words.some(word => nightWords.has(word)) ? nightOf(day) : day;
  return { scenery: scenes[name], palette, random };
}
