import { join } from 'node:path';
import type { ErrorRecord } from '../images/errors.ts';
import type { Run } from '../images/run.ts';

/** What a command gives back to other extensions: plain data about the pictures that were made. */
export interface Made {
  readonly runId: string;
  readonly state: Run['state'];
  readonly pictures: readonly {
    /** Absolute path of the server's own bytes in the library. */
    readonly path: string;
    readonly type: string;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
    /** Uris it was saved to. */
    readonly saved: readonly string[];
  }[];
  readonly errors: readonly ErrorRecord[];
}

/** A finished run as the caller of a command gets it. */
export function madeOf(run: Run, folder: string): Made {
  return {
    runId: run.id,
    state: run.state,
    pictures: run.tiles.flatMap(({ picture, saved = [] }) =>
      picture
        ? [
            {
              path: join(folder, picture.file),
              type: picture.type,
              width: picture.width,
              height: picture.height,
              bytes: picture.bytes,
              saved: saved.map(({ uri }) => uri),
            },
          ]
        : [],
    ),
    errors: run.tiles.flatMap(({ error }) => (error ? [error] : [])),
  };
}
