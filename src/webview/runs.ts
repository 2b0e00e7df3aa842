import type { RunView } from '../protocol/messages.ts';
import { without } from './sets.ts';
import type { ReadyState } from './state.ts';

/** The runs of the page, and how those in sight are drawn. */
export type RunsPart = Pick<ReadyState, 'runs' | 'near' | 'unswapped' | 'unshaped'>;

/** Name of a picture on the page. */
export function tileKey(runId: string, tileId: string): string {
  return `${runId}/${tileId}`;
}

/** A run is new, or different from what is known of it. */
export function withRun({ runs, near, unswapped, unshaped }: RunsPart, run: RunView): RunsPart {
  const before = runs.find(one => one.id === run.id);
  return {
    runs: before ? runs.map(one => (one === before ? run : one)) : insert(runs, run),
    near,
    unswapped: near.has(run.id) ? withUnswapped(unswapped, before, run) : unswapped,
    unshaped: before ? unshaped : new Set([...unshaped, ...unshapedOf([run])]),
  };
}

/** Ids of those runs whose pictures are all still to come. */
export function unshapedOf(runs: readonly RunView[]): readonly string[] {
  const waiting = runs.filter(
    ({ state, tiles }) => state === 'running' && !tiles.some(({ picture, partial }) => picture ?? partial),
  );
  return waiting.map(({ id }) => id);
}

/** Older runs came; what is known already may be newer than what was read from the disk. */
export function withOlder(runs: readonly RunView[], older: readonly RunView[]): readonly RunView[] {
  const known = new Set(runs.map(run => run.id));
  const all = [...runs, ...older.filter(run => !known.has(run.id))];
  return all.toSorted((a, b) => b.startedAt - a.startedAt);
}

/** What left will be drawn anew when it comes back: from its small copy, if there is one by then. */
export function moved(part: RunsPart, enter: readonly string[], leave: readonly string[]): RunsPart {
  const near = new Set([...without(part.near, leave), ...enter]);
  const staying = [...part.unswapped].filter(key => near.has(key.slice(0, key.lastIndexOf('/'))));
  const unswapped = staying.length === part.unswapped.size ? part.unswapped : new Set(staying);
  return { runs: part.runs, near, unswapped, unshaped: stillUnshaped(part, leave) };
}

/** A run that is over may take the shape of its pictures once nobody sees it. */
function stillUnshaped({ runs, unshaped }: RunsPart, leave: readonly string[]): ReadonlySet<string> {
  const gone = leave.filter(id => unshaped.has(id) && runs.find(run => run.id === id)?.state !== 'running');
  return gone.length === 0 ? unshaped : without(unshaped, gone);
}

/** Runs of other windows may come late: the order is by start, not by arrival. */
function insert(runs: readonly RunView[], run: RunView): readonly RunView[] {
  const at = runs.findIndex(one => one.startedAt <= run.startedAt);
  return at < 0 ? [...runs, run] : runs.toSpliced(at, 0, run);
}

/** A picture that is in sight must not flicker because a small copy of it has come. */
function withUnswapped(
  known: ReadonlySet<string>,
  before: RunView | undefined,
  run: RunView,
): ReadonlySet<string> {
  const drawn = new Map(before?.tiles.map(tile => [tile.id, tile]));
  const came = run.tiles.filter(({ id, thumbnail }) => {
    const old = drawn.get(id);
    return thumbnail !== undefined && old?.picture !== undefined && old.thumbnail === undefined;
  });
  return came.length === 0 ? known : new Set([...known, ...came.map(({ id }) => tileKey(run.id, id))]);
}
