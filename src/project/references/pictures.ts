import { imageExtensionOf } from './filePath.ts';
import { Pace } from './pace.ts';
import type { ProjectFiles } from './project.ts';
import { filesBelow, ignoredBy } from './walk.ts';

/** The pictures of a workspace folder, found again by the ends of their paths. */
export class PictureIndex {
  readonly #byName: ReadonlyMap<string, readonly string[]>;
  readonly #isIgnored: (path: string) => Promise<boolean>;

  /**
   * @param paths workspace-relative, with `/`; what are no pictures is left out
   * @param isIgnored asked of those that are found
   */
  constructor(paths: readonly string[], isIgnored: (path: string) => Promise<boolean> = async () => false) {
    const pictures = paths.filter(path => imageExtensionOf(path) !== undefined);
    this.#byName = Map.groupBy(pictures, nameOf);
    this.#isIgnored = isIgnored;
  }

  /** Whether a path is among them; git is not asked. */
  has(path: string): boolean {
    return this.#byName.get(nameOf(path))?.includes(path) === true;
  }

  /** The pictures whose paths end with these names of folders and file; letters count, not how they are composed. */
  async endingWith(tail: string): Promise<readonly string[]> {
    const end = `/${tail}`.normalize();
    const named = this.#byName.get(nameOf(tail)) ?? [];
    const found = named.filter(path => `/${path}`.normalize().endsWith(end));
    const ignored = await Promise.all(found.map(path => this.#isIgnored(path)));
    return found.filter((_, at) => ignored[at] === false);
  }
}

/** All that git does not ignore, without those of packages. */
export async function picturesBelow(
  files: Pick<ProjectFiles, 'list' | 'read'>,
  signal?: AbortSignal,
): Promise<PictureIndex> {
  const paths: string[] = [];
  for await (const path of filesBelow(files, { pace: new Pace(), signal }))
    if (imageExtensionOf(path) !== undefined) paths.push(path);
  return new PictureIndex(paths);
}

/** The same of paths that a search has found, which knows nothing of git. */
export function picturesAmong(paths: readonly string[], files: Pick<ProjectFiles, 'read'>): PictureIndex {
  return new PictureIndex(paths, ignoredBy(files));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).normalize();
}
