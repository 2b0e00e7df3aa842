import { layer, type Layer } from '../canvas.ts';
import { mix, shade } from '../colour.ts';
import { evenly, linear, radial, solid } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { everywhere, glow } from '../shape.ts';
import { vignette } from './skies.ts';

/** An outline about a middle, `r` px from there to its rim. */
export type Outline = (x: number, y: number, r: number) => Path;

const heart: Outline = (x, y, r) =>
  new Path()
    .move(x, y + r * 0.92)
    .curve(x - r * 0.55, y + r * 0.5, x - r * 1.08, y + r * 0.12, x - r * 1.05, y - r * 0.36)
    .curve(x - r * 1.02, y - r * 0.95, x - r * 0.3, y - r * 1.02, x, y - r * 0.42)
    .curve(x + r * 0.3, y - r * 1.02, x + r * 1.02, y - r * 0.95, x + r * 1.05, y - r * 0.36)
    .curve(x + r * 1.08, y + r * 0.12, x + r * 0.55, y + r * 0.5, x, y + r * 0.92);

const star: Outline = (x, y, r) =>
  new Path().polygon(
    ...Array.from({ length: 10 }, (_, at): [number, number] => {
      const angle = (at / 10 - 0.25) * 2 * Math.PI;
      const reach = at % 2 === 0 ? r * 1.08 : r * 0.47;
      return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
    }),
  );

const circle: Outline = (x, y, r) => new Path().ellipse(x, y, r * 0.92);

const leaf: Outline = (x, y, r) =>
  new Path()
    .move(x - r * 0.75, y + r * 0.85)
    .curve(x - r * 1.1, y - r * 0.35, x - r * 0.25, y - r * 1, x + r * 0.9, y - r * 0.9)
    .curve(x + r * 1, y + r * 0.3, x + r * 0.3, y + r * 1, x - r * 0.75, y + r * 0.85);

const cloud: Outline = (x, y, r) =>
  new Path()
    .pill(x - r * 1.1, y + r * 0.02, x + r * 1.1, y + r * 0.62, r * 0.3)
    .ellipse(x - r * 0.5, y + r * 0.02, r * 0.42)
    .ellipse(x + r * 0.14, y - r * 0.18, r * 0.56)
    .ellipse(x + r * 0.66, y + r * 0.16, r * 0.36);

// The two arcs meet where the circles cross.
const crescent: Outline = (x, y, r) =>
  new Path()
    .move(x + r * 0.605, y - r * 0.72)
    .arc(x, y, r * 0.94, r * 0.94, 0.8613, 0.1387)
    .arc(x + r * 0.36, y, r * 0.76, r * 0.76, 0.1978, 0.8022);

const drop: Outline = (x, y, r) =>
  new Path()
    .move(x, y - r * 1.05)
    .curve(x + r * 0.3, y - r * 0.5, x + r * 0.75, y - r * 0.1, x + r * 0.75, y + r * 0.3)
    .curve(x + r * 0.75, y + r * 0.72, x + r * 0.4, y + r, x, y + r)
    .curve(x - r * 0.4, y + r, x - r * 0.75, y + r * 0.72, x - r * 0.75, y + r * 0.3)
    .curve(x - r * 0.75, y - r * 0.1, x - r * 0.3, y - r * 0.5, x, y - r * 1.05);

const bolt: Outline = (x, y, r) =>
  new Path().polygon(
    [x + r * 0.22, y - r * 1.05],
    [x - r * 0.66, y + r * 0.18],
    [x - r * 0.06, y + r * 0.18],
    [x - r * 0.24, y + r * 1.05],
    [x + r * 0.66, y - r * 0.22],
    [x + r * 0.06, y - r * 0.22],
  );

const hexagon: Outline = (x, y, r) =>
  new Path().polygon(
    ...Array.from({ length: 6 }, (_, at): [number, number] => {
      const angle = (at / 6 + 1 / 12) * 2 * Math.PI;
      return [x + Math.cos(angle) * r, y + Math.sin(angle) * r];
    }),
  );

export const outlines = { heart, star, circle, leaf, cloud, crescent, drop, bolt, hexagon } as const;

