import type { ImageFacts } from '../images/picture.ts';
import type { Run } from '../images/run.ts';
import type { Owner } from './runFile.ts';
import type { DrawThumbnail } from './thumbnails.ts';

/** What the library needs from outside. */
export interface LibraryOptions {
  /** Absolute path of the folder that holds one folder a run. */
  readonly root: string;
  readonly probeFile: (path: string) => Promise<ImageFacts | undefined>;
  /** Without it there are no thumbnails. */
  readonly drawThumbnail?: DrawThumbnail;
  /** Told of an entry that cannot be read or written; the others are not harmed. */
  readonly onDamaged: (folder: string, error: unknown) => void;
  /** The window; by default this process. */
  readonly owner?: Owner;
  /** How often other windows' work is looked for without a hint, ms. */
  readonly beatMs?: number;
  /** False where the file system tells of no changes: the heartbeat alone looks for them. */
  readonly watching?: boolean;
}

/** How the runs come: pages, the first of them small. */
export interface LoadOptions {
  readonly first?: number;
  readonly following?: number;
}

/** Some runs, newest first, and whether older ones follow. */
export interface Page {
  readonly runs: readonly Run[];
  readonly more: boolean;
}

/** What became of a wish to remove something; `runningElsewhere`: in another window that lives. */
export type Removal = 'removed' | 'running' | 'runningElsewhere';
