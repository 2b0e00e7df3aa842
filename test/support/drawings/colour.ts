// Colours and points, enough to paint a few flat pictures.

/** Red, green, blue from 0 to 255 and alpha from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];
/** The colour at a point; both axes run from 0 to 1 over the shorter side, y downwards. */
export type Painter = (x: number, y: number) => Colour;

export const hex = (code: string, alpha = 1): Colour => {
  const value = Number.parseInt(code, 16);
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
};

export const mix = (from: Colour, to: Colour, share: number): Colour => {
  const part = Math.min(1, Math.max(0, share));
  const at = (index: 0 | 1 | 2 | 3): number => from[index] + (to[index] - from[index]) * part;
  return [at(0), at(1), at(2), at(3)];
};

/** Lays `top` over `under`, both with their alpha. */
export const over = (top: Colour, under: Colour): Colour => {
  const alpha = top[3] + under[3] * (1 - top[3]);
  const at = (index: 0 | 1 | 2): number =>
    alpha === 0 ? 0 : (top[index] * top[3] + under[index] * under[3] * (1 - top[3])) / alpha;
  return [at(0), at(1), at(2), alpha];
};

export const clear = hex('ffffff', 0);

export const disc = (x: number, y: number, centreX: number, centreY: number, radius: number): boolean =>
  Math.hypot(x - centreX, y - centreY) < radius;
