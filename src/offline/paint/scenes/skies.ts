import { layer, type Layer } from '../canvas.ts';
import { mix } from '../colour.ts';
import { evenly, linear, radial, solid } from '../ink.ts';
import type { Stage } from '../scene.ts';
import { disc, everywhere, glow } from '../shape.ts';

/** Sky down to the horizon, px. */
export function sky({ palette }: Stage, horizon: number): Layer {
  return layer(everywhere(), linear(0, 0, 0, horizon, evenly(palette.sky)));
}

/** Sun or moon with its light on the air around. */
export function sun(stage: Stage, x: number, y: number, radius: number): Layer[] {
  const { palette } = stage;
  const warm = mix(palette.light, palette.sky.at(-1) ?? palette.light, 0.45);
  const body = radial(x, y - radius * 0.2, radius * 1.3, [
    { at: 0, colour: palette.light },
    { at: 0.7, colour: palette.light },
    { at: 1, colour: warm },
  ]);
  return [
    layer(glow(x, y, radius * 9), solid(warm), palette.dark ? 0.3 : 0.42, 'light'),
    layer(glow(x, y, radius * 3.4), solid(palette.light), palette.dark ? 0.3 : 0.5, 'light'),
    layer(disc(x, y, radius, 1.6), body),
  ];
}

/** Stars above a height, px, fewer and fainter towards it. */
export function stars({ width, unit, random, detail }: Stage, above: number): Layer[] {
  const white = solid([1, 1, 1]);
  return Array.from({ length: Math.round(130 * detail) }, () => {
    const y = above * random.next() ** 1.5;
    const size = unit * random.between(0.4, 1.3) * (random.chance(0.05) ? 1.7 : 1);
    const bright = random.between(0.3, 0.95) * (1 - y / above);
    return layer(disc(random.between(0, width), y, Math.max(0.45, size), 1), white, bright, 'light');
  });
}

/** Corners a little darker, as a lens does. */
export function vignette({ width, height, palette }: Stage, strength = 0.28): Layer {
  const reach = Math.hypot(width, height) / 2;
  const ink = radial(width / 2, height * 0.46, reach * 1.05, [
    { at: 0, colour: palette.ink, alpha: 0 },
    { at: 0.6, colour: palette.ink, alpha: 0 },
    { at: 1, colour: palette.ink, alpha: 1 },
  ]);
  return layer(everywhere(), ink, strength, 'glaze');
}
