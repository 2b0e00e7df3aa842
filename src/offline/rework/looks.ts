import type { Pixels } from '../../raster/pixels.ts';
import { mix, shade, type Colour } from '../paint/colour.ts';
import { evenly, linear, type Ink } from '../paint/ink.ts';
import type { Palette } from '../paint/palette.ts';
import type { Random } from '../paint/random.ts';

/** Changes colours in place; alpha stays as it is. */
export type Look = (image: Pixels, palette: Palette, random: Random) => void;

/** Lightness mapped to the colours of a palette; some of the old colour shines through. */
const duotone: Look = (image, palette, random) => {
  const [accent] = random.shuffled(palette.accents);
  const middle = accent ?? palette.far;
  toned(image, [shade(palette.near, -0.05), mix(palette.near, middle, 0.6), middle, palette.light], 0.82);
};

/** The light of another hour: the palette's sky laid over the tones. */
const hour: Look = (image, palette) => {
  toned(image, [palette.near, ...palette.sky, palette.light], 0.55);
};

/** All hues turned by the same angle, about the grey axis. */
const turned: Look = (image, _palette, random) => {
  const angle = random.between(0.14, 0.86) * 2 * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [same, next, last] = [
    cos + (1 - cos) / 3,
    (1 - cos) / 3 - Math.sqrt(1 / 3) * sin,
    (1 - cos) / 3 + Math.sqrt(1 / 3) * sin,
  ];
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    data[at] = r * same + g * next + b * last;
    data[at + 1] = r * last + g * same + b * next;
    data[at + 2] = r * next + g * last + b * same;
  }
};

/** A print in a few inks, cut hard. */
const print: Look = (image, palette, random) => {
  const inks = [palette.ink, ...random.shuffled(palette.accents).slice(0, 3), palette.paper];
  const steps = inks.toSorted((one, other) => lightness(one) - lightness(other));
  toned(
    image,
    steps.flatMap(step => [step, step, step]),
    0.94,
  );
};

export const looks = { duotone, turned, hour, print } as const satisfies Readonly<Record<string, Look>>;

function lightness([red, green, blue]: Colour): number {
  return red * 0.3 + green * 0.59 + blue * 0.11;
}

function toned(image: Pixels, colours: readonly Colour[], strength: number): void {
  const { table, steps }: Ink = linear(0, 0, 1, 0, evenly(colours));
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const grey = (data[at] ?? 0) * 0.3 + (data[at + 1] ?? 0) * 0.59 + (data[at + 2] ?? 0) * 0.11;
    const entry = Math.min(steps - 1, Math.round((grey / 255) * (steps - 1))) * 4;
    for (let channel = 0; channel < 3; channel++) {
      const own = data[at + channel] ?? 0;
      data[at + channel] = own + ((table[entry + channel] ?? 0) * 255 - own) * strength;
    }
  }
}

/** Takes the background away with soft edges: what has the colour of an even rim, else what is far from the middle. */
export function cutOut(image: Pixels): void {
  const rim = rimOf(image);
  const mean = [0, 1, 2].map(
    channel => rim.reduce((sum, colour) => sum + (colour[channel] ?? 0), 0) / rim.length,
  );
  const uneven = Math.max(...rim.map(colour => apart(colour, mean)));
  const { data, width, height } = image;
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [((at / 4) % width) / width - 0.5, Math.floor(at / 4 / width) / height - 0.5];
    const keep =
      uneven < 60
        ? (apart([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0], mean) - 30) / 60
        : (0.47 - Math.hypot(x, y)) / 0.03;
    data[at + 3] = (data[at + 3] ?? 0) * Math.min(1, Math.max(0, keep));
  }
}

/** Colours along the edge of a picture. */
function rimOf({ data, width, height }: Pixels): readonly (readonly number[])[] {
  const steps = Array.from({ length: 16 }, (_, at) => at / 15);
  return steps.flatMap(part => {
    const [x, y] = [Math.round(part * (width - 1)), Math.round(part * (height - 1))];
    const places = [x, (height - 1) * width + x, y * width, y * width + width - 1];
    return places.map(place => [...data.subarray(place * 4, place * 4 + 3)]);
  });
}

function apart(one: readonly number[], other: readonly number[]): number {
  return Math.hypot(...one.map((value, channel) => value - (other[channel] ?? 0)));
}

/** Lays the picture on a colour, so that nothing shines through; in place. */
export function flatten(image: Pixels, [red, green, blue]: Colour): void {
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const part = (data[at + 3] ?? 0) / 255;
    data[at] = (data[at] ?? 0) * part + red * 255 * (1 - part);
    data[at + 1] = (data[at + 1] ?? 0) * part + green * 255 * (1 - part);
    data[at + 2] = (data[at + 2] ?? 0) * part + blue * 255 * (1 - part);
    data[at + 3] = 255;
  }
}
