import ignore, { type Ignore } from 'ignore';
import { dialectOfFile } from './dialects.ts';
import { KnownFiles } from './knownFiles.ts';
import { missingImages, type MissingImage } from './missing.ts';
import { longestSource, Pace } from './pace.ts';
import { joined } from './paths.ts';
import { detectProject, type Project, type ProjectFiles } from './project.ts';

/** Files read at once. */
const readAhead = 8;

/** Folders that hold no sources, whatever is ignored. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn']);

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

/** What came of it. */
export interface ScanResult {
  readonly files: number;
  readonly missing: number;
  readonly cancelled: boolean;
}

/** Looks for missing pictures in all sources of a workspace folder, a little at a time. */
export async function scanWorkspace(files: ProjectFiles, options: ScanOptions): Promise<ScanResult> {
  const { signal } = options;
  const isCancelled = (): boolean => signal?.aborted === true;
  const pace = new Pace();
  const known = new KnownFiles(files);
  const listed = {
    read: files.read.bind(files),
    exists: known.exists.bind(known),
    list: known.list.bind(known),
  };
  const project = options.project ?? (await detectProject(listed));
  const { isPlaceholder = async () => false } = options;
  const real = {
    exists: async (path: string) => (await known.exists(path)) && !(await isPlaceholder(path)),
  };
  let looked = 0;
  let found = 0;
  for await (const paths of batches(sourcesOf(files, known, options, pace), readAhead)) {
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

interface Rules {
  /** The folder of the .gitignore. */
  readonly folder: string;
  readonly ignore: Ignore;
}

/** The sources below a folder that nothing excludes. */
async function* sourcesOf(
  files: ProjectFiles,
  known: KnownFiles,
  { isExcluded = () => false, signal }: ScanOptions,
  pace: Pace,
): AsyncGenerator<string, void, undefined> {
  const waiting: { readonly folder: string; readonly rules: readonly Rules[] }[] = [
    { folder: '', rules: [] },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (signal?.aborted === true) return;
    const { folder } = next;
    const entries = await known.list(folder);
    await pace.rest();
    const own = entries.some(({ name }) => name === '.gitignore') ? await rulesOf(folder, files) : [];
    const rules = [...next.rules, ...own];
    for (const { name, kind } of entries) {
      const path = joined(folder, name);
      if (path === undefined || path === '' || skipped.has(name)) continue;
      if (kind === 'link' || (kind === 'file' && !isSource(path))) continue;
      if (isExcluded(path) || isIgnored(path, kind === 'folder', rules)) continue;
      if (kind === 'folder') waiting.push({ folder: path, rules });
      else yield path;
    }
  }
}

/** Minified files were made from others. */
function isSource(path: string): boolean {
  return dialectOfFile(path) !== undefined && !/\.min\.\w+$/i.test(path);
}

async function rulesOf(folder: string, files: ProjectFiles): Promise<readonly Rules[]> {
  const text = await files.read(joined(folder, '.gitignore') ?? '', longestSource);
  return text === undefined ? [] : [{ folder, ignore: ignore().add(text) }];
}

/** The nearest file that says something decides, as git has it. */
function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, ignore: own } of rules.toReversed()) {
    const below = folder === '' ? path : path.slice(folder.length + 1);
    const { ignored, unignored } = own.test(isFolder ? `${below}/` : below);
    if (ignored || unignored) return ignored;
  }
  return false;
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
