import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageFacts, Picture } from '../images/picture.ts';
import { without, type Run, type Tile } from '../images/run.ts';
import { errorCode } from './disk.ts';
import { parseRunFile, type Owner, type RunFile } from './runFile.ts';

/** Name of a run's file inside its folder. */
export const runFileName = 'run.json';

/** How often the owner of a running run touches its file, ms. */
export const heartbeatMs = 10_000;

/** How long a folder may be without a run's file because its run has not begun yet, ms. */
const preparingMs = 10 * 60_000;

/** What the reader must know of its own window, and how it looks at files. */
export interface ReaderContext {
  readonly owner: Owner;
  readonly probeFile: (path: string) => Promise<ImageFacts | undefined>;
}

/**
 * A run as its folder tells it, without marks: a run whose window is gone is shown as interrupted, with whatever
 * whole pictures had arrived. @returns why there is none: the folder is not there, or its run has not begun
 * @throws when the folder holds no readable run
 */
export async function readRun(folder: string, context: ReaderContext): Promise<Run | 'absent' | 'preparing'> {
  const file = join(folder, runFileName);
  try {
    const parsed = parseRunFile(await readFile(file, 'utf8'));
    const { run } = parsed;
    if (run.state !== 'running' || (await isAlive(file, parsed, context.owner))) return run;
    return interrupted(run, await recoverPictures(folder, run, context));
  } catch (error) {
    // A file that somebody put beside the runs is none.
    if (errorCode(error) === 'ENOTDIR') return 'absent';
    if (errorCode(error) !== 'ENOENT') throw error;
    const found = await stat(folder).catch(() => undefined);
    if (!found) return 'absent';
    if (Date.now() - found.mtimeMs < preparingMs) return 'preparing';
    throw error;
  }
}

async function isAlive(file: string, { owner }: RunFile, self: Owner): Promise<boolean> {
  if (owner.session === self.session) return true;
  if (owner.pid === self.pid || !processExists(owner.pid)) return false;
  // A process id may have been given to another program since: the owner also keeps its file fresh.
  return Date.now() - (await stat(file)).mtimeMs < heartbeatMs * 6;
}

function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function interrupted(run: Run, recovered: ReadonlyMap<string, Picture>): Run {
  const tiles = run.tiles.map((tile): Tile => {
    if (tile.state !== 'queued' && tile.state !== 'running') return unfitted(tile);
    const picture = recovered.get(tile.id);
    const rest = without(tile, 'retryAt');
    return picture
      ? { ...rest, state: 'done', picture }
      : {
          ...rest,
          state: 'interrupted',
          error: { kind: 'interrupted', mayBeBilled: tile.state === 'running' },
        };
  });
  return { ...run, state: 'interrupted', tiles };
}

/** A picture that was being fitted is there, and nobody goes on. */
function unfitted(tile: Tile): Tile {
  return tile.fitting ? { ...without(tile, 'fitting'), unfitted: { kind: 'interrupted' } } : tile;
}

/** Pictures that were whole on disk when their window went away, but not yet in the run's file. */
async function recoverPictures(
  folder: string,
  run: Run,
  context: ReaderContext,
): Promise<Map<string, Picture>> {
  const files = await readdir(folder);
  await Promise.all(files.filter(isHalf).map(name => rm(join(folder, name), { force: true })));
  const found = new Map<string, Picture>();
  for (const tile of run.tiles.filter(candidate => !candidate.picture)) {
    const name = tile.stem && files.find(file => file.startsWith(`${tile.stem}.`) && !isHalf(file));
    const picture = name && (await pictureAt(folder, name, context));
    if (picture) found.set(tile.id, picture);
  }
  return found;
}

function isHalf(name: string): boolean {
  return name.endsWith('.part') || name.endsWith('.tmp');
}

async function pictureAt(folder: string, file: string, context: ReaderContext): Promise<Picture | undefined> {
  const path = join(folder, file);
  const facts = await context.probeFile(path);
  return facts && { ...facts, file, bytes: (await stat(path)).size };
}
