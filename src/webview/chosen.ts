import type { TileRef } from '../protocol/messages.ts';
import { fill } from '../protocol/strings.ts';
import { without } from './sets.ts';
import type { ReadyState, Spoken } from './state.ts';

/** Other pictures are chosen together; how many is said. */
export function withSelected(state: ReadyState, selected: ReadonlySet<string>): ReadyState {
  const said = fill(state.strings.selected, selected.size);
  return { ...state, selected, spoken: speak(state.spoken, said) };
}

/** Pictures were put out of sight; none: the way back is taken, or not offered any longer. */
export function withDiscarded(state: ReadyState, of: readonly TileRef[]): ReadyState {
  const said = fill(state.strings.discardedCount, of.length);
  const spoken = of.length > 0 ? speak(state.spoken, said) : state.spoken;
  return { ...state, discarded: of, selected: new Set(), spoken };
}

/** A copy with some more, or without them. */
export function select(
  before: ReadonlySet<string>,
  keys: readonly string[],
  on: boolean,
): ReadonlySet<string> {
  return on ? new Set([...before, ...keys]) : without(before, keys);
}

/** The next sentence for the live region. */
export function speak(before: Spoken, text: string): Spoken {
  return { text, count: before.count + 1 };
}
