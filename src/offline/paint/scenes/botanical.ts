import { layer, type Layer } from '../canvas.ts';
import { mix, shade, type Colour } from '../colour.ts';
import { evenly, linear, solid } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { disc, everywhere } from '../shape.ts';
import { vignette } from './skies.ts';

/** Stems before a disc and soft shapes, as on a print of the fifties. */
export const botanical: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const [first, second, third] = random.shuffled(palette.accents);
  const x = width * random.between(0.38, 0.62);
  const radius = unit * random.between(215, 285);
  const paper = linear(
    0,
    0,
    width,
    height,
    evenly([shade(palette.paper, 0.01), shade(palette.paper, -0.035)]),
  );
  const sunny = layer(
    disc(x, height * 0.37, radius),
    linear(
      0,
      height * 0.37 - radius,
      0,
      height * 0.37 + radius,
      evenly([shade(first ?? palette.far, 0.06), first ?? palette.far]),
    ),
  );
  const count = random.whole(3, 5);
  const plants = Array.from({ length: count }, (_, at) => {
    const foot = width / 2 + unit * 620 * ((at + 0.5) / count - 0.5) * 0.8;
    const colour = [
      palette.near,
      second ?? palette.near,
      mix(palette.near, palette.far, 0.45),
      third ?? palette.far,
    ][at % 4];
    return stem(
      stage,
      foot,
      unit * random.between(420, 720),
      random.between(-190, 190) * unit,
      colour ?? palette.near,
      at % 3,
    );
  }).flat();
  const subject = [sunny, ...plants];
  return {
    layers: [layer(everywhere(), paper), ...hills(stage), ...subject, vignette(stage, 0.14)],
    alone: subject,
  };
};

/** Large quiet shapes at the foot. */
function hills({ width, height, unit, random, palette }: Stage): Layer[] {
  return [0, 1].map(at => {
    const x = width * (at === 0 ? random.between(0.05, 0.3) : random.between(0.7, 0.95));
    const shape = new Path().ellipse(
      x,
      height + unit * 120,
      unit * random.between(420, 620),
      unit * random.between(260, 380),
    );
    return layer(shape.shape(), solid(mix(palette.paper, palette.accents[at] ?? palette.far, 0.32)));
  });
}

function stem(stage: Stage, foot: number, tall: number, bend: number, colour: Colour, kind: number): Layer[] {
  const { height, unit } = stage;
  const points = Array.from({ length: 40 }, (_, at): [number, number] => {
    const up = at / 39;
    return [foot + bend * up * up * 0.6, height + unit * 20 - tall * up];
  });
  const leaves = new Path();
  const veins = new Path();
  const pairs = kind === 1 ? 9 : 6;
  for (let pair = 1; pair <= pairs; pair++) {
    const [px, py] = points[Math.round((pair / (pairs + 0.4)) * 39)] ?? [0, 0];
    const long = unit * (kind === 1 ? 92 : 150) * (1.12 - (pair / pairs) * 0.62);
    for (const side of [-1, 1]) {
      const turns = side * (0.1 + 0.05 * (1 - pair / pairs));
      leaf(leaves, veins, px, py, long, kind === 2 ? 0.42 : 0.25, turns);
    }
  }
  const [tx, ty] = points.at(-1) ?? [0, 0];
  leaf(leaves, veins, tx, ty + unit * 10, unit * 96, 0.28, (bend / tall) * 0.16);
  return [
    layer(new Path().stroke(points, Math.max(1, unit * 6)).shape(), solid(shade(colour, -0.03))),
    layer(
      leaves.shape(),
      linear(foot - unit * 200, 0, foot + unit * 200, 0, evenly([shade(colour, 0.05), shade(colour, -0.04)])),
    ),
    layer(veins.shape(), solid(shade(colour, 0.16)), 0.5),
  ];
}

/** One leaf growing up from a point, then turned by `turns`. */
function leaf(
  leaves: Path,
  veins: Path,
  x: number,
  y: number,
  long: number,
  wide: number,
  turns: number,
): void {
  const half = long * wide;
  const blade = new Path()
    .move(x, y)
    .curve(x - half, y - long * 0.3, x - half * 0.8, y - long * 0.75, x, y - long)
    .curve(x + half * 0.8, y - long * 0.75, x + half, y - long * 0.3, x, y);
  leaves.add(blade.turned(turns, x, y));
  veins.add(
    new Path()
      .stroke(
        [
          [x, y - long * 0.08],
          [x, y - long * 0.8],
        ],
        Math.max(0.6, long * 0.018),
        false,
      )
      .turned(turns, x, y),
  );
}
