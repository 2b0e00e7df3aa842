import type { Pixels } from '../pixels.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** A background that pictures are cut from, and how much of it must be left to be called a halo. */
interface Matte {
  readonly colour: Colour;
  /** From this alpha on a pixel is looked at; darkness shows only where it is dense. */
  readonly alpha: number;
  /** How far from the subject's colour to the matte's a fringe is, 0 to 1. */
  readonly strength: number;
  /** Solid pixels it may be wide: dark lines round a drawing are as a rule wider, and meant. */
  readonly width: number;
  /** Share of the outline it must take. */
  readonly share: number;
}

const mattes: readonly Matte[] = [
  { colour: [255, 255, 255], alpha: 64, strength: 0.3, width: 4, share: 0.3 },
  { colour: [0, 0, 0], alpha: 128, strength: 0.45, width: 2, share: 0.45 },
];

const clear = 16;
const solid = 200;
/** Edges that need more px to get from clear to solid are soft on purpose: shadows, glows, smoke. */
const widestEdge = 6;
/** How far below the edge the subject's own colour is taken, px. */
const depth = 7;
/** Lines and columns looked at, at most, in each direction. */
const mostLines = 512;
/** Fewer places say nothing. */
const fewestEdges = 24;

/** A line of pixels: where it starts in `data` and how far the next pixel is, both in bytes. */
interface Line {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/**
 * Whether a thin light or dark rim in the colour of a former background runs round the subject: at sharp edges only,
 * and only where the colour just inside is another.
 */
export function hasHalo(image: Pixels): boolean {
  const edges = findEdges(image);
  return mattes.some(matte => {
    const votes = edges.map(edge => isFringed(edge, matte)).filter(vote => vote !== undefined);
    return votes.length >= fewestEdges && votes.filter(Boolean).length / votes.length > matte.share;
  });
}

/** Pixels of an edge from the first that is not clear, and how many of them come before the first solid one. */
interface Edge {
  readonly pixels: readonly (readonly [red: number, green: number, blue: number, alpha: number])[];
  readonly soft: number;
}

function findEdges(image: Pixels): readonly Edge[] {
  return linesOf(image).flatMap(line => edgesOn(image.data, line));
}

/** Rows and columns, each in both directions. */
function linesOf({ width, height }: Pixels): readonly Line[] {
  const rows = every(height).map((y): Line => ({ start: y * width * 4, step: 4, length: width }));
  const columns = every(width).map((x): Line => ({ start: x * 4, step: width * 4, length: height }));
  return [...rows, ...columns].flatMap(line => [
    line,
    { start: line.start + (line.length - 1) * line.step, step: -line.step, length: line.length },
  ]);
}

function every(length: number): readonly number[] {
  const step = Math.max(1, Math.ceil(length / mostLines));
  return Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
}

function edgesOn(data: Uint8ClampedArray, line: Line): readonly Edge[] {
  const edges: Edge[] = [];
  let clearRun = 0;
  for (let at = 0; at < line.length; at++) {
    if ((data[line.start + at * line.step + 3] ?? 0) < clear) clearRun += 1;
    else {
      const edge = clearRun >= 3 ? edgeAt(data, line, at) : undefined;
      if (edge !== undefined) edges.push(edge);
      clearRun = 0;
    }
  }
  return edges;
}

/** Undefined where the edge is soft or the subject too thin to have an inside. */
function edgeAt(data: Uint8ClampedArray, { start, step, length }: Line, from: number): Edge | undefined {
  const alphaAt = (at: number): number => (at < length ? (data[start + at * step + 3] ?? 0) : 0);
  let soft = 0;
  while (soft <= widestEdge && alphaAt(from + soft) < solid) soft += 1;
  if (soft > widestEdge) return undefined;
  const count = soft + depth + 3;
  for (let at = from + soft; at < from + count; at++) if (alphaAt(at) < solid) return undefined;
  const pixels = Array.from({ length: count }, (_, at) => {
    const byte = start + (from + at) * step;
    return [data[byte] ?? 0, data[byte + 1] ?? 0, data[byte + 2] ?? 0, data[byte + 3] ?? 0] as const;
  });
  return { pixels, soft };
}

/** Undefined where the subject itself has about the matte's colour. */
function isFringed({ pixels, soft }: Edge, matte: Matte): boolean | undefined {
  const inside = mean(pixels.slice(-3));
  const way = minus(matte.colour, inside);
  const whole = dot(way, way);
  if (whole < 90 ** 2) return undefined;
  const towards = (at: number): number => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels[at] ?? [];
    const change = minus([red, green, blue], inside);
    const part = dot(change, way) / whole;
    const aside = Math.sqrt(Math.max(0, dot(change, change) - part * part * whole));
    return alpha < matte.alpha || aside > 60 ? 0 : part;
  };
  const peak = Math.max(...Array.from({ length: soft + matte.width }, (_, at) => towards(at)));
  const recovered = towards(soft + matte.width) < peak * 0.35;
  return peak >= matte.strength && recovered;
}

function mean(colours: readonly (readonly [number, number, number, number])[]): Colour {
  const of = (channel: 0 | 1 | 2): number =>
    colours.reduce((sum, colour) => sum + colour[channel], 0) / colours.length;
  return [of(0), of(1), of(2)];
}

function minus(one: Colour, other: Colour): Colour {
  return [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
}

function dot(one: Colour, other: Colour): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}
