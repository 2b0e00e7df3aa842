import { layer, type Layer } from '../canvas.ts';
import { lightnessOf, shade, type Colour } from '../colour.ts';
import { linear, solid } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { everywhere, rect } from '../shape.ts';

/** One square of the poster: its corner and edge, px. */
interface Tile {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  /** Quarter turns. */
  readonly turns: number;
}

type Motif = (tile: Tile) => Path;

const corner: Motif = ({ x, y, edge }) => new Path().move(x, y).arc(x, y, edge, edge, 0, 0.25);
const half: Motif = ({ x, y, edge }) =>
  new Path().move(x, y).arc(x + edge / 2, y, edge / 2, edge / 2, 0.5, 0);
const whole: Motif = ({ x, y, edge }) => new Path().ellipse(x + edge / 2, y + edge / 2, edge * 0.5);
const petal: Motif = ({ x, y, edge }) =>
  new Path()
    .move(x, y)
    .arc(x, y + edge, edge, edge, 0.75, 1)
    .arc(x + edge, y, edge, edge, 0.25, 0.5);
const wedge: Motif = ({ x, y, edge }) => new Path().polygon([x, y], [x + edge, y], [x, y + edge]);
const bars: Motif = ({ x, y, edge }) => {
  const path = new Path();
  for (let bar = 0; bar < 4; bar++) {
    const top = y + (edge * (bar * 2 + 0.5)) / 8;
    path.polygon([x, top], [x + edge, top], [x + edge, top + edge / 8], [x, top + edge / 8]);
  }
  return path;
};
const dots: Motif = ({ x, y, edge }) => {
  const path = new Path();
  for (let dot = 0; dot < 16; dot++)
    path.ellipse(
      x + ((dot % 4) + 0.5) * (edge / 4),
      y + (Math.floor(dot / 4) + 0.5) * (edge / 4),
      edge * 0.058,
    );
  return path;
};
const rainbow: Motif = ({ x, y, edge }) => {
  const path = new Path();
  for (let band = 0; band < 3; band++) {
    const outer = edge * (1 - band * 0.333);
    path
      .move(x + outer, y)
      .arc(x, y, outer, outer, 0, 0.25)
      .arc(x, y, outer - edge / 6, outer - edge / 6, 0.25, 0);
  }
  return path;
};

const motifs = [corner, corner, half, half, whole, petal, petal, wedge, bars, dots, rainbow] as const;

/** A poster of squares and what circles leave in them. */
export const tiles: Scenery = stage => {
  const { width, height, unit, palette } = stage;
  const across = stage.random.whole(3, 5);
  const edge = Math.min(width, height) / across;
  const [columns, rows] = [Math.ceil(width / edge), Math.ceil(height / edge)];
  const left = (width - columns * edge) / 2;
  const top = (height - rows * edge) / 2;
  const layers = Array.from({ length: columns * rows }, (_, at) =>
    tile(stage, left + (at % columns) * edge, top + Math.floor(at / columns) * edge, edge),
  ).flat();
  const light = linear(0, 0, width, height, [
    { at: 0, colour: [1, 1, 1], alpha: 0.1 },
    { at: 0.5, colour: [1, 1, 1], alpha: 0 },
    { at: 1, colour: palette.ink, alpha: 0.16 },
  ]);
  return {
    layers: [
      layer(everywhere(), solid(palette.paper)),
      ...layers,
      layer(everywhere(), light, unit > 0 ? 1 : 0),
    ],
  };
};

function tile({ random, palette }: Stage, x: number, y: number, edge: number): Layer[] {
  const colours = random.shuffled([...palette.accents, palette.paper, palette.paper, palette.ink]);
  const [below = palette.paper] = colours;
  const above = contrasting(colours, below) ?? palette.ink;
  const place: Tile = { x, y, edge, turns: random.whole(0, 3) };
  const motif = random
    .pick(motifs)(place)
    .turned(place.turns / 4, x + edge / 2, y + edge / 2);
  const layers = [
    layer(rect(x, y, x + edge, y + edge), solid(below)),
    layer(
      motif.shape(),
      linear(x, y, x + edge, y + edge, [
        { at: 0, colour: shade(above, 0.025) },
        { at: 1, colour: shade(above, -0.025) },
      ]),
    ),
  ];
  if (random.chance(0.16)) {
    const dot = new Path().ellipse(x + edge / 2, y + edge / 2, edge * 0.16);
    layers.push(layer(dot.shape(), solid(contrasting(colours.toReversed(), above) ?? palette.paper)));
  }
  return layers;
}

function contrasting(colours: readonly Colour[], against: Colour): Colour | undefined {
  return colours.find(colour => Math.abs(lightnessOf(colour) - lightnessOf(against)) > 0.17);
}
