import { hex, lch, mix, shade } from './colour.ts';
import { curated, type Few, type Palette } from './curated.ts';

export type { Palette } from './curated.ts';
import type { Random } from './random.ts';
import { hueOf, type HueWord, namedPalettes, subjectHueOf, toneOf, type Tone } from './words.ts';

/** The colours the words ask for; without any, one of the hand-picked palettes. */
export function choosePalette(words: readonly string[], random: Random): Palette {
  const named = words.map(word => namedPalettes.get(word)).find(names => names !== undefined);
  const asked = words.flatMap(word => hueOf(word) ?? []);
  const hues =
    asked.length > 0 || named !== undefined ? asked : words.flatMap(word => subjectHueOf(word) ?? []);
  const tone = words.map(toneOf).find(found => found !== undefined);
  const [first, second] = hues;
  if (first !== undefined) return fromHue(first, tone ?? first.tone, random, second);
  if (named !== undefined) {
    const found = curated[random.pick(named)];
    return tone === 'dark' ? nightOf(found) : found;
  }
  if (tone === 'dark') return curated[random.pick(['nordic', 'ember', 'orchid'] as const)];
  if (tone === 'pastel') return curated[random.pick(['candy', 'candy', 'fjord'] as const)];
  const all = random.shuffled(Object.values(curated));
  return all[0] ?? curated.dawn;
}

/** Sky lightness from zenith to horizon, ground from far to near. */
const tones: Readonly<Record<Tone, { sky: Few<number>; ground: Few<number>; chroma: number }>> = {
  plain: { sky: [0.5, 0.66, 0.8, 0.93], ground: [0.68, 0.27], chroma: 1 },
  dark: { sky: [0.13, 0.24, 0.38, 0.58], ground: [0.34, 0.12], chroma: 0.8 },
  pastel: { sky: [0.78, 0.85, 0.91, 0.96], ground: [0.8, 0.48], chroma: 0.55 },
  vivid: { sky: [0.5, 0.62, 0.74, 0.9], ground: [0.6, 0.24], chroma: 1.5 },
};

/** Dark yellow looks olive; painters darken it towards brown. */
function deepened(hue: number, lightness: number): number {
  const yellow = Math.max(0, 1 - Math.abs(hue - 94) / 34);
  return hue - yellow * 42 * Math.max(0, 0.86 - lightness);
}

function fromHue({ hue, chroma }: HueWord, tone: Tone, random: Random, other?: HueWord): Palette {
  const { sky, ground, chroma: strength } = tones[tone];
  const colourful = chroma * strength;
  const warm = hue > 55 && hue < 118;
  const side = other?.hue ?? hue + (warm ? -36 : random.pick([-38, 38]));
  const at = (lightness: number, amount: number, angle: number) =>
    lch(lightness, amount * colourful, deepened(angle, lightness));
  const lift = hue > 92 && warm ? 0.22 : warm ? 0.16 : 0;
  const [zenith, high, ...lower] = sky;
  return {
    sky: [
      at(zenith + lift * 0.6, 0.11, hue),
      at(high + lift * 0.5, 0.13, hue),
      ...lower.map((lightness, step) =>
        at(lightness, 0.11 - step * 0.03, hue + (side - hue) * 0.45 * (step + 1)),
      ),
    ],
    light: lch(0.97, 0.045 * Math.min(1, other?.chroma ?? colourful), other?.hue ?? hue + (warm ? 4 : 20)),
    far: at(ground[0], 0.09, hue),
    near: at(ground[1], 0.06, hue),
    accents: [
      at(0.62 + lift, 0.18, hue),
      lch(warm ? 0.66 : 0.78, (warm ? 0.16 : 0.14) * (other?.chroma ?? colourful), side),
      at(0.42, 0.11, hue),
      at(0.86, 0.09, hue),
      lch(warm ? 0.5 : 0.68, 0.1 * Math.min(1, colourful), hue + 170),
    ],
    paper: lch(0.96, 0.018 * Math.min(1, colourful), warm ? hue : side),
    ink: lch(0.24, 0.05 * Math.min(1, colourful), deepened(hue, 0.24)),
    dark: tone === 'dark',
  };
}

/** The same picture by night. */
export function nightOf(day: Palette): Palette {
  if (day.dark) return day;
  const [zenith, high, ...lower] = day.sky.map(colour => shade(mix(colour, hex('#0b1638'), 0.62), -0.14));
  const fallback = hex('#0b1638');
  return {
    ...day,
    sky: [shade(zenith ?? fallback, -0.12), high ?? fallback, ...lower],
    light: hex('#f4f6ff'),
    far: shade(mix(day.far, hex('#16264f'), 0.6), -0.18),
    near: shade(mix(day.near, hex('#050914'), 0.6), -0.06),
    dark: true,
  };
}
