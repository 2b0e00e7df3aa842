import { layer, type Layer } from '../canvas.ts';
import { mix, shade, type Colour } from '../colour.ts';
import { evenly, linear, radial, solid } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { disc, everywhere, glow } from '../shape.ts';
import { stars, vignette } from './skies.ts';

/** A planet, its moons and their thin paths. */
export const orbit: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const [x, y] = [width * random.between(0.42, 0.58), height * random.between(0.42, 0.52)];
  const radius = unit * random.between(125, 185);
  const tilt = random.between(-0.09, 0.09);
  const [zenith] = palette.sky;
  const deep = palette.dark ? zenith : shade(zenith, -0.18);
  const back = linear(
    0,
    0,
    width * 0.35,
    height,
    evenly([shade(deep, -0.07), deep, mix(deep, palette.far, 0.6)]),
  );
  const [accent, second] = random.shuffled(palette.accents);
  const paths = Array.from({ length: random.whole(3, 4) }, (_, at) => radius * (1.55 + at * 0.62));
  const moons = paths.map(reach => moon(stage, x, y, reach, tilt));
  const planet = sphere(x, y, radius, accent ?? palette.far);
  const subject = [
    layer(glow(x, y, radius * 2.8), solid(mix(accent ?? palette.far, palette.light, 0.5)), 0.45, 'light'),
    ...paths.map(reach => ellipseLine(stage, x, y, reach, tilt, 0.5, 1)),
    ...moons.filter(({ front }) => !front).flatMap(({ layers }) => layers),
    ...planet,
    ...bands(stage, x, y, radius, second ?? palette.near),
    ...paths.map(reach => ellipseLine(stage, x, y, reach, tilt, 0, 0.5)),
    ...moons.filter(({ front }) => front).flatMap(({ layers }) => layers),
  ];
  return {
    layers: [
      layer(everywhere(), back),
      ...nebula(stage),
      ...stars(stage, height * 1.6),
      ...subject,
      vignette(stage),
    ],
    alone: subject,
  };
};

function nebula({ width, height, unit, random, palette }: Stage): Layer[] {
  return random
    .shuffled(palette.accents)
    .slice(0, 3)
    .map(colour =>
      layer(
        glow(width * random.next(), height * random.next(), unit * random.between(350, 620)),
        solid(colour),
        0.2,
        'light',
      ),
    );
}

/** A ball lit from the upper left. */
function sphere(x: number, y: number, radius: number, colour: Colour): Layer[] {
  const shadow = mix(shade(colour, -0.3), [0.03, 0.03, 0.1], 0.35);
  const ink = radial(x - radius * 0.42, y - radius * 0.45, radius * 1.75, [
    { at: 0, colour: shade(colour, 0.2) },
    { at: 0.3, colour: shade(colour, 0.06) },
    { at: 0.62, colour: shade(colour, -0.1) },
    { at: 1, colour: shadow },
  ]);
  return [layer(disc(x, y, radius), ink)];
}

/** Stripes across the planet, inside its outline. */
function bands({ random }: Stage, x: number, y: number, radius: number, colour: Colour): Layer[] {
  const path = new Path();
  for (let at = -0.7; at < 0.75; at += random.between(0.2, 0.42)) {
    const thick = random.between(0.035, 0.11);
    const [upper, lower] = [at, Math.min(0.97, at + thick)].map(part => Math.sqrt(1 - part * part) * radius);
    path
      .move(x - (upper ?? 0), y + at * radius)
      .curve(
        x - radius * 0.4,
        y + (at + 0.1) * radius,
        x + radius * 0.4,
        y + (at + 0.1) * radius,
        x + (upper ?? 0),
        y + at * radius,
      )
      .line(x + (lower ?? 0), y + (at + thick) * radius)
      .curve(
        x + radius * 0.4,
        y + (at + thick + 0.1) * radius,
        x - radius * 0.4,
        y + (at + thick + 0.1) * radius,
        x - (lower ?? 0),
        y + (at + thick) * radius,
      );
  }
  const ink = radial(x - radius * 0.4, y - radius * 0.4, radius * 1.7, [
    { at: 0, colour: shade(colour, 0.1), alpha: 0.55 },
    { at: 1, colour: shade(colour, -0.3), alpha: 0.1 },
  ]);
  return [layer(path.shape(), ink, 0.7)];
}

const flatness = 0.34;

/** Part of a tilted circle, from and to in turns; the front half lies below. */
function ellipseLine(
  { unit, palette }: Stage,
  x: number,
  y: number,
  reach: number,
  tilt: number,
  from: number,
  to: number,
): Layer {
  const thick = Math.max(0.8, unit * 1.9);
  const line = new Path()
    .move(x + reach * Math.cos(from * 2 * Math.PI), y)
    .arc(x, y, reach, reach * flatness, from, to)
    .arc(x, y, reach - thick, (reach - thick) * flatness - thick * 0.3, to, from);
  return layer(line.turned(tilt, x, y).shape(), solid(palette.light), 0.5);
}

function moon(
  { unit, random, palette }: Stage,
  x: number,
  y: number,
  reach: number,
  tilt: number,
): { front: boolean; layers: Layer[] } {
  const angle = random.next();
  const [ex, ey] = [reach * Math.cos(angle * 2 * Math.PI), reach * flatness * Math.sin(angle * 2 * Math.PI)];
  const [cos, sin] = [Math.cos(tilt * 2 * Math.PI), Math.sin(tilt * 2 * Math.PI)];
  const [mx, my] = [x + ex * cos - ey * sin, y + ex * sin + ey * cos];
  const size = unit * random.between(17, 44);
  const [colour = palette.light] = random.shuffled([...palette.accents, palette.light]);
  return {
    front: ey > 0,
    layers: [layer(glow(mx, my, size * 2.6), solid(colour), 0.35, 'light'), ...sphere(mx, my, size, colour)],
  };
}
