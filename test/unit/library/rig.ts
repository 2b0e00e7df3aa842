import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run, Tile } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import type { LibraryOptions } from '../../../src/library/options.ts';

/** Facts of the only picture that tests know: a file with the text `png`. */
export const facts = { type: 'png', width: 4, height: 4, alpha: false } as const;

/** A tile with a picture. */
export function done(id: string, overrides: Partial<Tile> = {}): Tile {
  const picture = { ...facts, file: `${id}-0.png`, bytes: 3 };
  return { id, state: 'done', stem: `${id}-0`, picture, ...overrides };
}

/** A run under way that has no picture yet. */
export function run(id: string, overrides: Partial<Run> = {}): Run {
  return {
    id,
    kind: 'generate',
    state: 'running',
    startedAt: 1,
    prompt: 'a fox',
    sources: [],
    provider: { id: 'offline', label: 'Offline', offline: true },
    parameters: { size: '1024x1024' },
    tiles: [{ id: '1', state: 'queued' }],
    ...overrides,
  };
}

/** Puts a run into a library, with the files of its pictures. */
export async function put(library: Library, value: Run): Promise<void> {
  const folder = await library.prepare(value.id, 1);
  const files = value.tiles.flatMap(({ picture, partial }) => [picture, partial]);
  await Promise.all(files.map(async file => file && writeFile(join(folder, file.file), 'png')));
  await library.start(value);
}

/** A root and the libraries that are open on it. */
export class Rig {
  readonly root: string;
  readonly damaged: string[] = [];
  readonly #opened: Library[] = [];

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<Rig> {
    return new Rig(await mkdtemp(join(tmpdir(), 'easel-library-')));
  }

  open(options: Partial<LibraryOptions> = {}): Library {
    const library = new Library({
      root: this.root,
      probeFile: async path => ((await readFile(path, 'utf8')) === 'png' ? facts : undefined),
      onDamaged: folder => this.damaged.push(folder),
      ...options,
    });
    this.#opened.push(library);
    return library;
  }

  /** A library as another window has it: of another process, which lives. */
  openOther(session: string, options: Partial<LibraryOptions> = {}): Library {
    return this.open({ owner: { pid: process.ppid, session }, ...options });
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  /** Makes a run's file look as if another process had written it. */
  async disown(id: string, pid: number): Promise<string> {
    const file = this.path(id, 'run.json');
    const text = await readFile(file, 'utf8');
    const disowned = text
      .replace(/"pid": \d+/, `"pid": ${pid}`)
      .replace(/"session": "[^"]+"/, `"session": "x"`);
    await writeFile(file, disowned);
    return file;
  }

  async end(): Promise<void> {
    for (const library of this.#opened) {
      library.dispose();
      await library.flush();
    }
    await rm(this.root, { recursive: true, maxRetries: 5 });
  }
}
