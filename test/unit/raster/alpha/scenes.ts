import { blank, type Pixels } from '../../../../src/raster/pixels.ts';

/** RGBA, 0 to 255 each, not premultiplied. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The colour at a point, px. */
export type Scene = (x: number, y: number) => Colour;

export const nothing: Colour = [0, 0, 0, 0];

/** Same numbers on every run: a failure can be repeated. */
export function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** One point a pixel, hard edges. */
export function draw(width: number, height: number, scene: Scene): Pixels {
  const image = blank(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set(scene(x + 0.5, y + 0.5), (y * width + x) * 4);
  return image;
}

/** The mean of 4x4 points a pixel, weighed by alpha: edges as a renderer makes them. */
export function drawSmooth(width: number, height: number, scene: Scene): Pixels {
  return draw(width, height, (x, y) => {
    const sum = [0, 0, 0, 0] as [number, number, number, number];
    for (let point = 0; point < 16; point++) {
      const [red, green, blue, alpha] = scene(
        x - 0.375 + (point % 4) / 4,
        y - 0.375 + Math.floor(point / 4) / 4,
      );
      sum[0] += red * alpha;
      sum[1] += green * alpha;
      sum[2] += blue * alpha;
      sum[3] += alpha;
    }
    const [red, green, blue, alpha] = sum;
    return alpha === 0 ? nothing : [red / alpha, green / alpha, blue / alpha, alpha / 16];
  });
}

/** A chequer of two tones. */
export function chequer(cell: number, light: Colour, dark: Colour, drift = 0): Scene {
  return (x, y) =>
    (Math.floor((x + drift * Math.sin(y / 90)) / cell) + Math.floor((y + drift * Math.sin(x / 70)) / cell)) %
      2 ===
    0
      ? light
      : dark;
}

/** A disc of a colour before something else. */
export function disc(centre: number, radius: number, inside: Scene, outside: Scene): Scene {
  return (x, y) => (Math.hypot(x - centre, y - centre) < radius ? inside(x, y) : outside(x, y));
}

/** One colour everywhere. */
export function plain(colour: Colour): Scene {
  return () => colour;
}

/** What a JPEG or a diffusion model leaves: noise of so many levels on each channel; in place. */
export function roughen(image: Pixels, levels: number, seed = 1): Pixels {
  const next = random(seed);
  for (let at = 0; at < image.data.length; at++)
    if (at % 4 !== 3) image.data[at] = (image.data[at] ?? 0) + (next() * 2 - 1) * levels;
  return image;
}

/** `over` laid on a colour of full alpha. */
export function onMatte(over: Pixels, matte: Colour): Pixels {
  return mapped(over, ([red, green, blue, alpha]) => {
    const part = alpha / 255;
    const mix = (own: number, other: number): number => own * part + other * (1 - part);
    return [mix(red, matte[0]), mix(green, matte[1]), mix(blue, matte[2]), 255];
  });
}

/** Each pixel changed. */
export function mapped(image: Pixels, change: (colour: Colour, at: number) => Colour): Pixels {
  const result = blank(image.width, image.height);
  for (let at = 0; at < image.width * image.height; at++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = image.data.subarray(at * 4, at * 4 + 4);
    result.data.set(change([red, green, blue, alpha], at), at * 4);
  }
  return result;
}
