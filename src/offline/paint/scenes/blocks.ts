import { layer, type Layer } from '../canvas.ts';
import { mix, shade, type Colour } from '../colour.ts';
import { evenly, linear, solid } from '../ink.ts';
import { Path } from '../path.ts';
import { fractal } from '../random.ts';
import type { Scenery } from '../scene.ts';
import { everywhere, glow } from '../shape.ts';
import { vignette } from './skies.ts';

/** Half the width and half the height of a block's roof, px, and the middle of the field. */
interface Grid {
  readonly w: number;
  readonly h: number;
  readonly x: number;
  readonly y: number;
}

/** A field of coloured blocks seen from a corner. */
export const blocks: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const side = random.whole(6, 8);
  const w = (unit * 455) / side;
  const grid: Grid = { w, h: w * 0.58, x: width / 2, y: height / 2 - w * 0.58 * (side - 1) + unit * 60 };
  const [, high] = palette.sky;
  const low = palette.sky.at(-1) ?? high;
  const seed = random.whole(0, 1e9);
  const field = Array.from({ length: side * side }, (_, at) => {
    const [column, row] = [at % side, Math.floor(at / side)];
    return {
      column,
      row,
      far: column + row,
      roll: fractal(seed, column * 0.55 + row * 3.7, 2) + 0.35 * random.next(),
    };
  }).toSorted((one, other) => one.far - other.far);
  const subject = field.flatMap(({ column, row, roll }) => {
    const rise = Math.max(0.12, (roll - 0.2) * 1.9) * w * 1.45;
    const colour =
      roll > 0.86
        ? random.pick(palette.accents)
        : mix(low, random.pick([high, palette.far, palette.paper] as const), roll * 0.8);
    return block(grid, column, row, rise, colour, random.chance(0.2) ? palette.light : undefined);
  });
  const back = linear(0, 0, width * 0.3, height, evenly([palette.paper, mix(palette.paper, low, 0.6)]));
  const shadow = layer(glow(width / 2, height / 2 + unit * 190, unit * 560), solid(palette.ink), 0.3);
  return {
    layers: [layer(everywhere(), back), shadow, ...subject, vignette(stage, 0.18)],
    alone: [...subject],
  };
};

function block(
  { w, h, x, y }: Grid,
  column: number,
  row: number,
  rise: number,
  colour: Colour,
  lamp?: Colour,
): Layer[] {
  const [cx, cy] = [x + (column - row) * w, y + (column + row) * h];
  const top = cy - rise;
  const roof = new Path().polygon([cx, top - h], [cx + w, top], [cx, top + h], [cx - w, top]);
  const left = new Path().polygon([cx - w, top], [cx, top + h], [cx, cy + h], [cx - w, cy]);
  const right = new Path().polygon([cx, top + h], [cx + w, top], [cx + w, cy], [cx, cy + h]);
  const inner = new Path().polygon(
    [cx, top - h * 0.5],
    [cx + w * 0.5, top],
    [cx, top + h * 0.5],
    [cx - w * 0.5, top],
  );
  return [
    layer(left.shape(), linear(0, top, 0, cy + h, evenly([shade(colour, -0.07), shade(colour, -0.15)]))),
    layer(right.shape(), linear(0, top, 0, cy + h, evenly([shade(colour, -0.2), shade(colour, -0.3)]))),
    layer(roof.shape(), linear(cx - w, 0, cx + w, 0, evenly([shade(colour, 0.1), shade(colour, 0.03)]))),
    ...(lamp === undefined ? [] : [layer(inner.shape(), solid(lamp), 0.55)]),
  ];
}
