import { watch, type FSWatcher, type Stats } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, ifThere } from './disk.ts';
import { LatestWriter } from './writer.ts';

const names = { journal: 'journal', old: 'journal.old' } as const;

/** Beyond this a new journal is begun, bytes. */
const rotateAt = 64 * 1024;

/** Events of one change come in twos and threads, ms. */
const settleMs = 20;

/** What a journal works with. */
export interface JournalOptions {
  readonly root: string;
  /** Of this window: its own hints are not heard. */
  readonly tag: string;
  /** Runs to look at again; `all` when hints may have been lost. */
  readonly onHints: (ids: readonly string[] | 'all') => void;
}

/**
 * Hints between windows: one line a change, appended by any of them, that says which run to look at again. Never
 * trusted and never needed: a hint that is lost is made up for by the heartbeat.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #reader = new LatestWriter<undefined>(() => this.#read());
  /** Which file was read, and how far. */
  #place: { readonly file: string | undefined; readonly offset: number } = { file: undefined, offset: 0 };
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Hears hints from now on. Without `watching` only when `read` is called. */
  async open(watching: boolean): Promise<void> {
    const found = await this.#stat(names.journal);
    this.#place = { file: found && identity(found), offset: found?.size ?? 0 };
    if (watching) this.#watch();
  }

  /** Tells the other windows that something about a run changed. @throws Node's error */
  async tell(runId: string): Promise<void> {
    const file = await open(join(this.#options.root, names.journal), 'a');
    try {
      await file.appendFile(`${runId} ${this.#options.tag}\n`);
      const [written, present] = [await file.stat(), await this.#stat(names.journal)];
      if (present && identity(present) === identity(written)) return;
    } finally {
      await file.close();
    }
    // A new journal was begun meanwhile: who has moved on to it would not hear this.
    await this.tell(runId);
  }

  /** Reads what is new. @throws Node's error */
  read(): Promise<void> {
    return this.#reader.put(undefined);
  }

  /** Begins a new journal when this one is long. */
  async rotate(): Promise<void> {
    const found = await this.#stat(names.journal);
    const { root } = this.#options;
    if (found && found.size > rotateAt)
      await ifThere(rename(join(root, names.journal), join(root, names.old)));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #watch(): void {
    try {
      this.#watcher = watch(this.#options.root, { persistent: false }, (event, name) => {
        const isRun = event === 'rename' && name !== null && isRunId(name);
        if (isRun) this.#options.onHints([name]);
        else this.#soon();
      });
      this.#watcher.on('error', () => this.close());
    } catch {
      // Some file systems and some limits allow no watching: the heartbeat reads the journal too.
      this.#watcher = undefined;
    }
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.read().catch(() => this.#options.onHints('all'));
    }, settleMs).unref();
  }

  async #read(): Promise<void> {
    const found = await this.#stat(names.journal);
    if (!found) return;
    const file = identity(found);
    const { file: before, offset } = this.#place;
    if (before !== undefined && before !== file) await this.#moveOn(before, offset, file);
    else if (found.size < offset) this.#lost(file, found.size);
    else await this.#hear(names.journal, file, offset);
  }

  /** The rest of the journal before, then this one from its start. */
  async #moveOn(before: string, offset: number, file: string): Promise<void> {
    const old = await this.#stat(names.old);
    if (!old || identity(old) !== before) return this.#lost(file, 0);
    if (await this.#hear(names.old, before, offset)) await this.#hear(names.journal, file, 0);
  }

  #lost(file: string, offset: number): void {
    this.#place = { file, offset };
    this.#options.onHints('all');
  }

  /** @returns whether that file still had the name; else nothing was heard, and the next look finds where it went */
  async #hear(name: string, file: string, offset: number): Promise<boolean> {
    const text = await this.#textFrom(name, file, offset);
    if (text === undefined) return false;
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    this.#place = { file, offset: offset + Buffer.byteLength(whole, 'latin1') };
    const lines = whole.split('\n').map(line => line.split(' '));
    const ids = lines.flatMap(([id, tag]) => (id && isRunId(id) && tag !== this.#options.tag ? [id] : []));
    if (ids.length > 0) this.#options.onHints([...new Set(ids)]);
    return true;
  }

  async #textFrom(name: string, file: string, offset: number): Promise<string | undefined> {
    const handle = await there(open(join(this.#options.root, name), 'r'));
    if (!handle) return undefined;
    try {
      const stats = await handle.stat();
      if (identity(stats) !== file) return undefined;
      const buffer = Buffer.alloc(Math.max(0, stats.size - offset));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  #stat(name: string): Promise<Stats | undefined> {
    return there(stat(join(this.#options.root, name)));
  }
}

/** Whether a name can be that of a run's folder. */
export function isRunId(name: string): boolean {
  return /^\w[\w.-]*$/.test(name) && !name.startsWith(names.journal);
}

/** A file by what stays when it is renamed; an inode alone is given to the next file. */
function identity({ ino, birthtimeMs }: Stats): string {
  return `${ino}:${birthtimeMs}`;
}

/** What another window may have renamed meanwhile. */
async function there<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
