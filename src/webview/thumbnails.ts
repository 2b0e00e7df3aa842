import { deservesThumbnail } from '../images/picture.ts';
import type { TileRef } from '../protocol/messages.ts';
import type { Effects } from './effects.ts';
import { tileKey } from './state.ts';

/** How many pictures one message may name. */
const mostAtOnce = 500;

/** Has small copies made of pictures that will be seen again. */
export interface Thumbnails {
  /**
   * These runs came near or went away. What came shows its pictures as they are now; what went is drawn from small
   * copies when it comes back. A new picture is asked for when it goes, so that nothing competes with its first showing.
   */
  moved(runIds: readonly string[]): void;
}

/** Asks for each picture once in the life of the page. */
export function askForThumbnails({ state, send }: Pick<Effects, 'state' | 'send'>): Thumbnails {
  const asked = new Set<string>();
  return {
    moved: runIds => {
      const now = state();
      if (now.phase !== 'ready') return;
      const of: TileRef[] = [];
      const ids = new Set(runIds);
      for (const run of now.runs.filter(({ id }) => ids.has(id)))
        for (const { id, picture, thumbnail } of run.tiles) {
          const lost = thumbnail !== undefined && now.missing.has(thumbnail);
          const key = `${tileKey(run.id, id)}/${picture?.file ?? ''}`;
          if (!picture || (thumbnail !== undefined && !lost) || asked.has(key)) continue;
          if (!deservesThumbnail(picture)) continue;
          asked.add(key);
          of.push({ runId: run.id, tileId: id });
        }
      for (let at = 0; at < of.length; at += mostAtOnce)
        send({ type: 'thumbnails', of: of.slice(at, at + mostAtOnce) });
    },
  };
}
