import { dialectOfFile } from './dialects.ts';
import { KnownFiles } from './knownFiles.ts';
import { missingImages, type MissingImage } from './missing.ts';
import { longestSource, Pace } from './pace.ts';
import { picturesBelow, type PictureIndex } from './pictures.ts';
import { detectProject, type Project, type ProjectFiles } from './project.ts';
import { filesBelow } from './walk.ts';

/** Files read at once. */
const readAhead = 8;

/** What is being looked at. */
export interface ScanProgress {
  /** Files looked at so far. */
  readonly files: number;
  readonly missing: number;
  /** Of the last of them, workspace-relative. */
  readonly path: string;
}

/** How a workspace folder is looked through. */
export interface ScanOptions {
  /** The missing pictures of one file, as soon as they are known; files without any are left out. */
  readonly onFound: (missing: readonly MissingImage[], file: string) => void;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Files and folders that the editor hides (`files.exclude`), by workspace-relative path. */
  readonly isExcluded?: (path: string) => boolean;
  /** Whether a picture that is there is wanting all the same; asked only of those that are named. */
  readonly isPlaceholder?: (path: string) => Promise<boolean>;
  /** Known already, so that it is not detected again. */
  readonly project?: Project;
  readonly signal?: AbortSignal;
}

/** Of the port, what cannot be made of the rest. */
type ScanFiles = Pick<ProjectFiles, 'read' | 'exists' | 'list'>;

/** What came of it. */
export interface ScanResult {
  readonly files: number;
  readonly missing: number;
  readonly cancelled: boolean;
}

/** Looks for missing pictures in all sources of a workspace folder, a little at a time. */
export async function scanWorkspace(files: ScanFiles, options: ScanOptions): Promise<ScanResult> {
  const { signal } = options;
  const isCancelled = (): boolean => signal?.aborted === true;
  const pace = new Pace();
  const known = new KnownFiles(files);
  const listed: ScanFiles = {
    read: files.read.bind(files),
    exists: known.exists.bind(known),
    list: known.list.bind(known),
  };
  const project = options.project ?? (await detectProject(listed));
  const { isPlaceholder = async () => false } = options;
  let pictures: Promise<PictureIndex> | undefined;
  const real = {
    exists: async (path: string) => (await known.exists(path)) && !(await isPlaceholder(path)),
    // The scan lists these folders anyway.
    pictures: () => (pictures ??= picturesBelow(listed, signal)),
  };
  let looked = 0;
  let found = 0;
  for await (const paths of batches(sourcesOf(listed, options, pace), readAhead)) {
    const texts = await Promise.all(paths.map(path => files.read(path, longestSource)));
    for (const [at, path] of paths.entries()) {
      if (isCancelled()) return { files: looked, missing: found, cancelled: true };
      const missing = await missingImages(texts[at] ?? '', path, project, real, { rest: () => pace.rest() });
      if (isCancelled()) return { files: looked, missing: found, cancelled: true };
      looked++;
      found += missing.length;
      if (missing.length > 0) options.onFound(missing, path);
      options.onProgress?.({ files: looked, missing: found, path });
      await pace.rest();
    }
  }
  return { files: looked, missing: found, cancelled: isCancelled() };
}

/** The sources that nothing excludes. */
async function* sourcesOf(
  known: ScanFiles,
  { isExcluded, signal }: ScanOptions,
  pace: Pace,
): AsyncGenerator<string, void, undefined> {
  for await (const path of filesBelow(known, { ...(isExcluded && { isExcluded }), pace, signal }))
    if (isSource(path)) yield path;
}

/** Minified files were made from others. */
function isSource(path: string): boolean {
  return dialectOfFile(path) !== undefined && !/\.min\.\w+$/i.test(path);
}

async function* batches<T>(
  items: AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[], void, undefined> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
