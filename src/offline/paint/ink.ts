import { mix, type Colour } from './colour.ts';

/** Where a gradient has a colour: place 0 to 1, and how much it covers there. */
export interface Stop {
  readonly at: number;
  readonly colour: Colour;
  readonly alpha?: number;
}

/** Colour by place: a table of `steps` RGBA entries and how a pixel finds its own. */
export interface Ink {
  readonly table: Float32Array;
  readonly steps: number;
  /** Table position of pixel x, y is `x·ax + y·ay + a0`, or with `radial` the distance from there. */
  readonly ax: number;
  readonly ay: number;
  readonly a0: number;
  readonly radial?: { readonly x: number; readonly y: number };
}

const gradientSteps = 512;

/** One colour everywhere. */
export function solid(colour: Colour): Ink {
  return { table: Float32Array.of(...colour, 1), steps: 1, ax: 0, ay: 0, a0: 0 };
}

/** A gradient along a line from one point to another, px. */
export function linear(x0: number, y0: number, x1: number, y1: number, stops: readonly Stop[]): Ink {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const scale = (gradientSteps - 1) / Math.max(1e-6, dx * dx + dy * dy);
  const ax = dx * scale;
  const ay = dy * scale;
  return { table: tableOf(stops), steps: gradientSteps, ax, ay, a0: -x0 * ax - y0 * ay };
}

/** A gradient from the top of something to its foot, px. */
export function vertical(top: number, bottom: number, ...colours: readonly Colour[]): Ink {
  return linear(0, top, 0, bottom, evenly(colours));
}

/** A gradient from a centre outwards to a radius, px. */
export function radial(x: number, y: number, radius: number, stops: readonly Stop[]): Ink {
  const ax = (gradientSteps - 1) / Math.max(1e-6, radius);
  return { table: tableOf(stops), steps: gradientSteps, ax, ay: 0, a0: 0, radial: { x, y } };
}

/** Colours spread evenly over a gradient. */
export function evenly(colours: readonly Colour[]): Stop[] {
  return colours.map((colour, at) => ({ at: at / Math.max(1, colours.length - 1), colour }));
}

function tableOf(stops: readonly Stop[]): Float32Array {
  const table = new Float32Array(gradientSteps * 4);
  for (let step = 0; step < gradientSteps; step++) {
    const at = step / (gradientSteps - 1);
    const next = stops.findIndex(stop => stop.at >= at);
    const to = stops[next < 0 ? stops.length - 1 : next];
    const from = stops[Math.max(0, (next < 0 ? stops.length : next) - 1)];
    if (to === undefined || from === undefined) continue;
    const part = to.at > from.at ? Math.min(1, Math.max(0, (at - from.at) / (to.at - from.at))) : 1;
    table.set(mix(from.colour, to.colour, part), step * 4);
    table[step * 4 + 3] = (from.alpha ?? 1) + ((to.alpha ?? 1) - (from.alpha ?? 1)) * part;
  }
  return table;
}
