import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  filesOf,
  type DamagedEntry,
  type Replacement,
  type Run,
  type SavedPlace,
  type Verdict,
} from '../images/run.ts';
import { diskError, keepBytes, makeFolder, removeFolder, removePictures, replacedKind } from './disk.ts';
import { usageOf, type LibraryUsage } from './eviction.ts';
import { isRunId } from './journal.ts';
import { LooseFiles } from './looseFiles.ts';
import { readMarks, type Said } from './marks.ts';
import { Neighbours } from './neighbours.ts';
import { OwnRuns } from './ownRuns.ts';
import { heartbeatMs, readRun } from './reader.ts';
import type { LibraryOptions, LoadOptions, Page, Removal } from './options.ts';
import { say } from './say.ts';
import { Shelf, type LibraryChange } from './shelf.ts';
import { TileThumbnails } from './thumbnails.ts';

/** Free disk space below which a run is refused before anything is spent, bytes a picture. */
const spacePerPicture = 32 * 1024 * 1024;

/** What was made: one folder a run, with a small file and the pictures beside it. */
export class Library {
  readonly root: string;
  readonly #options: LibraryOptions;
  readonly #shelf: Shelf;
  readonly #own: OwnRuns;
  readonly #neighbours: Neighbours;
  readonly #thumbnails: TileThumbnails;
  readonly #loose = new LooseFiles(id => this.folderOf(id));
  /** Runs of this window that have a folder and have not begun. */
  readonly #preparing = new Set<string>();
  #opened: Promise<readonly string[]> | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.root = options.root;
    const owner = options.owner ?? { pid: process.pid, session: randomUUID() };
    const folderOf = (id: string): string => this.folderOf(id);
    this.#thumbnails = new TileThumbnails(options.root, options.drawThumbnail ?? (async () => undefined));
    this.#own = new OwnRuns({ owner, folderOf, onWritten: id => this.#neighbours.tell(id) });
    this.#shelf = new Shelf({
      readRun: id => readRun(folderOf(id), { owner, probeFile: options.probeFile }),
      readMarks: (id, known) => readMarks(folderOf(id), known),
      isOwn: id => this.#own.has(id) || this.#preparing.has(id),
      onEmpty: id => void this.#discard(id).catch((error: unknown) => this.#failed(id, error)),
      onDamaged: (id, error) => this.#failed(id, error),
    });
    this.#neighbours = new Neighbours({
      root: options.root,
      tag: owner.session.slice(0, 8),
      beatMs: options.beatMs ?? heartbeatMs,
      watching: options.watching ?? true,
      known: () => this.#known(),
      foreign: () => this.#known().filter(id => this.runsElsewhere(id)),
      look: ids => this.#shelf.look(ids),
      touch: () => this.#own.touch(),
      onProblem: error => options.onDamaged(options.root, error),
    });
  }

  /**
   * Every readable run, newest first, a page at a time; what changes meanwhile is told to listeners. The disk is read
   * once, whoever asks; between pages others get their turn.
   */
  async *load({ first = 30, following = 250 }: LoadOptions = {}): AsyncGenerator<Page> {
    const ids = await this.#ids();
    if (ids.length === 0) yield { runs: [], more: false };
    for (let at = 0, size = first; at < ids.length; at += size, size = following) {
      yield { runs: await this.#read(ids.slice(at, at + size)), more: at + size < ids.length };
      await setImmediate();
    }
  }

  /** Every readable run, newest first; reads the disk once. */
  async runs(): Promise<readonly Run[]> {
    return this.#read(await this.#ids());
  }

  /** Entries that cannot be read, once the runs have been. */
  damaged(): readonly DamagedEntry[] {
    return this.#shelf.damaged();
  }

  get(runId: string): Run | undefined {
    return this.#shelf.get(runId);
  }

  /** Whether another window that lives is at work on a run. */
  runsElsewhere(runId: string): boolean {
    return this.#shelf.get(runId)?.state === 'running' && !this.#own.has(runId);
  }

  /** Absolute path of the folder that holds a run's pictures. */
  folderOf(runId: string): string {
    return join(this.root, runId);
  }

  /** Makes the folder of a run before anything is spent on it. @throws ImageError `disk`: no room or no right */
  async prepare(runId: string, pictures: number): Promise<string> {
    const folder = this.folderOf(runId);
    this.#preparing.add(runId);
    try {
      await makeFolder(folder, pictures * spacePerPicture);
    } catch (error) {
      throw diskError(error);
    }
    return folder;
  }

  /** Puts a new run on disk. @throws ImageError `disk` */
  async start(run: Run): Promise<void> {
    try {
      this.#shelf.put(run);
      await this.#own.put(run);
      this.#preparing.delete(run.id);
    } catch (error) {
      this.#own.forget(run.id);
      this.#shelf.forget(run.id);
      throw diskError(error);
    }
    this.#shelf.emit({ run });
  }

  /** Removes the folder of a run that never started; nothing was spent on it. */
  async abandon(runId: string): Promise<void> {
    if (!this.#shelf.get(runId)) await rm(this.folderOf(runId), { recursive: true, force: true });
    this.#preparing.delete(runId);
  }

  /** Changes a run: shown at once, written soon; a failed write is told, not thrown. The same run back: no change. */
  change(runId: string, change: (run: Run) => Run): void {
    const before = this.#shelf.get(runId);
    if (!before) return;
    const run = change(before);
    if (run === before) return;
    this.#shelf.put(run);
    this.#own.put(run).catch((error: unknown) => this.#failed(run.id, error));
    this.#shelf.emit({ run });
  }

  /** Remembers where a picture was saved. @throws ImageError `disk` */
  markSaved(runId: string, tileId: string, saved: SavedPlace): Promise<void> {
    return this.#say(runId, [tileId], { saved });
  }

  /**
   * Keeps the old bytes of a file that is about to be replaced, on disk before this settles.
   * @returns name of the file inside the run's folder @throws ImageError `disk`
   */
  async keepReplaced(runId: string, bytes: Uint8Array, extension: string): Promise<string> {
    try {
      return await keepBytes(this.folderOf(runId), replacedKind, bytes, extension);
    } catch (error) {
      throw diskError(error);
    }
  }

  /** The same for files that no picture of a run took the place of. @returns name of the file in `asideFolder` */
  async keepAside(bytes: Uint8Array, extension: string): Promise<string> {
    try {
      await mkdir(this.asideFolder, { recursive: true });
      return await keepBytes(this.asideFolder, replacedKind, bytes, extension);
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Absolute path. */
  get asideFolder(): string {
    return this.folderOf(`.${replacedKind}`);
  }

  /** Remembers that a picture took the place of a file. @throws ImageError `disk` */
  markReplaced(runId: string, tileId: string, replaced: Omit<Replacement, 'at' | 'undone'>): Promise<void> {
    return this.#say(runId, [tileId], { replaced });
  }

  /** Remembers that old bytes are back in their place. @throws ImageError `disk` */
  markRestored(runId: string, tileId: string, file: string): Promise<void> {
    return this.#say(runId, [tileId], { restored: file });
  }

  /** What the user thinks of pictures, of any window's run; the later word wins. @throws ImageError `disk` */
  mark(
    runId: string,
    tileIds: readonly string[],
    said: { readonly verdict: Verdict | 'none' } | { readonly discarded: boolean },
  ): Promise<void> {
    return this.#say(runId, tileIds, said);
  }

  /**
   * Deletes pictures of a run, or all of it with its folder; also a damaged entry. What another window has deleted
   * already counts as removed. @throws ImageError `disk`: bytes that could not be deleted; what is left still shows
   */
  async remove(runId: string, tileIds?: readonly string[]): Promise<Removal> {
    if (!isRunId(runId)) return 'removed';
    await this.#shelf.look([runId]);
    if (this.#own.isRunning(runId) || this.#preparing.has(runId)) return 'running';
    if (this.runsElsewhere(runId)) return 'runningElsewhere';
    const run = this.#shelf.get(runId);
    const doomed = run?.tiles.filter(({ id }) => !tileIds || tileIds.includes(id)) ?? [];
    try {
      if (!tileIds || (run && doomed.length === run.tiles.length)) await this.#discard(runId);
      else if (doomed.length > 0) {
        await removePictures(this.folderOf(runId), doomed);
        const files = doomed.flatMap(filesOf);
        await this.#thumbnails.remove(runId, files);
        // Said last: bytes that could not be deleted still have a tile that shows them.
        await this.#say(
          runId,
          doomed.map(({ id }) => id),
          { deleted: true },
        );
      }
    } catch (error) {
      throw diskError(error);
    }
    return 'removed';
  }

  /** What the library takes, by its records and the files that are in none; reads them first when nobody has yet. */
  async usage(): Promise<LibraryUsage> {
    const runs = await this.runs();
    // Those of runs that another window deleted before this one opened count for nothing.
    await this.#thumbnails.sweep(id => this.#shelf.get(id) !== undefined);
    const loose = await this.#loose.bytes(runs, this.asideFolder);
    return usageOf(runs, (await this.#thumbnails.bytes()) + loose);
  }

  /** Absolute path. */
  get thumbnailFolder(): string {
    return this.#thumbnails.folder;
  }

  /** Name of a picture's thumbnail in that folder; undefined when none is known. The file may be gone. */
  thumbnailOf(runId: string, file: string): string | undefined {
    return this.#thumbnails.nameOf(runId, file);
  }

  /** Has a thumbnail drawn when its turn comes, where one is worth while; listeners hear of the run then. */
  async requestThumbnail(runId: string, file: string): Promise<void> {
    try {
      const run = await this.#thumbnails.requestOf(() => this.#shelf.get(runId), file, this.folderOf(runId));
      if (run) this.#shelf.emit({ run });
    } catch (error) {
      this.#failed(runId, error);
    }
  }

  /** Settles when all that was put is on disk and the other windows have been told of it. */
  async flush(): Promise<void> {
    await this.#own.flush();
    await this.#neighbours.told();
  }

  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    return this.#shelf.onDidChange(listener);
  }

  dispose(): void {
    this.#neighbours.dispose();
    this.#shelf.dispose();
  }

  #known(): readonly string[] {
    return [...this.#shelf.all(), ...this.#shelf.damaged()].map(({ id }) => id);
  }

  /** Ids of all runs that were there at first and that came since, newest first. */
  async #ids(): Promise<readonly string[]> {
    const listed = await (this.#opened ??= this.#open().catch((error: unknown) => {
      // What could not be opened may be openable the next time.
      this.#opened = undefined;
      throw error;
    }));
    return [...new Set([...listed, ...this.#known()])].toSorted().toReversed();
  }

  async #open(): Promise<readonly string[]> {
    const [ids] = await Promise.all([this.#neighbours.listen(), this.#thumbnails.load()]);
    return ids;
  }

  async #read(ids: readonly string[]): Promise<readonly Run[]> {
    await Promise.all(ids.map(id => this.#shelf.read(id)));
    const runs = ids.flatMap(id => this.#shelf.get(id) ?? []);
    return runs.toSorted((a, b) => b.startedAt - a.startedAt);
  }

  #say(runId: string, tiles: readonly string[], said: Said): Promise<void> {
    const tell = (): void => this.#neighbours.tell(runId);
    return say({ shelf: this.#shelf, folder: this.folderOf(runId), tell }, runId, tiles, said);
  }

  /** Removes all of a run. @throws Node's error */
  async #discard(runId: string): Promise<void> {
    await removeFolder(this.root, runId);
    await this.#thumbnails.remove(runId);
    this.#shelf.drop(runId);
    this.#neighbours.tell(runId);
  }

  #failed(runId: string, error: unknown): void {
    this.#options.onDamaged(this.folderOf(runId), error);
  }
}
