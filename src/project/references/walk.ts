import ignore, { type Ignore } from 'ignore';
import { longestSource, type Pace } from './pace.ts';
import { joined } from './paths.ts';
import type { ProjectFiles } from './project.ts';

/** Folders that hold no sources, whatever is ignored. */
const skipped = new Set(['node_modules', '.git', '.hg', '.svn']);

/** What one .gitignore says. */
interface Rules {
  /** The folder of the .gitignore. */
  readonly folder: string;
  readonly ignore: Ignore;
}

/** How a workspace folder is walked through. */
export interface WalkOptions {
  /** Neither told nor entered. */
  readonly isExcluded?: (path: string) => boolean;
  readonly pace: Pace;
  readonly signal?: AbortSignal | undefined;
}

/** The paths of all files that git does not ignore, without packages and links. */
export async function* filesBelow(
  files: Pick<ProjectFiles, 'list' | 'read'>,
  { isExcluded = () => false, pace, signal }: WalkOptions,
): AsyncGenerator<string, void, undefined> {
  const waiting: { readonly folder: string; readonly rules: readonly Rules[] }[] = [
    { folder: '', rules: [] },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (signal?.aborted === true) return;
    const { folder } = next;
    const entries = await files.list(folder);
    await pace.rest();
    const own = entries.some(({ name }) => name === '.gitignore') ? await rulesOf(folder, files) : [];
    const rules = [...next.rules, ...own];
    for (const { name, kind } of entries) {
      const path = joined(folder, name);
      if (path === undefined || path === '' || skipped.has(name) || kind === 'link') continue;
      if (isExcluded(path) || isIgnored(path, kind === 'folder', rules)) continue;
      if (kind === 'folder') waiting.push({ folder: path, rules });
      else yield path;
    }
  }
}

/** Says of single paths whether git ignores them or a folder on the way; each .gitignore is read once. */
export function ignoredBy(files: Pick<ProjectFiles, 'read'>): (path: string) => Promise<boolean> {
  const known = new Map<string, Promise<readonly Rules[]>>();
  const rulesIn = (folder: string): Promise<readonly Rules[]> => {
    const rules = known.get(folder) ?? rulesOf(folder, files);
    known.set(folder, rules);
    return rules;
  };
  return async path => {
    const parts = path.split('/');
    const rules: Rules[] = [];
    for (const at of parts.keys()) {
      rules.push(...(await rulesIn(parts.slice(0, at).join('/'))));
      if (isIgnored(parts.slice(0, at + 1).join('/'), at < parts.length - 1, rules)) return true;
    }
    return false;
  };
}

async function rulesOf(folder: string, files: Pick<ProjectFiles, 'read'>): Promise<readonly Rules[]> {
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
