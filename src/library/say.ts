import { randomUUID } from 'node:crypto';
import { diskError, errorCode } from './disk.ts';
import { writeMark, type Mark, type Said } from './marks.ts';
import type { Shelf } from './shelf.ts';

/** Where a word about a run goes. */
export interface SayParts {
  readonly shelf: Shelf;
  /** The run's own. */
  readonly folder: string;
  /** Tells the other windows. */
  readonly tell: () => void;
}

/** Says something about pictures, of any window's run: shown at once, on disk when this settles. @throws ImageError `disk` */
export async function say(
  { shelf, folder, tell }: SayParts,
  runId: string,
  tiles: readonly string[],
  said: Said,
): Promise<void> {
  const at = Math.max(Date.now(), shelf.lastSaid(runId) + 1);
  const mark: Mark = { ...said, tiles, at };
  const name = `${at}-${randomUUID()}.json`;
  shelf.mark(runId, name, mark);
  try {
    await writeMark(folder, name, mark);
  } catch (error) {
    shelf.mark(runId, name, undefined);
    // The run was deleted by another window: nothing is left to be said about it.
    if (errorCode(error) === 'ENOENT') return shelf.look([runId]);
    throw diskError(error);
  }
  tell();
}
