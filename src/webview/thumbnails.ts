import { deservesThumbnail } from '../images/picture.ts';
import { madePicture } from '../images/run.ts';
import type { TileRef } from '../protocol/messages.ts';
import { smallOf } from './derive.ts';
import type { Effects } from './effects.ts';
import { tileKey } from './runs.ts';

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
        for (const tile of run.tiles) {
          const wanted = [tile.picture, madePicture(tile)].flatMap(picture => {
            const small = picture && smallOf(tile, picture);
            if (!picture || (small !== undefined && !now.missing.has(small))) return [];
            const key = `${tileKey(run.id, tile.id)}/${picture.file}`;
            return asked.has(key) || !deservesThumbnail(picture) ? [] : [key];
          });
          for (const key of wanted) asked.add(key);
          if (wanted.length > 0) of.push({ runId: run.id, tileId: tile.id });
        }
      for (let at = 0; at < of.length; at += mostAtOnce)
        send({ type: 'thumbnails', of: of.slice(at, at + mostAtOnce) });
    },
  };
}
