import { join } from 'node:path';
import type { ErrorRecord } from '../images/errors.ts';
import type { Picture } from '../images/picture.ts';
import { madePicture, type Run } from '../images/run.ts';

/** A picture in the library. */
export interface PictureFile {
  /** Absolute path; of a picture that came, the server's own bytes. */
  readonly path: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** What a command gives back to other extensions: plain data about the pictures that were made. */
export interface Made {
  readonly runId: string;
  readonly state: Run['state'];
  readonly pictures: readonly (PictureFile & {
    readonly bytes: number;
    /** What was made of it: brought to the size and format of its source, or with what a mask protects put back. */
    readonly fitted?: PictureFile;
    /** Uris it was saved to. */
    readonly saved: readonly string[];
  })[];
  readonly errors: readonly ErrorRecord[];
}

/** A finished run as the caller of a command gets it. */
export function madeOf(run: Run, folder: string): Made {
  return {
    runId: run.id,
    state: run.state,
    pictures: run.tiles.flatMap(tile => {
      const { picture, saved = [] } = tile;
      const made = madePicture(tile);
      return picture
        ? [
            {
              ...factsOf(picture, folder),
              bytes: picture.bytes,
              ...(made ? { fitted: factsOf(made, folder) } : {}),
              saved: saved.map(({ uri }) => uri),
            },
          ]
        : [];
    }),
    errors: run.tiles.flatMap(({ error }) => (error ? [error] : [])),
  };
}

function factsOf({ file, type, width, height }: Picture, folder: string): PictureFile {
  return { path: join(folder, file), type, width, height };
}
