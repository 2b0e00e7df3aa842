import { layer, type Layer } from '../canvas.ts';
import { mix, shade } from '../colour.ts';
import { evenly, linear, solid, vertical } from '../ink.ts';
import { Path } from '../path.ts';
import { fractal } from '../random.ts';
import { profile, type Scenery, type Stage } from '../scene.ts';
import { between, everywhere, ground } from '../shape.ts';
import { sky, stars, sun, vignette } from './skies.ts';

/** Open water under a low sun, its light lying on the waves. */
export const sea: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const horizon = height * random.between(0.46, 0.58);
  const sunX = width * random.between(0.28, 0.72);
  const radius = unit * random.between(70, 120);
  const sunY = horizon - radius * random.between(0.15, 1.5);
  return {
    layers: [
      sky(stage, horizon),
      ...(palette.dark ? stars(stage, horizon * 0.8) : []),
      ...sun(stage, sunX, sunY, radius),
      ...coast(stage, horizon),
      water(stage, horizon),
      ...swell(stage, horizon),
      ...glitter(stage, sunX, horizon, radius),
      ...(random.chance(0.6) ? boat(stage, horizon, sunX) : []),
      vignette(stage),
    ],
  };
};

function water({ height, palette }: Stage, horizon: number): Layer {
  const [zenith, high] = palette.sky;
  const low = palette.sky.at(-1) ?? zenith;
  const stops = [
    { at: 0, colour: mix(low, high, 0.45) },
    { at: 0.2, colour: mix(high, zenith, 0.42) },
    { at: 1, colour: shade(mix(zenith, palette.near, 0.5), -0.03) },
  ];
  return layer(everywhere(horizon), linear(0, horizon, 0, height, stops));
}

/** Faint land at the horizon. */
function coast({ width, unit, random, palette }: Stage, horizon: number): Layer[] {
  const seed = random.whole(0, 1e9);
  const side = random.chance(0.5) ? 0 : width;
  const reach = width * random.between(0.35, 0.75);
  const line = profile(width, x => {
    const near = Math.max(0, 1 - Math.abs(x - side) / reach);
    return horizon + 1 - unit * 105 * near ** 0.8 * (0.25 + fractal(seed, x / (unit * 190), 5));
  });
  const haze = palette.sky.at(-1) ?? palette.far;
  const colour = mix(palette.far, haze, 0.35);
  return [
    layer(
      ground(line, Math.ceil(horizon)),
      vertical(horizon - unit * 110, horizon, colour, mix(colour, haze, 0.4)),
    ),
  ];
}

/** Short bright strokes below the sun, wider and rarer towards the shore. */
function glitter(stage: Stage, x: number, horizon: number, radius: number): Layer[] {
  const { height, unit, random, palette, detail } = stage;
  const strokes = new Path();
  const count = Math.round(210 * detail);
  for (let stroke = 0; stroke < count; stroke++) {
    const depth = random.next() ** 1.6;
    const y = horizon + unit * 2 + (height - horizon) * 0.92 * depth;
    const spread = radius * (0.75 + depth * 1.5);
    const middle = x + spread * (random.next() + random.next() - 1);
    const wide = unit * (4 + 40 * depth) * random.between(0.4, 1.3);
    const tall = Math.max(0.4, unit * (0.7 + 2.2 * depth));
    strokes
      .move(middle - wide, y)
      .curve(middle - wide * 0.4, y - tall, middle + wide * 0.4, y - tall, middle + wide, y)
      .curve(middle + wide * 0.4, y + tall, middle - wide * 0.4, y + tall, middle - wide, y);
  }
  const fade = linear(0, horizon, 0, height, [
    { at: 0, colour: palette.light, alpha: 0.95 },
    { at: 1, colour: palette.light, alpha: 0.5 },
  ]);
  return [layer(strokes.shape(), fade, 0.8, 'light')];
}

/** Waves in front, each with a light back and a dark foot. */
function swell(stage: Stage, horizon: number): Layer[] {
  const { width, height, unit, random, palette } = stage;
  const [zenith, high] = palette.sky;
  const deep = mix(zenith, palette.near, 0.6);
  return Array.from({ length: 6 }, (_, at) => {
    const near = at / 5;
    const base = horizon + (height - horizon) * (0.16 + 0.72 * near ** 1.25);
    const swing = unit * (5 + 34 * near);
    const line = waves(width, base, swing, unit * (70 + 190 * near), random.next() * 9);
    const hollow = waves(
      width,
      base + swing * 0.75,
      swing * 0.75,
      unit * (70 + 190 * near),
      random.next() * 9,
    );
    const top = mix(mix(high, zenith, 0.35 + 0.3 * near), deep, near * 0.7);
    const crest = shade(mix(top, palette.light, 0.16), 0.03);
    return [
      layer(
        ground(line),
        vertical(base - swing, base + unit * 200, crest, shade(top, -0.03), shade(top, -0.1)),
      ),
      layer(between(line, hollow), solid(palette.light), 0.04 + 0.07 * near),
    ];
  }).flat();
}

/** Rolling crests: rounded below, gathered above. */
function waves(width: number, base: number, swing: number, length: number, shift: number): Float32Array {
  return profile(width, x => {
    const phase = x / length + shift;
    const roll = Math.sin(phase) * 0.6 + Math.sin(phase * 0.43 + shift * 2) * 0.55;
    return base - swing * (roll + 0.3 * roll * Math.abs(roll)) * 0.7;
  });
}

function boat({ unit, random, palette, width }: Stage, horizon: number, sunX: number): Layer[] {
  const size = unit * random.between(0.8, 1.25);
  const x = sunX < width / 2 ? width * random.between(0.6, 0.78) : width * random.between(0.2, 0.4);
  const y = horizon + 34 * size;
  const hull = new Path()
    .move(x - 46 * size, y - 8 * size)
    .line(x + 50 * size, y - 8 * size)
    .curve(x + 42 * size, y + 6 * size, x + 26 * size, y + 10 * size, x + 12 * size, y + 10 * size)
    .curve(x - 14 * size, y + 10 * size, x - 38 * size, y + 8 * size, x - 46 * size, y - 8 * size);
  const sail = new Path()
    .move(x + 4 * size, y - 118 * size)
    .curve(x + 34 * size, y - 84 * size, x + 46 * size, y - 46 * size, x + 46 * size, y - 16 * size)
    .line(x + 4 * size, y - 16 * size);
  const jib = new Path()
    .move(x - 2 * size, y - 104 * size)
    .line(x - 2 * size, y - 16 * size)
    .line(x - 38 * size, y - 16 * size)
    .curve(x - 22 * size, y - 40 * size, x - 8 * size, y - 74 * size, x - 2 * size, y - 104 * size);
  const cloth = palette.dark ? mix(palette.light, palette.far, 0.25) : palette.paper;
  const [accent] = palette.accents;
  return [
    layer(sail.shape(), linear(x, 0, x + 46 * size, 0, evenly([cloth, shade(cloth, -0.07)]))),
    layer(jib.shape(), linear(x - 38 * size, 0, x, 0, evenly([shade(accent, 0.04), accent]))),
    layer(hull.shape(), vertical(y - 8 * size, y + 10 * size, palette.near, shade(palette.near, -0.06))),
  ];
}
