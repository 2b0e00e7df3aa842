/** Repeatable randomness: the same text and index paint the same picture on every machine. */

/** 32-bit hash of a text (FNV-1a with a final mix), for seeds. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Numbers drawn one after another from a seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** The choices in another order. */
  shuffled<T>(choices: readonly T[]): T[] {
    return choices
      .map(choice => ({ choice, key: this.next() }))
      .toSorted((one, other) => one.key - other.key)
      .map(({ choice }) => choice);
  }

  /** A generator of its own, so that drawing more here leaves the rest of the picture as it is. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 2 ** 32));
  }
}

/** Smooth noise along a line, 0 to 1, one knot per unit. */
function noise(seed: number, position: number): number {
  const knot = Math.floor(position);
  const along = position - knot;
  const eased = along * along * (3 - 2 * along);
  const from = mix(seed + Math.imul(knot, 0x27d4eb2f)) / 2 ** 32;
  const to = mix(seed + Math.imul(knot + 1, 0x27d4eb2f)) / 2 ** 32;
  return from + (to - from) * eased;
}

/** Noise of several octaves, 0 to 1; `ridged` folds it into peaks. */
export function fractal(seed: number, position: number, octaves: number, ridged = false): number {
  let sum = 0;
  let total = 0;
  for (let octave = 0, weight = 1; octave < octaves; octave++, weight *= 0.48) {
    const value = noise(seed + octave * 7919, position * 2 ** octave);
    sum += weight * (ridged ? 1 - Math.abs(2 * value - 1) : value);
    total += weight;
  }
  return sum / total;
}
