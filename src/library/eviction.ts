import { bytesOfTile, type Run, type Tile } from '../images/run.ts';

/** What the library takes on disk. */
export interface LibraryUsage {
  /** Of pictures, previews, copies of sources, old bytes of what was replaced, and thumbnails. */
  readonly bytes: number;
  readonly pictures: number;
}

/** What runs take by their records, and their thumbnails, bytes. */
export function usageOf(runs: readonly Run[], thumbnailBytes: number): LibraryUsage {
  const records = runs.reduce((sum, run) => sum + bytesOfRun(run), 0);
  const pictures = runs.flatMap(({ tiles }) => tiles.filter(({ picture }) => picture)).length;
  return { bytes: records + thumbnailBytes, pictures };
}

/** Pictures of one run that could go. */
export interface Eviction {
  readonly runId: string;
  readonly tileIds: readonly string[];
  readonly bytes: number;
}

/** What would have to go so that the library fits. */
export interface EvictionPlan {
  readonly evictions: readonly Eviction[];
  readonly pictures: number;
  readonly bytes: number;
  /** Bytes that stay over the limit although all goes that may; 0 when it fits. */
  readonly over: number;
}

interface Candidate {
  readonly run: Run;
  readonly tile: Tile;
  readonly bytes: number;
}

/** Bytes of a run's pictures and of its copies of sources, as the records have them. */
function bytesOfRun({ tiles, sources, mask }: Run): number {
  const all = [
    ...tiles.map(bytesOfTile),
    ...sources.map(({ bytes, prepared }) => bytes + (prepared?.bytes ?? 0)),
    mask?.bytes ?? 0,
  ];
  return all.reduce((sum, bytes) => sum + bytes, 0);
}

/** Whether a picture may go for room: nothing that was saved, kept or can be undone, nothing of a run under way. */
export function mayGo(run: Run, { saved, replaced, verdict }: Tile): boolean {
  return run.state !== 'running' && !saved?.length && !replaced?.length && verdict !== 'kept';
}

/**
 * Which pictures go first when the library is over its limit: discarded ones, then rejected ones, then those nobody
 * has judged, the oldest of each first. @param limitBytes 0: no limit
 */
export function planEviction(
  runs: readonly Run[],
  limitBytes: number,
  usage: Pick<LibraryUsage, 'bytes'>,
): EvictionPlan {
  const excess = limitBytes > 0 ? Math.max(0, usage.bytes - limitBytes) : 0;
  const chosen: Candidate[] = [];
  let bytes = 0;
  for (const candidate of candidates(runs)) {
    if (bytes >= excess) break;
    chosen.push(candidate);
    bytes += candidate.bytes;
  }
  const pictures = chosen.filter(({ tile }) => tile.picture).length;
  return { evictions: byRun(chosen), pictures, bytes, over: Math.max(0, excess - bytes) };
}

function candidates(runs: readonly Run[]): readonly Candidate[] {
  return runs
    .flatMap(run =>
      run.tiles
        .filter(tile => bytesOfTile(tile) > 0 && mayGo(run, tile))
        .map(tile => ({ run, tile, bytes: bytesOfTile(tile) })),
    )
    .toSorted((a, b) => rank(a.tile) - rank(b.tile) || a.run.startedAt - b.run.startedAt);
}

function rank({ discarded, verdict }: Tile): number {
  if (discarded) return 0;
  return verdict === 'rejected' ? 1 : 2;
}

function byRun(chosen: readonly Candidate[]): readonly Eviction[] {
  const runs = Map.groupBy(chosen, ({ run }) => run);
  return [...runs].map(([run, some]) => ({
    runId: run.id,
    tileIds: withEmptyOnes(
      run,
      some.map(({ tile }) => tile.id),
    ),
    bytes: some.reduce((sum, { bytes }) => sum + bytes, 0),
  }));
}

/** A run that loses all its pictures goes as a whole: what is left of it would be failures from long ago. */
function withEmptyOnes(run: Run, ids: readonly string[]): readonly string[] {
  const others = run.tiles.filter(({ id }) => !ids.includes(id));
  const stays = others.some(tile => bytesOfTile(tile) > 0 || !mayGo(run, tile));
  return stays ? ids : run.tiles.map(({ id }) => id);
}
