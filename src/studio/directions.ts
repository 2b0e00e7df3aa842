/** A way in which a variation differs from its picture. */
export interface Direction {
  /** What a choice is remembered by. */
  readonly key: string;
  /** Words for the model and the caption; empty: the same again, with no words. */
  readonly prompt: string;
}

/** The plain variation: no words. */
export const sameAgain: Direction = { key: 'same', prompt: '' };

/** Directions for everybody; the words go to the model, so they are English whatever the editor speaks. */
export const knownDirections = {
  palette: 'a new colour palette',
  dark: 'a darker theme, for dark backgrounds',
  simpler: 'simpler, with fewer details',
  closer: 'closer to the subject',
  angle: 'the same subject from another angle',
  season: 'another season',
  outline: 'an outline drawing of it',
  pixelArt: 'pixel art of it',
} as const;

/**
 * What each candidate of a source is to be: one for each direction, and as many of the same again as were counted.
 * Without any direction all are the same again.
 */
export function candidatesOf(picked: readonly Direction[], count: number): readonly string[] {
  const same = Array.from({ length: count }, () => '');
  const prompts = picked.flatMap(({ prompt }) => (prompt === '' ? same : [prompt]));
  return prompts.length > 0 ? prompts : same;
}

/** Directions as an argument names them: `same`, a known one by its key, else words of one's own. */
export function namedDirections(names: readonly string[]): readonly Direction[] {
  const known: Readonly<Record<string, string>> = knownDirections;
  return names.map(name => {
    if (name === sameAgain.key || name.trim() === '') return sameAgain;
    const prompt = Object.hasOwn(known, name) ? known[name] : undefined;
    return { key: name, prompt: prompt ?? name.trim() };
  });
}
