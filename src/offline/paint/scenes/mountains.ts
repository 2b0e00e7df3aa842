import { layer, type Layer } from '../canvas.ts';
import { lightnessOf, mix, shade } from '../colour.ts';
import { linear, solid, vertical } from '../ink.ts';
import { Path } from '../path.ts';
import { fractal } from '../random.ts';
import { profile, type Scenery, type Stage } from '../scene.ts';
import { between, ground } from '../shape.ts';
import { sky, stars, sun, vignette } from './skies.ts';

/** Ranges one behind the other, the air between them growing thicker with distance. */
export const mountains: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const horizon = height * random.between(0.56, 0.66);
  const [sunX, sunY] = [width * random.between(0.24, 0.76), height * random.between(0.24, 0.42)];
  const count = Math.round(random.whole(5, 6) * Math.min(1.2, Math.max(0.8, stage.detail)));
  const ranges = Array.from({ length: count }, (_, at) => range(stage, at / (count - 1), horizon)).flat();
  return {
    layers: [
      sky(stage, horizon),
      ...(palette.dark ? stars(stage, horizon * 0.95) : []),
      ...sun(stage, sunX, sunY, unit * random.between(48, 85)),
      ...clouds(stage, horizon),
      ...ranges,
      ...(palette.dark ? [] : birds(stage, sunX, sunY)),
      vignette(stage),
    ],
  };
};

/** One range; `near` is 0 at the horizon and 1 in front. */
function range(stage: Stage, near: number, horizon: number): Layer[] {
  const { width, height, unit, random, palette } = stage;
  const seed = random.whole(0, 1e9);
  const base = horizon + (height * 1.02 - horizon) * near ** 1.25 * 0.92;
  const rise = unit * (265 - 150 * near) * random.between(0.85, 1.15);
  const spread = (2.1 + 1.6 * near) / (unit * 1000);
  const line = profile(width, x => {
    const peaks = fractal(seed, x * spread + seed, near < 0.7 ? 6 : 4, near < 0.62);
    return base - rise * (peaks ** 1.5 * 1.5 - 0.28);
  });
  const haze = palette.sky.at(-1) ?? palette.far;
  const colour = mix(mix(palette.far, haze, 0.32 * (1 - near)), palette.near, near ** 1.15);
  const foot = mix(colour, haze, 0.5 * (1 - near));
  const ink = vertical(base - rise * 1.1, base + unit * 130, shade(colour, -0.015), colour, foot);
  const rim = lightnessOf(palette.light) > 0.9 ? palette.light : haze;
  const lit = profile(width, x => (line[x] ?? 0) + unit * (2.5 + 5 * fractal(seed + 5, x / (unit * 16), 2)));
  return [layer(ground(line), ink), layer(between(line, lit), solid(rim), 0.2 * (1 - near * 0.8))];
}

/** Long thin clouds above the horizon. */
function clouds({ width, unit, random, palette, detail }: Stage, horizon: number): Layer[] {
  const colour = mix(palette.sky.at(-1) ?? palette.light, palette.light, 0.5);
  return Array.from({ length: Math.round(random.whole(2, 5) * detail) }, () => {
    const [x, y] = [width * random.next(), horizon * random.between(0.3, 0.85)];
    const [wide, tall] = [unit * random.between(120, 340), unit * random.between(5, 13)];
    const upper = profile(width, at => y - tall * hump((at - x) / wide));
    const lower = profile(width, at => y + tall * 0.5 * hump((at - x) / wide));
    const ink = linear(x - wide, 0, x + wide, 0, [
      { at: 0, colour, alpha: 0 },
      { at: 0.4, colour, alpha: 0.8 },
      { at: 1, colour, alpha: 0 },
    ]);
    return layer(between(upper, lower), ink, random.between(0.25, 0.55));
  });
}

function hump(x: number): number {
  return Math.abs(x) >= 1 ? 0 : (1 - x * x) ** 2;
}

function birds({ unit, random, palette }: Stage, x: number, y: number): Layer[] {
  const flock = new Path();
  for (let bird = random.whole(0, 5); bird > 0; bird--) {
    const [bx, by] = [x + unit * random.between(-230, 260), y + unit * random.between(-70, 90)];
    const s = unit * random.between(8, 15);
    flock
      .move(bx - s, by - s * 0.45)
      .curve(bx - s * 0.6, by - s * 0.6, bx - s * 0.2, by - s * 0.3, bx, by)
      .curve(bx + s * 0.2, by - s * 0.3, bx + s * 0.6, by - s * 0.6, bx + s, by - s * 0.45)
      .curve(bx + s * 0.6, by - s * 0.35, bx + s * 0.25, by - s * 0.1, bx, by + s * 0.22)
      .curve(bx - s * 0.25, by - s * 0.1, bx - s * 0.6, by - s * 0.35, bx - s, by - s * 0.45);
  }
  return [layer(flock.shape(), solid(palette.near), 0.75)];
}
