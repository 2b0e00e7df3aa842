import { hex, lch, lightnessOf, mix, shade, type Colour } from './colour.ts';
import type { Random } from './random.ts';
import { hueOf, type HueWord, namedPalettes, subjectHueOf, toneOf, type Tone } from './words.ts';

type Few<T> = readonly [T, T, ...T[]];

/** The colours of one picture, in the parts they play. */
export interface Palette {
  /** From the zenith down to the horizon. */
  readonly sky: Few<Colour>;
  /** Sun, moon, lamps. */
  readonly light: Colour;
  /** The farthest and the nearest ground. */
  readonly far: Colour;
  readonly near: Colour;
  /** Strong colours that go together. */
  readonly accents: Few<Colour>;
  readonly paper: Colour;
  readonly ink: Colour;
  /** Whether the sky is a night's. */
  readonly dark: boolean;
}

function palette(sky: string, light: string, ground: string, accents: string, plain: string): Palette {
  const colours = sky.split(' ').map(hex);
  const [top = hex('#000000'), next = top, ...others] = colours;
  const [far = top, near = top] = ground.split(' ').map(hex);
  const [first = top, second = top, ...more] = accents.split(' ').map(hex);
  const [paper = top, ink = top] = plain.split(' ').map(hex);
  return {
    sky: [top, next, ...others],
    light: hex(light),
    far,
    near,
    accents: [first, second, ...more],
    paper,
    ink,
    dark: lightnessOf(next) < 0.45,
  };
}

/** Chosen by hand: zenith to horizon, light, far and near ground, accents, paper and ink. */
const curated = {
  dawn: palette(
    '#2f3466 #7d5c92 #e2907f #ffd9a8',
    '#fff3d6',
    '#b77a84 #261d40',
    '#e4572e #f3a712 #6c8ead #a8c686 #2e3a68',
    '#fbf1e4 #29243f',
  ),
  lagoon: palette(
    '#12527f #3b8fbf #97d8d6 #f6f0d8',
    '#fffadf',
    '#79b8bb #0c3446',
    '#ff6b4a #f9c74f #43aa8b #277da1 #0c3446',
    '#f6f3e6 #0f2f3d',
  ),
  meadow: palette(
    '#5fabc2 #a3d6cf #dcefcb #fdf5d4',
    '#fffce8',
    '#a1c9a4 #1d4a39',
    '#2d6a4f #f4a261 #95d5b2 #e76f51 #264653',
    '#fbf6e6 #1d3b32',
  ),
  rose: palette(
    '#3b2f5e #8b4f87 #d96f7c #ffb98a',
    '#fff0cf',
    '#a8597c #2a1838',
    '#d8576b #ffb35c #6d597a #355070 #f1c0b9',
    '#fdf0e9 #35213f',
  ),
  desert: palette(
    '#6fa9bd #cfd8c8 #f6dfb6 #f8c79d',
    '#fff4d8',
    '#e0ab80 #6f3527',
    '#bc4b51 #f4a259 #5b8e7d #f0d982 #7a3b2e',
    '#fbf0df #4a271f',
  ),
  nordic: palette(
    '#060a1f #14254f #28538a #6fa5bf',
    '#f3f7ff',
    '#2d5478 #060b1a',
    '#7fd1ae #f2c14e #4f86c6 #b06ab3 #e8eef7',
    '#eaf0f4 #0c1630',
  ),
  ember: palette(
    '#180d22 #4b1b40 #a63d4b #f39a55',
    '#ffe9b8',
    '#7b2f47 #170b1d',
    '#f46036 #ffc15e #8e3b63 #d7263d #2e294e',
    '#fbeee2 #241128',
  ),
  glade: palette(
    '#2f6f73 #74aa98 #c8dcaa #f7efc0',
    '#fffbe0',
    '#86b092 #102f2c',
    '#1b7f79 #f2a65a #e26d5c #c9d77e #173f3a',
    '#f5f3e3 #143431',
  ),
  candy: palette(
    '#b5a3e0 #e3bfe6 #fcd3d6 #fff1da',
    '#fffdf0',
    '#d9b2dc #74548f',
    '#ff8fa3 #ffc971 #7bdcb5 #8ea8ff #b892ff',
    '#fff7f2 #4b3a66',
  ),
  bauhaus: palette(
    '#eadfc8 #efe6d2 #f4ecdb #f8f2e4',
    '#f6b419',
    '#cdbfa2 #1d2b46',
    '#d62828 #f6b419 #1d4e89 #1f1d1b #e9dcc0',
    '#f3e9d6 #1f1d1b',
  ),
  fjord: palette(
    '#49668c #8ea9bd #cfd8d8 #f3e6d3',
    '#fffaf0',
    '#9db0b8 #223243',
    '#bf5b4b #e5b769 #5d8a99 #3b556d #dfe3dc',
    '#f3f1ea #223243',
  ),
  orchid: palette(
    '#221a4d #54399b #a569c4 #f4b6c9',
    '#fff1f0',
    '#8a5fb0 #1a1338',
    '#ff7aa8 #7a5cff #35c2c1 #ffd166 #2b1f5c',
    '#f8f0fa #221a45',
  ),
} as const satisfies Readonly<Record<string, Palette>>;

export type PaletteName = keyof typeof curated;

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
