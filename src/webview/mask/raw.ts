import type { HostAction, UiAction } from '../ui.ts';
import type { RunView, TileRef, TileView } from '../../protocol/messages.ts';
import { findTile, refTo } from '../refs.ts';

/** A tile that shows the server's own picture, or the locked one; the same object where it has only one. */
function withRaw(tile: TileView, raw: boolean): TileView {
  const { locked } = tile;
  if (!locked || locked.raw === raw) return tile;
  const { picture, thumbnail } = raw ? locked.answer : locked.locked;
  const { thumbnail: _other, ...rest } = tile;
  const small = thumbnail === undefined ? {} : { thumbnail };
  return { ...rest, ...small, picture, locked: { ...locked, raw } };
}

/** Runs in which one picture was switched. */
export function switched(runs: readonly RunView[], of: TileRef, raw: boolean): readonly RunView[] {
  const found = findTile(runs, of);
  if (!found) return runs;
  const changed = withRaw(found.tile, raw);
  return changed === found.tile ? runs : runs.map(run => (run === found.run ? withTile(run, changed) : run));
}

/** A run as the host tells it anew, with what was switched in it before. */
export function stillSwitched(before: RunView | undefined, run: RunView): RunView {
  const raw = before?.tiles.filter(({ locked }) => locked?.raw) ?? [];
  if (raw.length === 0) return run;
  return {
    ...run,
    tiles: run.tiles.map(tile =>
      withRaw(
        tile,
        raw.some(({ id }) => id === tile.id),
      ),
    ),
  };
}

/** An action with the name of what is shown: what is done to a picture is done to the one that is seen. */
export function onShown<Action extends UiAction>(action: Action, runs: readonly RunView[]): Action {
  const named = (of: TileRef): TileRef => {
    const found = findTile(runs, of);
    return found ? { ...of, ...refTo(found.run, found.tile) } : of;
  };
  if (action.type === 'saveMany') return { ...action, of: action.of.map(named) };
  return 'tileId' in action && actsOnPicture(action) ? { ...action, ...named(action) } : action;
}

const onPicture: ReadonlySet<UiAction['type']> = new Set<HostAction['type']>([
  'save',
  'saveAs',
  'open',
  'variations',
  'edit',
  'insert',
  'reveal',
]);

function actsOnPicture({ type }: UiAction): boolean {
  return onPicture.has(type);
}

function withTile(run: RunView, tile: TileView): RunView {
  return { ...run, tiles: run.tiles.map(one => (one.id === tile.id ? tile : one)) };
}
