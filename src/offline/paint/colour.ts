/** sRGB as it is shown, each 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

type Lab = readonly [lightness: number, a: number, b: number];

/** From `#rrggbb`. */
export function hex(text: string): Colour {
  const bits = Number.parseInt(text.slice(1), 16);
  return [(bits >> 16) / 255, ((bits >> 8) & 255) / 255, (bits & 255) / 255];
}

/** OKLCH (https://bottosson.github.io/posts/oklab/): lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. */
export function lch(lightness: number, chroma: number, hue: number): Colour {
  const angle = (hue * Math.PI) / 180;
  // Out of gamut: less chroma keeps hue and lightness, clipping would shift both.
  for (let part = 1; part > 0.05; part -= 0.06) {
    const colour = fromLab([lightness, part * chroma * Math.cos(angle), part * chroma * Math.sin(angle)]);
    if (colour.every(channel => channel > -0.001 && channel < 1.001)) return clamped(colour);
  }
  return clamped(fromLab([lightness, 0, 0]));
}

/** Between two colours as the eye sees it. */
export function mix(from: Colour, to: Colour, part: number): Colour {
  const one = toLab(from);
  const other = toLab(to);
  return clamped(fromLab([0, 1, 2].map(at => (one[at] ?? 0) + ((other[at] ?? 0) - (one[at] ?? 0)) * part)));
}

/** Lighter (above 0) or darker (below), the hue kept. */
export function shade(colour: Colour, by: number): Colour {
  const [lightness, a, b] = toLab(colour);
  return clamped(fromLab([Math.min(0.99, Math.max(0.04, lightness + by)), a, b]));
}

/** How light the eye finds it, 0 to 1. */
export function lightnessOf(colour: Colour): number {
  return toLab(colour)[0];
}

function clamped([red = 0, green = 0, blue = 0]: readonly number[]): Colour {
  return [clamp(red), clamp(green), clamp(blue)];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function fromLinear(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function toLab(colour: Colour): Lab {
  const [r, g, b] = [toLinear(colour[0]), toLinear(colour[1]), toLinear(colour[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness = 0, a = 0, b = 0]: readonly number[]): readonly number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
