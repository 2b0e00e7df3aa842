import { layer, type Layer } from '../canvas.ts';
import { hex, mix, shade } from '../colour.ts';
import { linear, solid, vertical } from '../ink.ts';
import { Path } from '../path.ts';
import type { Scenery, Stage } from '../scene.ts';
import { everywhere } from '../shape.ts';
import { sky, stars, sun, vignette } from './skies.ts';

/** A skyline in three depths; its windows are lit where it is dark. */
export const city: Scenery = stage => {
  const { width, height, unit, random, palette } = stage;
  const horizon = height * 0.8;
  return {
    layers: [
      sky(stage, horizon),
      ...(palette.dark ? stars(stage, height * 0.5) : []),
      ...sun(
        stage,
        width * random.between(0.22, 0.78),
        height * random.between(0.2, 0.42),
        unit * random.between(60, 110),
      ),
      ...[0, 0.5, 1].flatMap(near => block(stage, near)),
      vignette(stage, 0.3),
    ],
  };
};

function block(stage: Stage, near: number): Layer[] {
  const { width, height, unit, random, palette } = stage;
  const haze = palette.sky.at(-1) ?? palette.far;
  const colour = mix(mix(palette.far, haze, 0.25 * (1 - near)), shade(palette.near, 0.02), near ** 0.7);
  const houses = new Path();
  const lit = new Path();
  const side = new Path();
  const base = height + 2;
  for (let x = -unit * 40; x < width + unit * 20;) {
    const wide = unit * random.between(52, 120) * (0.85 + 0.45 * near);
    const tall =
      unit *
      (random.between(230, 560) - 200 * near + (random.chance(0.12) ? 130 : 0)) *
      (height / (unit * 1000)) ** 0.4;
    const top = base - tall - height * 0.1 * (1 - near);
    house(houses, random.whole(0, 5), x, top, x + wide, base, unit);
    side.polygon(
      [x + wide * 0.66, top + unit * 4],
      [x + wide, top + unit * 4],
      [x + wide, base],
      [x + wide * 0.66, base],
    );
    if (near > 0.2) windows(lit, stage, x, top, wide, base);
    x += wide + unit * random.between(0, 14) * (1 - near * 0.4);
  }
  const warm = mix(hex('#ffd58a'), palette.light, 0.35);
  const mist = linear(0, height * 0.5, 0, height, [
    { at: 0, colour: haze, alpha: 0 },
    { at: 1, colour: haze, alpha: 0.5 * (1 - near) },
  ]);
  return [
    layer(houses.shape(), vertical(height * 0.3, height, shade(colour, 0.02), shade(colour, -0.03))),
    layer(side.shape(), solid(palette.near), 0.2),
    layer(lit.shape(), solid(warm), palette.dark ? 0.9 : 0.55),
    ...(near < 1 ? [layer(everywhere(), mist)] : []),
  ];
}

/** A tower with one of several roofs. */
function house(
  path: Path,
  kind: number,
  left: number,
  top: number,
  right: number,
  base: number,
  unit: number,
): void {
  const middle = (left + right) / 2;
  const wide = right - left;
  path.polygon([left, top], [right, top], [right, base], [left, base]);
  if (kind === 0)
    path.polygon(
      [middle - unit * 2, top - unit * 66],
      [middle + unit * 2, top - unit * 66],
      [middle + unit * 3, top],
      [middle - unit * 3, top],
    );
  if (kind === 1) path.polygon([left, top - wide * 0.4], [right, top], [left, top]);
  if (kind === 2)
    path.polygon(
      [left + wide * 0.2, top - unit * 26],
      [right - wide * 0.2, top - unit * 26],
      [right - wide * 0.2, top],
      [left + wide * 0.2, top],
    );
  if (kind === 3) path.move(left, top).arc(middle, top, wide / 2, wide * 0.32, 0.5, 1);
  if (kind === 4)
    path.polygon([middle, top - wide * 0.62], [right - wide * 0.12, top], [left + wide * 0.12, top]);
}

function windows(
  path: Path,
  { unit, random, detail, height }: Stage,
  left: number,
  top: number,
  wide: number,
  base: number,
): void {
  const step = unit * 17;
  const [w, h] = [unit * 6.5, unit * 8.5];
  const busy = random.between(0.12, 0.5) * Math.min(1.2, detail);
  const columns = Math.max(1, Math.floor((wide - unit * 14) / step));
  const inset = (wide - (columns - 1) * step - w) / 2;
  for (let y = top + unit * 16; y < Math.min(base, height); y += unit * 19)
    for (let column = 0; column < columns; column++) {
      if (!random.chance(busy)) continue;
      const x = left + inset + column * step;
      path.polygon([x, y], [x + w, y], [x + w, y + h], [x, y + h]);
    }
}
