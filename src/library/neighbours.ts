import { mkdir, readdir } from 'node:fs/promises';
import { sweepTrash } from './disk.ts';
import { isRunId, Journal } from './journal.ts';

/** What is needed to live beside other windows. */
export interface NeighboursOptions {
  readonly root: string;
  /** Of this window. */
  readonly tag: string;
  readonly beatMs: number;
  /** False where the file system tells of no changes. */
  readonly watching: boolean;
  /** Runs this window knows of, and of those the ones another window works on. */
  readonly known: () => readonly string[];
  readonly foreign: () => readonly string[];
  /** Look at these again; some of them may be new, some gone. */
  readonly look: (ids: readonly string[]) => Promise<void>;
  /** Says that this window lives. */
  readonly touch: () => Promise<void>;
  readonly onProblem: (error: unknown) => void;
}

/** The other windows on the same library: hears what they do, by hints and by heartbeat, and tells them of this one. */
export class Neighbours {
  readonly #options: NeighboursOptions;
  readonly #journal: Journal;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #telling = new Set<Promise<void>>();
  #lastBeat = Date.now();
  #listening = false;

  constructor(options: NeighboursOptions) {
    this.#options = options;
    const { root, tag, known, look } = options;
    const onHints = (ids: readonly string[] | 'all'): void =>
      this.#report(look(ids === 'all' ? known() : ids));
    this.#journal = new Journal({ root, tag, onHints });
    this.#heartbeat = setInterval(() => this.#report(this.#beat()), options.beatMs).unref();
  }

  /** Hears of changes from now on. @returns the runs there are, newest first */
  async listen(): Promise<readonly string[]> {
    const { root, watching } = this.#options;
    await mkdir(root, { recursive: true });
    await this.#journal.open(watching);
    this.#listening = true;
    const entries = await readdir(root, { withFileTypes: true });
    const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
    await sweepTrash(root, folders);
    return folders.filter(isRunId).toSorted().toReversed();
  }

  /** Tells the others that something about a run is different now. */
  tell(runId: string): void {
    const telling = this.#journal.tell(runId).finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
    this.#report(telling);
  }

  /** Settles when the others have been told all that was to be told so far. */
  async told(): Promise<void> {
    await Promise.allSettled(this.#telling);
  }

  dispose(): void {
    clearInterval(this.#heartbeat);
    this.#journal.close();
  }

  async #beat(): Promise<void> {
    const { beatMs, foreign, look, touch } = this.#options;
    const slept = Date.now() - this.#lastBeat > beatMs * 3;
    this.#lastBeat = Date.now();
    this.#report(touch());
    if (!this.#listening) return;
    await this.#journal.read();
    await this.#journal.rotate();
    // After the machine slept every window looks dead until it has had its own beat.
    await look([...(slept ? [] : foreign()), ...(await this.#comeAndGone())]);
  }

  async #comeAndGone(): Promise<readonly string[]> {
    const there = (await readdir(this.#options.root)).filter(isRunId);
    const known = this.#options.known();
    return [...notIn(new Set(known), there), ...notIn(new Set(there), known)];
  }

  #report(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#options.onProblem(error));
  }
}

function notIn(some: ReadonlySet<string>, names: readonly string[]): readonly string[] {
  return names.filter(name => !some.has(name));
}
