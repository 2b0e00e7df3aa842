import type { Pixels } from '../pixels.ts';

/** Levels of 255 that a channel, as it shows on black, may be off without counting as changed: a JPEG's noise. */
const changeTolerance = 8;

/** What came of putting pixels back. */
export interface Locked {
  readonly image: Pixels;
  /** Share of the protected pixels (coverage 0) that the answer had changed, 0 to 1; 0 when none are protected. */
  readonly changedShare: number;
}

/**
 * The source where nothing is covered, byte for byte, the answer where all is, and between them a blend weighed by
 * alpha, so that half-transparent pixels keep their colour. Writes into `answer`; both have the size of the coverage.
 */
export function lockOutside(source: Pixels, answer: Pixels, coverage: Uint8Array): Locked {
  let [kept, changed] = [0, 0];
  for (let pixel = 0, at = 0; pixel < coverage.length; pixel++, at += 4) {
    const part = coverage[pixel] ?? 0;
    if (part === 255) continue;
    if (part === 0) {
      kept += 1;
      if (differs(source.data, answer.data, at)) changed += 1;
      for (let channel = at; channel < at + 4; channel++) answer.data[channel] = source.data[channel] ?? 0;
    } else blend(source.data, answer.data, at, part / 255);
  }
  return { image: answer, changedShare: kept === 0 ? 0 : changed / kept };
}

function differs(one: Uint8ClampedArray, other: Uint8ClampedArray, at: number): boolean {
  const [a, b] = [one[at + 3] ?? 0, other[at + 3] ?? 0];
  if (Math.abs(a - b) > changeTolerance) return true;
  for (let channel = at; channel < at + 3; channel++)
    if (Math.abs((one[channel] ?? 0) * a - (other[channel] ?? 0) * b) > changeTolerance * 255) return true;
  return false;
}

function blend(source: Uint8ClampedArray, answer: Uint8ClampedArray, at: number, part: number): void {
  const below = (source[at + 3] ?? 0) * (1 - part);
  const above = (answer[at + 3] ?? 0) * part;
  const sum = below + above;
  if (sum === 0) return;
  for (let channel = at; channel < at + 3; channel++)
    answer[channel] = ((source[channel] ?? 0) * below + (answer[channel] ?? 0) * above) / sum;
  answer[at + 3] = sum;
}
