import type { RunView, TileRef, TileView } from '../protocol/messages.ts';
import { tileKey } from './runs.ts';
import type { ReadyState } from './state.ts';

/** A picture from its name on the page. Ids of runs have no slash. */
export function refOf(key: string): TileRef {
  const at = key.indexOf('/');
  return { runId: key.slice(0, at), tileId: key.slice(at + 1) };
}

/** A picture as it is shown: the server's own, where that was chosen over what was made of it. */
export function shownRef({ originals }: Pick<ReadyState, 'originals'>, { runId, tileId }: TileRef): TileRef {
  return originals.has(tileKey(runId, tileId)) ? { runId, tileId, original: true } : { runId, tileId };
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
