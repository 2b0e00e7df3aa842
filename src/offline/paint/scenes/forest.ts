import { layer, type Layer } from '../canvas.ts';
import { mix, shade } from '../colour.ts';
import { linear, vertical } from '../ink.ts';
import { Path } from '../path.ts';
import { fractal } from '../random.ts';
import { profile, type Scenery, type Stage } from '../scene.ts';
import { everywhere, ground } from '../shape.ts';
import { sky, stars, sun, vignette } from './skies.ts';

/** Firs in the mist, row behind row. */
export const forest: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const horizon = height * 0.62;
  const rows = Math.round(5 * Math.min(1.2, Math.max(0.8, stage.detail)));
  return {
    layers: [
      sky(stage, horizon),
      ...(palette.dark ? stars(stage, horizon * 0.8) : []),
      ...sun(
        stage,
        width * random.between(0.3, 0.7),
        height * random.between(0.22, 0.34),
        unit * random.between(55, 90),
      ),
      ...Array.from({ length: rows }, (_, at) => row(stage, at / (rows - 1))).flat(),
      ...rays(stage),
      vignette(stage, 0.34),
    ],
  };
};

function row({ width, height, unit, random, palette }: Stage, near: number): Layer[] {
  const seed = random.whole(0, 1e9);
  const base = height * (0.6 + 0.4 * near ** 1.15);
  const floor = (x: number) =>
    base + unit * (70 - 30 * near) * (fractal(seed, x / (unit * 420), 3) - 0.5) * 2;
  const tall = unit * (150 + 300 * near ** 1.4);
  const trees = new Path();
  // Both ends beyond the picture, so that no edge is bare.
  for (let x = -tall * 0.3; x < width + tall * 0.3; x += tall * random.between(0.13, 0.34))
    if (near < 0.8 || Math.abs(x / width - 0.5) > random.between(0.12, 0.3))
      fir(trees, x, floor(x) + unit * 8, tall * random.between(0.55, 1.1), random.next() * 9);
  const haze = palette.sky.at(-1) ?? palette.far;
  const colour = mix(mix(palette.far, haze, 0.3 * (1 - near)), shade(palette.near, -0.02), near ** 0.8);
  const ink = vertical(base - tall, base + unit * 90, colour, mix(colour, haze, 0.42 * (1 - near)));
  const mist = linear(0, base - tall * 0.55, 0, base + unit * 60, [
    { at: 0, colour: haze, alpha: 0 },
    { at: 1, colour: haze, alpha: 0.62 * (1 - near) },
  ]);
  const veil = everywhere(base - tall * 0.55);
  return [
    layer(trees.shape(), ink),
    layer(ground(profile(width, floor)), ink),
    ...(near < 1 ? [layer(veil, mist)] : []),
  ];
}

/** One tree: tiers of drooping branches, narrower towards the top. */
function fir(path: Path, x: number, foot: number, tall: number, wobble: number): void {
  const tiers = 7;
  const half = tall * 0.17;
  path.move(x, foot - tall);
  for (let tier = 1; tier <= tiers; tier++)
    path
      .line(...branch(x, foot, tall, half, tier / tiers, 1, wobble))
      .line(...notch(x, foot, tall, half, tier / tiers, 1));
  path.line(x + tall * 0.018, foot).line(x - tall * 0.018, foot);
  for (let tier = tiers; tier >= 1; tier--)
    path
      .line(...notch(x, foot, tall, half, tier / tiers, -1))
      .line(...branch(x, foot, tall, half, tier / tiers, -1, wobble + 4));
}

function branch(
  x: number,
  foot: number,
  tall: number,
  half: number,
  down: number,
  side: number,
  wobble: number,
): [number, number] {
  const reach = half * down * (0.9 + 0.16 * Math.sin(wobble + down * 31));
  return [x + side * reach, foot - tall * (1 - down * 0.93)];
}

function notch(
  x: number,
  foot: number,
  tall: number,
  half: number,
  down: number,
  side: number,
): [number, number] {
  return [x + side * half * down * 0.42, foot - tall * (1 - down * 0.93) - tall * 0.012];
}

/** Light falling through in broad slanting strips. */
function rays({ width, height, random, palette }: Stage): Layer[] {
  const slant = random.between(-0.35, 0.35);
  return Array.from({ length: 4 }, () => {
    const [x, wide] = [width * random.next(), width * random.between(0.03, 0.1)];
    const shift = height * slant;
    const beam = new Path().polygon(
      [x, 0],
      [x + wide, 0],
      [x + wide * 2.4 + shift, height],
      [x - wide + shift, height],
    );
    const fade = linear(0, 0, 0, height * 0.9, [
      { at: 0, colour: palette.light, alpha: 0.5 },
      { at: 1, colour: palette.light, alpha: 0 },
    ]);
    return layer(beam.shape(), fade, palette.dark ? 0.08 : 0.2, 'light');
  });
}
