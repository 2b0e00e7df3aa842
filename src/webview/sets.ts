/** A copy with one more. */
export function withOne<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return new Set([...set, one]);
}

/** A copy without some. */
export function without<T>(set: ReadonlySet<T>, some: readonly T[]): ReadonlySet<T> {
  return new Set([...set].filter(other => !some.includes(other)));
}

/** A copy in which one has come or gone. */
export function toggled<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  return set.has(one) ? without(set, [one]) : withOne(set, one);
}
