import { addUsage } from '../images/cost.ts';
import type { ErrorRecord } from '../images/errors.ts';
import type { ImageEvent, Usage } from '../images/result.ts';
import type { AlphaTruth, Picture } from '../images/picture.ts';
import type { Colours, Rect } from '../images/transform.ts';
import { without, type LockedPicture, type Run, type Tile } from '../images/run.ts';
import type { Job } from './plan.ts';

/** A job's tiles are being asked for; `stem` starts the names of the request's files. */
export function askedFor(run: Run, job: Job, stem: string): Run {
  return job.tiles.reduce(
    (changed, id, index) =>
      changeTile(changed, id, tile => ({
        ...without(without(tile, 'error'), 'retryAt'),
        state: 'running',
        stem: `${stem}-${index}`,
      })),
    run,
  );
}

/** What one event of a job's answer does to its run. */
export function applyEvent(run: Run, job: Job, event: ImageEvent, now: number): Run {
  switch (event.type) {
    case 'partial':
      return changeTile(run, tileOf(job, event.index), tile => ({
        ...settled(tile),
        partial: event.picture,
      }));
    case 'completed':
      return completed(run, job, event);
    case 'failed':
      return failTiles(run, [tileOf(job, event.index)], event.error);
    case 'usage':
      return withUsage(run, job, event.usage);
    case 'echo':
      return { ...run, echo: { ...run.echo, ...event.echo } };
    case 'retrying':
      return job.tiles.reduce(
        (changed, id) =>
          changeTile(changed, id, tile => ({ ...tile, error: event.error, retryAt: now + event.delayMs })),
        run,
      );
    default:
      return event satisfies never;
  }
}

/** A tile is to be asked for again; `retryAt` in epoch ms, 0 for now. */
export function waiting(run: Run, tileId: string, retryAt: number, now: number): Run {
  const running: Run =
    run.state === 'running' ? run : { ...without(run, 'endedAt'), state: 'running', resumedAt: now };
  return changeTile(running, tileId, tile => ({
    ...without(settled(tile), 'counted'),
    state: 'queued',
    ...(retryAt > 0 ? { retryAt } : {}),
  }));
}

/** What the pixels of a picture say about its transparency. */
export function withAlphaTruth(run: Run, tileId: string, alphaTruth: AlphaTruth): Run {
  return changeTile(run, tileId, tile => ({ ...tile, alphaTruth }));
}

/** The picture with the source's pixels outside the mask. */
export function withLocked(run: Run, tileId: string, locked: LockedPicture, colours?: Colours): Run {
  return changeTile(run, tileId, tile => ({
    ...without(without(tile, 'unfitted'), 'colours'),
    locked,
    ...(colours ? { colours } : {}),
  }));
}

/** A picture that came is being brought into its place. */
export function beingFitted(run: Run, tileId: string): Run {
  return changeTile(run, tileId, tile => ({ ...tile, fitting: true }));
}

/** That is over, with an error where it should have worked. */
export function fitOver(run: Run, tileId: string, unfitted?: ErrorRecord): Run {
  return changeTile(run, tileId, tile => ({
    ...without(tile, 'fitting'),
    ...(unfitted ? { unfitted } : {}),
  }));
}

/** A picture that fits is there, beside the one that came. */
export function withFitted(
  run: Run,
  tileId: string,
  made: {
    readonly fitted: Picture;
    readonly rect?: Rect | undefined;
    readonly flattened?: true | undefined;
    readonly colours?: Colours | undefined;
  },
): Run {
  return changeTile(run, tileId, tile => ({
    ...without(without(without(tile, 'unfitted'), 'flattened'), 'colours'),
    fitted: made.fitted,
    ...(made.rect ? { fittedRect: made.rect } : {}),
    ...(made.flattened ? { flattened: true } : {}),
    ...(made.colours ? { colours: made.colours } : {}),
  }));
}

/** Ends tiles that have no picture with an error; those that have one keep it. */
export function failTiles(run: Run, ids: readonly string[], error: ErrorRecord): Run {
  const state = error.kind === 'cancelled' || error.kind === 'interrupted' ? error.kind : 'failed';
  return ids.reduce(
    (changed, id) =>
      changeTile(changed, id, tile => (isOpen(tile) ? { ...without(tile, 'retryAt'), state, error } : tile)),
    run,
  );
}

/** The run with every tile at rest. */
export function finished(run: Run, now: number): Run {
  const states = new Set(run.tiles.map(tile => tile.state));
  const state = states.has('interrupted') ? 'interrupted' : states.has('cancelled') ? 'cancelled' : 'done';
  const tookMs = (run.tookMs ?? 0) + now - (run.resumedAt ?? run.startedAt);
  return { ...run, state, endedAt: now, tookMs };
}

/** Tiles that wait for a picture. */
function isOpen(tile: Tile): boolean {
  return tile.state === 'queued' || tile.state === 'running';
}

/** Tiles that are at rest and have no picture: a retry is for no others. */
export function canBeAskedAgain(tile: Tile): boolean {
  return !isOpen(tile) && tile.picture === undefined;
}

/** Counted for the run, and for the picture that had the request to itself. */
function withUsage(run: Run, job: Job, usage: Usage): Run {
  const tiles = run.tiles.map((tile): Tile => (isOf(job, tile) ? { ...tile, counted: true } : tile));
  const counted = { ...run, tiles, usage: addUsage(run.usage, usage) };
  const [only, ...others] = job.tiles;
  if (only === undefined || others.length > 0) return counted;
  return changeTile(counted, only, tile => ({ ...tile, usage: addUsage(tile.usage, usage) }));
}

function completed(run: Run, job: Job, event: Extract<ImageEvent, { type: 'completed' }>): Run {
  const { picture, revisedPrompt } = event;
  const id = tileOf(job, event.index);
  const done = (tile: Tile): Tile => ({
    ...without(settled(tile), 'partial'),
    state: 'done',
    picture,
    ...(revisedPrompt === undefined ? {} : { revisedPrompt }),
  });
  // A server may send more pictures than it was asked for: they are kept too.
  if (run.tiles.some(tile => tile.id === id)) return changeTile(run, id, done);
  return { ...run, tiles: [...run.tiles, done({ id, state: 'running' })] };
}

function settled(tile: Tile): Tile {
  return without(without(tile, 'error'), 'retryAt');
}

/** The tile that a picture of a job's answer fills, 0-based. */
export function tileOf(job: Job, index: number): string {
  return job.tiles[index] ?? `${job.tiles[0] ?? '1'}-${index}`;
}

/** Whether a tile is filled by a job, those included that nobody had asked for. */
function isOf({ tiles }: Job, { id }: Tile): boolean {
  return tiles.includes(id) || id.startsWith(`${tiles[0] ?? '1'}-`);
}

/** The same run back when nothing changed. */
function changeTile(run: Run, id: string, change: (tile: Tile) => Tile): Run {
  const tiles = run.tiles.map(tile => (tile.id === id ? change(tile) : tile));
  return tiles.every((tile, at) => tile === run.tiles[at]) ? run : { ...run, tiles };
}
