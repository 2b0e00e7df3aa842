import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../images/run.ts';
import { leaveOutMarks } from './marks.ts';
import { runFileName } from './reader.ts';
import type { Owner, RunFile } from './runFile.ts';
import { LatestWriter, writeWhole } from './writer.ts';

interface Own {
  readonly run: Run;
  readonly writer: LatestWriter<Run>;
}

/** What own runs are written with. */
export interface OwnRunsOptions {
  readonly owner: Owner;
  /** Absolute path of a run's folder. */
  readonly folderOf: (id: string) => string;
  /** A new state of a run is on disk. */
  readonly onWritten: (id: string) => void;
}

/** The runs that this window writes: those under way here, and those at rest until they are on disk. */
export class OwnRuns {
  readonly #options: OwnRunsOptions;
  readonly #own = new Map<string, Own>();

  constructor(options: OwnRunsOptions) {
    this.#options = options;
  }

  has(id: string): boolean {
    return this.#own.has(id);
  }

  isRunning(id: string): boolean {
    return this.#own.get(id)?.run.state === 'running';
  }

  /** Settles when this state of the run or a newer one is on disk. @throws Node's error */
  async put(run: Run): Promise<void> {
    const writer = this.#own.get(run.id)?.writer ?? new LatestWriter<Run>(version => this.#write(version));
    this.#own.set(run.id, { run, writer });
    await writer.put(run);
    // At rest and on disk it is no window's own: another may take it up again.
    if (run.state !== 'running' && this.#own.get(run.id)?.run === run) this.#own.delete(run.id);
  }

  forget(id: string): void {
    this.#own.delete(id);
  }

  /** Settles when all that was put is on disk, or has failed twice. */
  async flush(): Promise<void> {
    await Promise.allSettled([...this.#own.values()].map(({ run }) => this.put(run)));
  }

  /** Keeps the files of running runs fresh, which tells other windows that this one lives. @throws Node's error */
  async touch(): Promise<void> {
    const now = new Date();
    const running = [...this.#own.keys()].filter(id => this.isRunning(id));
    const files = running.map(id => utimes(join(this.#options.folderOf(id), runFileName), now, now));
    const failed = (await Promise.allSettled(files)).find(result => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #write(run: Run): Promise<void> {
    const { owner, folderOf, onWritten } = this.#options;
    const file: RunFile = { version: 1, owner, run };
    await writeWhole(join(folderOf(run.id), runFileName), JSON.stringify(file, leaveOutMarks, 1));
    onWritten(run.id);
  }
}
