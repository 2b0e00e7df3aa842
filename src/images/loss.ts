import type { Tile } from './run.ts';

/** What is gone for good when pictures are deleted. */
export interface Loss {
  /** Of the pictures, those that fit, and previews. */
  readonly bytes: number;
  /** Pictures that are nowhere in a project. */
  readonly unsaved: number;
  /** Files whose old bytes go too, so that what took their place cannot be undone any more. */
  readonly replaced: number;
}

/** What deleting tiles costs. */
export function lossOf(tiles: readonly Tile[]): Loss {
  const files = tiles.flatMap(({ picture, fitted, partial }) => [picture, fitted, partial]);
  return {
    bytes: files.reduce((sum, one) => sum + (one?.bytes ?? 0), 0),
    unsaved: tiles.filter(tile => tile.picture && !isInProject(tile)).length,
    replaced: new Set(tiles.flatMap(tile => standing(tile).map(({ uri }) => uri))).size,
  };
}

/** Whether a picture was saved, or stands in the place of a file. */
function isInProject(tile: Tile): boolean {
  return (tile.saved?.length ?? 0) > 0 || standing(tile).length > 0;
}

function standing({ replaced = [] }: Tile): NonNullable<Tile['replaced']> {
  return replaced.filter(({ undone }) => !undone);
}
