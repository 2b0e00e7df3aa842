import { layer } from '../canvas.ts';
import { mix, shade } from '../colour.ts';
import { linear, solid } from '../ink.ts';
import { profile, type Scenery } from '../scene.ts';
import { between, ground } from '../shape.ts';
import { sky, sun, vignette } from './skies.ts';

/** Ribbons of colour flowing over one another, as silk or dunes do. */
export const flow: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const bands = Math.round(9 * Math.min(1.3, Math.max(0.7, stage.detail)));
  const colours = [
    ...palette.sky.toReversed(),
    palette.far,
    ...random.shuffled(palette.accents).slice(0, 2),
    palette.near,
  ];
  const [shift, lean] = [random.next() * 9, random.between(-0.16, 0.16)];
  const layers = Array.from({ length: bands }, (_, at) => {
    const near = at / (bands - 1);
    const place = near * (colours.length - 1);
    const from = colours[Math.floor(place)] ?? palette.far;
    const to = colours[Math.ceil(place)] ?? palette.near;
    const colour = mix(from, to, place % 1);
    const base = height * (0.2 + 0.78 * near);
    const swing = unit * random.between(70, 125) * (1.1 - near * 0.4);
    const bend = random.between(0.8, 1.25);
    const line = profile(width, x => {
      const along = x / (unit * 1000);
      const wave =
        Math.sin(along * 2.7 * bend + shift + near * 2.6) +
        0.45 * Math.sin(along * 5.9 - shift * 2 + near * 4.4);
      return base + swing * wave + lean * (x - width / 2);
    });
    const shadow = profile(width, x => (line[x] ?? 0) - unit * 26);
    const edge = profile(width, x => (line[x] ?? 0) + Math.max(0.7, unit * 1.6));
    return [
      layer(ground(shadow, Infinity, unit * 46), solid(palette.ink), 0.13),
      layer(
        ground(line),
        linear(0, base - swing * 1.4, width * 0.45, base + unit * 330, [
          { at: 0, colour: shade(colour, 0.075) },
          { at: 0.45, colour },
          { at: 1, colour: shade(colour, -0.09) },
        ]),
      ),
      layer(between(line, edge), solid(palette.light), 0.3),
    ];
  }).flat();
  const x = width * random.between(0.25, 0.75);
  return {
    layers: [
      sky(stage, height * 0.6),
      ...sun(stage, x, height * 0.17, unit * random.between(50, 80)),
      ...layers,
      vignette(stage, 0.2),
    ],
  };
};
