import { pixels } from './sizes.ts';

/** One candidate; offsets within the attribute's value. */
export interface Candidate {
  readonly url: string;
  readonly start: number;
  readonly end: number;
  readonly density?: number;
  readonly width?: number;
}

const space = /\s/;

/** The candidates of a `srcset`, as the HTML standard splits them (a comma inside an address belongs to it). */
export function parseSrcset(value: string): readonly Candidate[] {
  const candidates: Candidate[] = [];
  let at = 0;
  while (at < value.length) {
    while (at < value.length && (value[at] === ',' || space.test(value[at] ?? ''))) at++;
    const start = at;
    while (at < value.length && !space.test(value[at] ?? '')) at++;
    let end = at;
    while (end > start && value[end - 1] === ',') end--;
    if (end === start) continue;
    const plain = end < at;
    const stop = plain ? at : endOfDescriptors(value, at);
    candidates.push({ url: value.slice(start, end), start, end, ...descriptor(value.slice(end, stop)) });
    at = stop;
  }
  return candidates;
}

function endOfDescriptors(value: string, from: number): number {
  const comma = value.indexOf(',', from);
  return comma < 0 ? value.length : comma;
}

function descriptor(text: string): { readonly density?: number; readonly width?: number } {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)([xw])\b/i.exec(text) ?? [];
  if (number === undefined) return {};
  if (unit?.toLowerCase() === 'x') return { density: Number(number) };
  const width = pixels(number);
  return width === undefined ? {} : { width };
}
