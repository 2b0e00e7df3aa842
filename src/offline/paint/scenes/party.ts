import { layer, type Layer } from '../canvas.ts';
import { mix, shade, type Colour } from '../colour.ts';
import { evenly, linear, solid } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { everywhere } from '../shape.ts';

type Point = readonly [number, number];

/** Shapes thrown on a pastel ground, each with a hard shadow: the eighties. */
export const party: Scenery = stage => {
  const { width, height, random, palette, unit } = stage;
  const low = palette.sky.at(-1) ?? palette.paper;
  const ground = linear(
    0,
    0,
    width,
    height,
    evenly([mix(palette.paper, low, 0.35), palette.paper, mix(palette.paper, palette.accents[1], 0.22)]),
  );
  const cell = unit * 205;
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const places = Array.from({ length: columns * rows }, (_, at): Point => [
    ((at % columns) + 0.5 + random.between(-0.14, 0.14)) * (width / columns),
    (Math.floor(at / columns) + 0.5 + random.between(-0.14, 0.14)) * (height / rows),
  ]);
  const kinds = random.shuffled(places.map((_, at) => at % motifs.length));
  const subject = places.flatMap(([x, y], at) => thing(stage, x, y, motifs[kinds[at] ?? 0] ?? ball, at));
  return { layers: [layer(everywhere(), ground), ...dots(stage), ...subject], alone: subject };
};

/** A shape about a point, `size` from there to its rim, px. */
type Motif = (x: number, y: number, size: number) => Path;

const ball: Motif = (x, y, size) => new Path().ellipse(x, y, size * 0.72);
const hoop: Motif = (x, y, size) =>
  new Path()
    .ellipse(x, y, size * 0.74)
    .add(new Path().move(x + size * 0.46, y).arc(x, y, size * 0.46, size * 0.46, 1, 0));
const bowl: Motif = (x, y, size) =>
  new Path().move(x - size, y - size * 0.3).arc(x, y - size * 0.3, size, size, 0.5, 0);
const tent: Motif = (x, y, size) =>
  new Path().polygon(
    [x, y - size * 0.85],
    [x + size * 0.85, y + size * 0.62],
    [x - size * 0.85, y + size * 0.62],
  );
const pill: Motif = (x, y, size) =>
  new Path().pill(x - size, y - size * 0.32, x + size, y + size * 0.32, size);
const cross: Motif = (x, y, size) =>
  new Path().polygon(
    ...(
      [
        [-0.26, -0.8],
        [0.26, -0.8],
        [0.26, -0.26],
        [0.8, -0.26],
        [0.8, 0.26],
        [0.26, 0.26],
        [0.26, 0.8],
        [-0.26, 0.8],
        [-0.26, 0.26],
        [-0.8, 0.26],
        [-0.8, -0.26],
        [-0.26, -0.26],
      ] as const
    ).map(([dx, dy]): Point => [x + dx * size, y + dy * size]),
  );
const squiggle: Motif = (x, y, size) =>
  new Path().stroke(
    Array.from({ length: 64 }, (_, at): Point => [
      x + size * 1.15 * (at / 31.5 - 1),
      y + Math.sin((at / 63) * Math.PI * 5) * size * 0.3,
    ]),
    size * 0.22,
  );
const zigzag: Motif = (x, y, size) =>
  new Path().stroke(
    Array.from({ length: 6 }, (_, at): Point => [
      x + size * (at / 2.5 - 1),
      y + (at % 2 === 0 ? 1 : -1) * size * 0.34,
    ]),
    size * 0.2,
  );
const petals: Motif = (x, y, size) => {
  const path = new Path();
  for (let petal = 0; petal < 6; petal++) {
    const angle = (petal / 6) * 2 * Math.PI;
    path.ellipse(x + Math.cos(angle) * size * 0.46, y + Math.sin(angle) * size * 0.46, size * 0.34);
  }
  return path.ellipse(x, y, size * 0.4);
};

const motifs = [ball, hoop, bowl, tent, pill, cross, squiggle, zigzag, petals] as const;

function thing(stage: Stage, x: number, y: number, motif: Motif, at: number): Layer[] {
  const { unit, random, palette } = stage;
  const size = unit * random.between(58, 88);
  const colours: readonly Colour[] = palette.accents;
  const colour = colours[at % colours.length] ?? palette.near;
  const outline = motif(x, y, size).turned(random.next(), x, y);
  const [dx, dy] = [unit * 9, unit * 11];
  return [
    layer(outline.moved(dx, dy).shape(), solid(palette.ink), 0.88),
    layer(
      outline.shape(),
      linear(x - size, y - size, x + size, y + size, evenly([shade(colour, 0.05), shade(colour, -0.04)])),
    ),
  ];
}

/** A fine grid of dots in one corner and stripes in another. */
function dots({ width, height, unit, random, palette }: Stage): Layer[] {
  const path = new Path();
  const [left, top] = [width * random.between(0, 0.4), height * random.between(0, 0.4)];
  for (let row = 0; row < 22; row++)
    for (let column = 0; column < 22; column++)
      path.ellipse(left + column * unit * 26, top + row * unit * 26, unit * 3.6);
  return [layer(path.shape(), solid(palette.ink), 0.16)];
}
