import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, statfs, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageError } from '../images/errors.ts';
import type { ImageFacts } from '../images/picture.ts';
import type { Run } from '../images/run.ts';
import { heartbeatMs, names, readRun, withSaved, type ReaderContext } from './reader.ts';
import type { Mark, Owner, RunFile } from './runFile.ts';
import { LatestWriter, writeWhole } from './writer.ts';

/** Free disk space below which a run is refused before anything is spent, bytes a picture. */
const spacePerPicture = 32 * 1024 * 1024;

/** A run that changed or went away. */
export type LibraryChange = { readonly run: Run } | { readonly removed: string };

/** What the library needs from outside. */
export interface LibraryOptions {
  /** Absolute path of the folder that holds one folder a run. */
  readonly root: string;
  readonly probeFile: (path: string) => Promise<ImageFacts | undefined>;
  /** Told of an entry that cannot be read or written; the others are not harmed. */
  readonly onDamaged: (folder: string, error: unknown) => void;
}

/** What was made: one folder a run, with a small file and the pictures beside it. */
export class Library {
  readonly root: string;
  readonly #options: LibraryOptions;
  readonly #owner: Owner = { pid: process.pid, session: randomUUID() };
  readonly #runs = new Map<string, Run>();
  readonly #writers = new Map<string, LatestWriter<Run>>();
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #heartbeat: NodeJS.Timeout;
  #loaded: Promise<void> | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.root = options.root;
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs).unref();
  }

  get #context(): ReaderContext {
    return { owner: this.#owner, probeFile: this.#options.probeFile };
  }

  /** Every readable run, newest first; reads the disk once. */
  async runs(): Promise<readonly Run[]> {
    await (this.#loaded ??= this.#load());
    return [...this.#runs.values()].toSorted((a, b) => b.startedAt - a.startedAt);
  }

  get(runId: string): Run | undefined {
    return this.#runs.get(runId);
  }

  /** Absolute path of the folder that holds a run's pictures. */
  folderOf(runId: string): string {
    return join(this.root, runId);
  }

  /** Makes the folder of a run before anything is spent on it. @throws ImageError `disk`: no room or no right */
  async prepare(runId: string, pictures: number): Promise<string> {
    const folder = this.folderOf(runId);
    try {
      await mkdir(folder, { recursive: true });
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize < pictures * spacePerPicture) throw new Error('ENOSPC');
    } catch (error) {
      throw diskError(error);
    }
    return folder;
  }

  /** Puts a new run on disk. @throws ImageError `disk` */
  async start(run: Run): Promise<void> {
    try {
      await this.#put(run);
    } catch (error) {
      this.#runs.delete(run.id);
      throw diskError(error);
    }
    this.#emit({ run });
  }

  /** Removes the folder of a run that never started; nothing was spent on it. */
  async abandon(runId: string): Promise<void> {
    if (!this.#runs.has(runId)) await rm(this.folderOf(runId), { recursive: true, force: true });
  }

  /** Changes a run: shown at once, written soon; a failed write is told, not thrown. */
  change(runId: string, change: (run: Run) => Run): void {
    const before = this.#runs.get(runId);
    if (!before) return;
    const run = change(before);
    this.#put(run).catch((error: unknown) => this.#options.onDamaged(this.folderOf(run.id), error));
    this.#emit({ run });
  }

  /** Remembers where a picture was saved, in a file of its own: any window may. */
  async markSaved(runId: string, tileId: string, saved: Mark['saved']): Promise<void> {
    const run = this.#runs.get(runId);
    if (run) {
      this.#runs.set(runId, withSaved(run, tileId, saved));
      this.#emit({ run: withSaved(run, tileId, saved) });
    }
    const folder = join(this.folderOf(runId), names.marks);
    await mkdir(folder, { recursive: true });
    const mark: Mark = { tile: tileId, saved, at: Date.now() };
    await writeWhole(join(folder, `${mark.at}-${randomUUID()}.json`), JSON.stringify(mark));
  }

  /** Settles when all that was put is on disk. */
  async flush(): Promise<void> {
    await Promise.allSettled([...this.#writers].map(([id, writer]) => this.#rewrite(id, writer)));
  }

  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    clearInterval(this.#heartbeat);
    this.#listeners.clear();
  }

  async #put(run: Run): Promise<void> {
    this.#runs.set(run.id, run);
    const known = this.#writers.get(run.id);
    const writer = known ?? new LatestWriter<Run>(version => this.#write(version));
    this.#writers.set(run.id, writer);
    await writer.put(run);
  }

  async #rewrite(id: string, writer: LatestWriter<Run>): Promise<void> {
    const run = this.#runs.get(id);
    if (run) await writer.put(run);
  }

  async #write(run: Run): Promise<void> {
    const file: RunFile = { version: 1, owner: this.#owner, run };
    await writeWhole(join(this.folderOf(run.id), names.run), JSON.stringify(file, withoutMarks, 1));
  }

  async #load(): Promise<void> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(() => []);
    // What starts with a dot is not a run: the composer keeps its draft there.
    const folders = entries
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(entry => entry.name);
    await Promise.all(
      folders.map(async name => {
        if (this.#runs.has(name)) return;
        const run = await readRun(this.folderOf(name), this.#context).catch((error: unknown) => {
          this.#options.onDamaged(this.folderOf(name), error);
        });
        if (run && !this.#runs.has(name)) this.#runs.set(name, run);
      }),
    );
  }

  async #beat(): Promise<void> {
    await Promise.all([this.#touchOwn(), this.#readForeign()]);
  }

  /** Runs that another window works on are looked at again until they are at rest. */
  async #readForeign(): Promise<void> {
    const foreign = [...this.#runs.values()].filter(
      ({ id, state }) => state === 'running' && !this.#writers.has(id),
    );
    await Promise.all(foreign.map(({ id }) => this.#readAgain(id)));
  }

  async #readAgain(id: string): Promise<void> {
    const run = await readRun(this.folderOf(id), this.#context).catch(() => undefined);
    const before = this.#runs.get(id);
    if (!run || !before || JSON.stringify(run) === JSON.stringify(before)) return;
    this.#runs.set(id, run);
    this.#emit({ run });
  }

  async #touchOwn(): Promise<void> {
    const now = new Date();
    const running = [...this.#writers.keys()].filter(id => this.#runs.get(id)?.state === 'running');
    const files = running.map(id => utimes(join(this.folderOf(id), names.run), now, now));
    const failed = (await Promise.allSettled(files)).find(result => result.status === 'rejected');
    if (failed) this.#options.onDamaged(this.root, failed.reason);
  }

  #emit(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Where pictures were saved stands in marks, which any window may write; never in the run's own file too. */
function withoutMarks(key: string, value: unknown): unknown {
  return key === 'saved' ? undefined : value;
}

function diskError(cause: unknown): ImageError {
  const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : errorText(cause);
  return new ImageError({ kind: 'disk', detail }, { cause });
}

function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
