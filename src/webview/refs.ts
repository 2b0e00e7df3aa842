import type { RunView, TileRef, TileView } from '../protocol/messages.ts';

/** A picture from its name on the page. Ids of runs have no slash. */
export function refOf(key: string): TileRef {
  const at = key.indexOf('/');
  return { runId: key.slice(0, at), tileId: key.slice(at + 1) };
}

/** A picture and its run by name; undefined when it is gone. */
export function findTile(
  runs: readonly RunView[],
  { runId, tileId }: TileRef,
): { readonly run: RunView; readonly tile: TileView } | undefined {
  const run = runs.find(one => one.id === runId);
  const tile = run?.tiles.find(one => one.id === tileId);
  return run && tile && { run, tile };
}

/** A picture as it is shown, to act on: the server's own where that was switched to. */
export function refTo(run: RunView, { id, locked }: TileView): TileRef {
  return { runId: run.id, tileId: id, ...(locked?.raw ? { original: true } : {}) };
}
