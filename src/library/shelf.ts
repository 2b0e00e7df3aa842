import pLimit from 'p-limit';
import type { DamagedEntry, Run } from '../images/run.ts';
import { errorCode } from './disk.ts';
import { isAsGone, withMarks, type Mark } from './marks.ts';
import { NewerFile } from './runFile.ts';

/** A run that changed, one that went away, or an entry that turned out to be damaged. */
export type LibraryChange =
  { readonly run: Run } | { readonly removed: string } | { readonly damaged: DamagedEntry };

type Marks = ReadonlyMap<string, Mark>;

/** What the shelf needs of the disk and of its window. */
export interface ShelfOptions {
  /** A run without its marks. @throws when it cannot be read */
  readonly readRun: (id: string) => Promise<Run | 'absent' | 'preparing'>;
  readonly readMarks: (id: string, known: Marks) => Promise<Marks>;
  /** Whether this window writes the run: what it has in memory is newer than the disk. */
  readonly isOwn: (id: string) => boolean;
  /** All pictures of a run were deleted, by several windows perhaps: its folder is of no more use. */
  readonly onEmpty: (id: string) => void;
  readonly onDamaged: (id: string, error: unknown) => void;
}

/** Files that are read at once; Node has four threads for it. */
const parallelReads = 8;

/** The runs as this window knows them: read once, looked at again when somebody says so, marks folded in. */
export class Shelf {
  readonly #options: ShelfOptions;
  readonly #runs = new Map<string, Run>();
  readonly #marks = new Map<string, Marks>();
  readonly #damaged = new Map<string, DamagedEntry>();
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #reads = new Map<string, Promise<void>>();
  readonly #due = new Set<string>();
  readonly #limit = pLimit(parallelReads);
  #looking: Promise<void> | undefined;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  get(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  all(): readonly Run[] {
    return [...this.#runs.values()];
  }

  damaged(): readonly DamagedEntry[] {
    return [...this.#damaged.values()];
  }

  /** Puts a run of this window in, or a newer state of it. */
  put(run: Run): void {
    this.#runs.set(run.id, run);
  }

  /** @returns whether it was there */
  forget(id: string): boolean {
    this.#marks.delete(id);
    const wasRun = this.#runs.delete(id);
    return this.#damaged.delete(id) || wasRun;
  }

  /** Takes a run or a damaged entry out, and tells. */
  drop(id: string): void {
    if (this.forget(id)) this.emit({ removed: id });
  }

  /** When something was last said about a run, epoch ms; 0: never. */
  lastSaid(id: string): number {
    return [...this.#marksOf(id).values()].reduce((latest, { at }) => Math.max(latest, at), 0);
  }

  /** Shows a mark; undefined takes back one that could not be written. */
  mark(id: string, name: string, mark: Mark | undefined): void {
    const marks = new Map(this.#marksOf(id));
    if (mark) marks.set(name, mark);
    else marks.delete(name);
    this.#marks.set(id, marks);
    const run = this.#runs.get(id);
    if (run) this.#show(withMarks(run, marks));
  }

  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  emit(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Forgets who listens. */
  dispose(): void {
    this.#listeners.clear();
  }

  /** Reads a run that is not known yet, once, and tells nobody. */
  read(id: string): Promise<void> {
    const known = this.#reads.get(id);
    if (known) return known;
    const reading = this.#limit(() => this.#read(id));
    this.#reads.set(id, reading);
    return reading;
  }

  /** Looks at runs again and tells what is different; settles when that is over. */
  look(ids: readonly string[]): Promise<void> {
    ids.forEach(id => this.#due.add(id));
    if (this.#due.size === 0) return Promise.resolve();
    return (this.#looking ??= this.#lookAtDue());
  }

  #marksOf(id: string): Marks {
    return this.#marks.get(id) ?? new Map();
  }

  async #read(id: string): Promise<void> {
    if (this.#runs.has(id)) return;
    const found = await this.#find(id);
    if (this.#runs.has(id) || typeof found === 'string') return;
    if ('reason' in found) this.#damaged.set(id, found);
    else this.#runs.set(id, found);
  }

  async #lookAtDue(): Promise<void> {
    try {
      while (this.#due.size > 0) {
        const ids = [...this.#due];
        this.#due.clear();
        await Promise.all(ids.map(id => this.#limit(() => this.#lookAt(id))));
      }
    } finally {
      // At once, not a turn later: what is due from then on needs somebody to look.
      this.#looking = undefined;
    }
  }

  async #lookAt(id: string): Promise<void> {
    if (this.#options.isOwn(id)) return this.#lookAtMarks(id);
    const before = this.#runs.get(id);
    const found = await this.#find(id);
    // Something was done to it here meanwhile: what was read may be older.
    if (this.#runs.get(id) !== before) this.#due.add(id);
    else if (found === 'absent') this.drop(id);
    else if (typeof found === 'object') this.#take(id, found);
  }

  async #lookAtMarks(id: string): Promise<void> {
    await this.#readMarks(id);
    const run = this.#runs.get(id);
    if (run) this.#show(withMarks(run, this.#marksOf(id)));
  }

  #take(id: string, found: Run | DamagedEntry): void {
    if ('reason' in found) {
      if (this.#damaged.has(id)) return;
      this.drop(id);
      this.#damaged.set(id, found);
      return this.emit({ damaged: found });
    }
    this.#damaged.delete(id);
    this.#show(found);
  }

  /** Tells of a run only when something about it is different. */
  #show(run: Run): void {
    if (isAsGone(run, this.#marksOf(run.id))) {
      this.drop(run.id);
      return this.#options.onEmpty(run.id);
    }
    const same = JSON.stringify(run) === JSON.stringify(this.#runs.get(run.id));
    this.#runs.set(run.id, run);
    if (!same) this.emit({ run });
  }

  /** `unknown`: the disk did not answer this time, and what is known stays. */
  async #find(id: string): Promise<Run | DamagedEntry | 'absent' | 'preparing' | 'unknown'> {
    try {
      const run = await this.#options.readRun(id);
      if (typeof run === 'string') return run;
      const marks = await this.#readMarks(id);
      const folded = withMarks(run, marks);
      if (!isAsGone(folded, marks)) return folded;
      this.#options.onEmpty(id);
      return 'absent';
    } catch (error) {
      if (this.#runs.has(id) && errorCode(error) !== undefined && errorCode(error) !== 'ENOENT')
        return 'unknown';
      if (!this.#damaged.has(id)) this.#options.onDamaged(id, error);
      return damagedEntry(id, error);
    }
  }

  /** Marks that were said here meanwhile are not lost by what the disk says. */
  async #readMarks(id: string): Promise<Marks> {
    const read = await this.#options.readMarks(id, this.#marksOf(id));
    const marks = new Map([...read, ...this.#marksOf(id)]);
    if (marks.size > 0) this.#marks.set(id, marks);
    return marks;
  }
}

function damagedEntry(id: string, error: unknown): DamagedEntry {
  const startedAt = timeOf(id);
  const reason = error instanceof NewerFile ? 'newer' : 'unreadable';
  return { id, reason, ...(startedAt === undefined ? {} : { startedAt }) };
}

/** Ids begin with the time of their run, `20260131T235959`. */
function timeOf(id: string): number | undefined {
  const [, date, hours, minutes, seconds] = /^(\d{8})T(\d\d)(\d\d)(\d\d)/.exec(id) ?? [];
  if (date === undefined) return undefined;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const time = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(time) ? undefined : time;
}