/** One large sign in the middle; on its own where the background is transparent. */
export function emblem(outline: Outline | undefined): Scenery {
  return stage => {
    const { width, height, unit, random, palette } = stage;
    const [x, y, r] = [width / 2, height * 0.46, unit * 270];
    const chosen = outline ?? random.pick([hexagon, circle, drop, star, bolt] as const);
    const [zenith, high] = palette.sky;
    const low = palette.sky.at(-1) ?? high;
    const back = radial(
      x,
      y,
      Math.hypot(width, height) * 0.56,
      evenly([shade(low, 0.01), mix(low, high, 0.75), mix(high, zenith, 0.7)]),
    );
    const subject = sign(stage, chosen, x, y, r);
    return {
      layers: [layer(everywhere(), back), ...halo(stage, x, y, r), ...subject, vignette(stage, 0.2)],
      alone: subject,
    };
  };
}

/** Rays and rings behind the sign. */
function halo({ unit, random, palette, width, height }: Stage, x: number, y: number, r: number): Layer[] {
  const rays = new Path();
  const [count, far, shift] = [random.pick([12, 16, 20] as const), Math.hypot(width, height), random.next()];
  for (let ray = 0; ray < count; ray++) {
    const [from, to] = [(ray + shift) / count, (ray + shift + 0.5) / count].map(turns => turns * 2 * Math.PI);
    rays.polygon(
      [x, y],
      [x + Math.cos(from ?? 0) * far, y + Math.sin(from ?? 0) * far],
      [x + Math.cos(to ?? 0) * far, y + Math.sin(to ?? 0) * far],
    );
  }
  const fade = radial(x, y, unit * 900, [
    { at: 0, colour: palette.light, alpha: 0.5 },
    { at: 1, colour: palette.light, alpha: 0 },
  ]);
  return [
    layer(rays.shape(), fade, 0.5, 'light'),
    layer(glow(x, y, r * 2.3), solid(palette.light), 0.5, 'light'),
  ];
}

/** The sign with its shadow, a second colour below and a gleam above. */
function sign({ unit, palette, random }: Stage, outline: Outline, x: number, y: number, r: number): Layer[] {
  const [colour, second] = palette.accents;
  const body = outline(x, y, r);
  const fill = linear(x - r, y - r, x + r * 0.7, y + r, [
    { at: 0, colour: shade(mix(colour, second, 0.55), 0.08) },
    { at: 0.5, colour },
    { at: 1, colour: shade(colour, -0.12) },
  ]);
  const gleam = radial(x - r * 0.4, y - r * 0.5, r * 1.05, [
    { at: 0, colour: [1, 1, 1], alpha: 0.5 },
    { at: 0.55, colour: [1, 1, 1], alpha: 0.08 },
    { at: 1, colour: [1, 1, 1], alpha: 0 },
  ]);
  const sparks = Array.from({ length: 7 }, (_, at) => {
    const angle = ((at + random.next() * 0.7) / 7) * 2 * Math.PI;
    const reach = r * random.between(1.3, 1.55);
    return star4(
      x + Math.cos(angle) * reach,
      y + Math.sin(angle) * reach * 0.92,
      unit * random.between(9, 26),
    );
  });
  return [
    layer(glow(x, y + r * 1.12, r * 1.1), solid(palette.ink), 0.16),
    layer(outline(x, y + unit * 20, r).shape(), solid(shade(colour, -0.24)), 0.9),
    layer(body.shape(), fill),
    layer(body.shape(), gleam),
    ...sparks.map(spark => layer(spark.shape(), solid(mix(second, palette.light, 0.35)))),
  ];
}

/** A small twinkle. */
function star4(x: number, y: number, r: number): Path {
  return new Path()
    .move(x, y - r)
    .curve(x + r * 0.12, y - r * 0.12, x + r * 0.12, y - r * 0.12, x + r, y)
    .curve(x + r * 0.12, y + r * 0.12, x + r * 0.12, y + r * 0.12, x, y + r)
    .curve(x - r * 0.12, y + r * 0.12, x - r * 0.12, y + r * 0.12, x - r, y)
    .curve(x - r * 0.12, y - r * 0.12, x - r * 0.12, y - r * 0.12, x, y - r);
}
