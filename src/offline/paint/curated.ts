import { hex, lightnessOf, type Colour } from './colour.ts';

export type Few<T> = readonly [T, T, ...T[]];

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
export const curated = {
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
