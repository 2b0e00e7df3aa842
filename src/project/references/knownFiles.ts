import { joined, parentOf } from './paths.ts';
import type { ProjectEntry, ProjectFiles } from './project.ts';

/** What is asked of the files themselves. */
type Asked = Pick<ProjectFiles, 'exists' | 'list'>;

/**
 * Whether files are there, by what the folders list, each of which is listed once: for a scan, which asks for many.
 * What a listing cannot say is asked one by one: what is behind a link, and names that differ by their letters' case.
 */
export class KnownFiles {
  readonly #files: Asked;
  readonly #folders = new Map<string, Promise<Folder>>();

  constructor(files: Asked) {
    this.#files = files;
  }

  async exists(path: string): Promise<boolean> {
    const found = await this.#entry(path);
    return found === 'unknown' ? this.#files.exists(path) : found?.kind === 'file';
  }

  /** What is in a folder, listed at most once. */
  async list(folder: string): Promise<readonly ProjectEntry[]> {
    return (await this.#folder(folder)).entries;
  }

  async #entry(path: string): Promise<ProjectEntry | undefined | 'unknown'> {
    const parent = parentOf(path);
    if (parent !== '') {
      const above = await this.#entry(parent);
      if (above === 'unknown' || above?.kind !== 'folder') return above === undefined ? undefined : 'unknown';
    }
    const { byName, lower } = await this.#folder(parent);
    const name = path.slice(parent === '' ? 0 : parent.length + 1);
    const entry = byName.get(name);
    if (entry?.kind === 'link' || (!entry && lower.has(name.toLowerCase()))) return 'unknown';
    return entry;
  }

  #folder(folder: string): Promise<Folder> {
    const known = this.#folders.get(folder) ?? this.#look(folder);
    this.#folders.set(folder, known);
    return known;
  }

  async #look(folder: string): Promise<Folder> {
    const entries = await this.#files.list(joined(folder) ?? '');
    return {
      entries,
      byName: new Map(entries.map(entry => [entry.name, entry])),
      lower: new Set(entries.map(({ name }) => name.toLowerCase())),
    };
  }
}

interface Folder {
  readonly entries: readonly ProjectEntry[];
  readonly byName: ReadonlyMap<string, ProjectEntry>;
  readonly lower: ReadonlySet<string>;
}
