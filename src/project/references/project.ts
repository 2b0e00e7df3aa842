import { joined } from './paths.ts';
import type { PictureIndex } from './pictures.ts';
import { detectSite, isSite, plainSite, type Site } from './site.ts';
import { factsOf } from './siteFacts.ts';

/** What is asked of the user's files; paths are relative to a workspace folder, with `/`. */
export interface ProjectFiles {
  /** A file's text; undefined when it is not there, not text, or longer than `maxBytes`. */
  read(path: string, maxBytes?: number): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
  /** What is in a folder, `''` for the workspace folder; nothing where there is none. */
  list(folder: string): Promise<readonly ProjectEntry[]>;
  /** All pictures that git does not ignore, without those of packages; asked for only where one seems to be missing. */
  pictures(): Promise<PictureIndex>;
}

/** What sites are known by. */
export type SiteFiles = Pick<ProjectFiles, 'read' | 'list'>;

/** A name in a folder. */
export interface ProjectEntry {
  readonly name: string;
  /** A link is not followed by a scan; whether it leads to a file inside, `exists` says. */
  readonly kind: 'file' | 'folder' | 'link';
}

/** `@/…` stands for `src/…`. */
export interface Alias {
  /** Up to and with the slash: `@/`. */
  readonly prefix: string;
  /** Workspace-relative, without a slash at its end. */
  readonly folder: string;
}

/** All sites of a workspace folder, the deepest first. */
export interface Project {
  readonly sites: readonly Site[];
}

/** Folders without sites of their own. */
const skipped = /^(node_modules|dist|build|out|coverage|vendor|target)$|^\./;

/** How deep sites are looked for: `apps/web/package.json` is two. */
const maxDepth = 3;

/** No more folders than this are looked into. */
const maxFolders = 400;

/** Looks once at a workspace folder: its sites, at its root and in the folders of a monorepo. */
export async function detectProject(asked: SiteFiles, signal?: AbortSignal): Promise<Project> {
  const files = rememberedOf(asked);
  const sites: Site[] = [];
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: '', depth: 0 }];
  for (let seen = 0, next = waiting.shift(); next && seen < maxFolders; seen++, next = waiting.shift()) {
    signal?.throwIfAborted();
    const { folder, depth } = next;
    const entries = await files.list(folder);
    const names = entries.map(({ name }) => name);
    if (folder === '' || isSite(names)) sites.push(detectSite(await factsOf(folder, names, files)));
    if (depth === maxDepth) continue;
    for (const { name, kind } of entries)
      if (kind === 'folder' && !skipped.test(name))
        waiting.push({ folder: joined(folder, name) ?? name, depth: depth + 1 });
  }
  return { sites: sites.toSorted((one, other) => other.root.length - one.root.length) };
}

/** Sites of one folder look at the same configurations above them. */
function rememberedOf(files: SiteFiles): SiteFiles {
  const texts = new Map<string, Promise<string | undefined>>();
  const lists = new Map<string, Promise<readonly ProjectEntry[]>>();
  return {
    read(path, maxBytes) {
      const text = texts.get(path) ?? files.read(path, maxBytes);
      texts.set(path, text);
      return text;
    },
    list(folder) {
      const entries = lists.get(folder) ?? files.list(folder);
      lists.set(folder, entries);
      return entries;
    },
  };
}

/** The site that a file belongs to: the deepest whose root it is in. */
export function siteOf(project: Project, file: string): Site {
  const found = project.sites.find(({ root }) => root === '' || file.startsWith(`${root}/`));
  return found ?? plainSite('');
}
