/** A surface that can say, row by row, how much of each pixel it covers. Rows are asked from the top down. */
export interface Shape {
  /** First row and the row after the last, px. */
  readonly top: number;
  readonly bottom: number;
  /** Writes coverage 0 to 1 for row `y` and returns the columns written, from and to (exclusive). */
  cover(y: number, cover: Float32Array): readonly [from: number, to: number];
}

const nowhere = [0, 0] as const;

/** The whole picture, or all of it from one row down. */
export function everywhere(top = 0): Shape {
  return {
    top: Math.floor(top),
    bottom: Infinity,
    cover(_y, cover) {
      cover.fill(1);
      return [0, cover.length];
    },
  };
}

/** A filled circle, px; `soft` is how wide its edge fades. */
export function disc(x: number, y: number, radius: number, soft = 1): Shape {
  return {
    top: Math.floor(y - radius - soft),
    bottom: Math.ceil(y + radius + soft),
    cover(row, cover) {
      const dy = row + 0.5 - y;
      const reach = Math.sqrt(Math.max(0, (radius + soft) ** 2 - dy * dy));
      const from = Math.max(0, Math.floor(x - reach));
      const to = Math.min(cover.length, Math.ceil(x + reach));
      for (let column = from; column < to; column++) {
        const distance = Math.hypot(column + 0.5 - x, dy);
        cover[column] = Math.min(1, Math.max(0, (radius - distance) / soft + 0.5));
      }
      return from < to ? [from, to] : nowhere;
    },
  };
}

/** Light round a point that fades to nothing at `radius`, px: strong in the middle, a long soft tail. */
export function glow(x: number, y: number, radius: number): Shape {
  return {
    top: Math.floor(y - radius),
    bottom: Math.ceil(y + radius),
    cover(row, cover) {
      const dy = row + 0.5 - y;
      const reach = Math.sqrt(Math.max(0, radius * radius - dy * dy));
      const from = Math.max(0, Math.floor(x - reach));
      const to = Math.min(cover.length, Math.ceil(x + reach));
      const scale = 1 / (radius * radius);
      for (let column = from; column < to; column++) {
        const dx = column + 0.5 - x;
        const near = Math.max(0, 1 - (dx * dx + dy * dy) * scale);
        cover[column] = near * near * near;
      }
      return from < to ? [from, to] : nowhere;
    },
  };
}

/** Everything below a line given per column, px, down to `bottom`; `soft` fades the edge. */
export function ground(profile: Float32Array, bottom = Infinity, soft = 1): Shape {
  const top = profile.reduce((least, height) => Math.min(least, height), Infinity);
  return {
    top: Math.floor(top - soft),
    bottom,
    cover(y, cover) {
      for (let x = 0; x < cover.length; x++) {
        const here = profile[x] ?? 0;
        // On a slope the edge crosses a pixel in fewer rows than it is wide.
        const slope = Math.abs((profile[x + 1] ?? here) - here);
        cover[x] = Math.min(1, Math.max(0, (y + 0.5 - here) / (soft * (1 + slope * 0.6)) + 0.5));
      }
      return [0, cover.length];
    },
  };
}

/** What lies between two lines given per column, px. */
export function between(upper: Float32Array, lower: Float32Array): Shape {
  return {
    top: Math.floor(upper.reduce((least, height) => Math.min(least, height), Infinity)),
    bottom: Math.ceil(lower.reduce((most, height) => Math.max(most, height), -Infinity)) + 1,
    cover(y, cover) {
      for (let x = 0; x < cover.length; x++) {
        const below = Math.min(1, Math.max(0, y + 1 - (upper[x] ?? 0)));
        const above = Math.min(1, Math.max(0, (lower[x] ?? 0) - y));
        cover[x] = Math.max(0, below + above - 1);
      }
      return [0, cover.length];
    },
  };
}

/** A rectangle, px, edges between pixels smoothed. */
export function rect(left: number, upper: number, right: number, lower: number): Shape {
  return {
    top: Math.floor(upper),
    bottom: Math.ceil(lower),
    cover(y, cover) {
      const inRow = Math.min(1, y + 1 - upper, lower - y);
      const from = Math.max(0, Math.floor(left));
      const to = Math.min(cover.length, Math.ceil(right));
      if (inRow <= 0 || from >= to) return nowhere;
      for (let x = from; x < to; x++) cover[x] = inRow * Math.min(1, x + 1 - left, right - x);
      return [from, to];
    },
  };
}
