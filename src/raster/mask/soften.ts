/** Three means in a row look like a Gaussian, and unlike it end: beyond `feather` px nothing has changed. */
export function soften(
  coverage: Uint8Array<ArrayBuffer>,
  width: number,
  height: number,
  feather: number,
): Uint8Array<ArrayBuffer> {
  const reach = Math.floor(feather);
  if (reach < 1) return coverage;
  let soft = coverage;
  for (const radius of radiiOf(reach)) {
    soft = meanAlong(soft, { lines: height, length: width, step: 1, nextLine: width }, radius);
    soft = meanAlong(soft, { lines: width, length: height, step: width, nextLine: 1 }, radius);
  }
  return soft;
}

/** Three radii that add up to the reach. */
function radiiOf(reach: number): readonly number[] {
  const third = Math.floor(reach / 3);
  return [reach - 2 * third, third, third].filter(radius => radius > 0);
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly step: number;
  readonly nextLine: number;
}

/** The mean of 2 * radius + 1 pixels, by a running sum; beyond its ends a line goes on as it ended. */
function meanAlong(
  source: Uint8Array<ArrayBuffer>,
  { lines, length, step, nextLine }: Lines,
  radius: number,
): Uint8Array<ArrayBuffer> {
  const target = new Uint8Array(source.length);
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    const start = line * nextLine;
    const last = length - 1;
    let sum = (radius + 1) * (source[start] ?? 0);
    for (let at = 1; at <= radius; at++) sum += source[start + Math.min(at, last) * step] ?? 0;
    for (let at = 0; at < length; at++) {
      target[start + at * step] = Math.round(sum * share);
      sum += source[start + Math.min(at + radius + 1, last) * step] ?? 0;
      sum -= source[start + Math.max(at - radius, 0) * step] ?? 0;
    }
  }
  return target;
}
