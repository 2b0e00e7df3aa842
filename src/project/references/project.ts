import * as v from 'valibot';
import { kinds, type Framework, type Kind } from './frameworks.ts';
import { jsonOf } from './jsonText.ts';
import { joined } from './paths.ts';
import type { PictureIndex } from './pictures.ts';

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

/** One package or site in a workspace folder. */
export interface Site {
  /** Workspace-relative; `''` for the workspace folder. */
  readonly root: string;
  readonly framework: Framework;
  /** Folders that `/x.png` is served from, the likeliest first; workspace-relative. */
  readonly publicFolders: readonly string[];
  readonly aliases: readonly Alias[];
}

/** All sites of a workspace folder, the deepest first. */
export interface Project {
  readonly sites: readonly Site[];
}

/** What `detectSite` looks at. */
export interface SiteFacts {
  readonly root: string;
  /** Names of files and folders in the root. */
  readonly names: readonly string[];
  /** Names of all dependencies. */
  readonly dependencies: readonly string[];
  /** Texts of tsconfig.json, jsconfig.json and what they lead to, the strongest first. */
  readonly configs: readonly string[];
}

/** Where plain sites keep what they serve, beside their root. */
const plainFolders = ['public', 'static', 'www'] as const;

/** What a folder is, by its names and its package.json. */
export function detectSite({ root, names, dependencies, configs }: SiteFacts): Site {
  const kind = kinds.find(
    ({ packages, files }) =>
      packages.some(name => dependencies.includes(name)) ||
      files.some(start => names.some(name => name.startsWith(start))),
  );
  const folders = kind?.publicFolders ?? ['', ...plainFolders.filter(name => names.includes(name))];
  const own = configs.flatMap(config => aliasesOf(config, root));
  const brought = Object.entries(broughtBy(kind, names)).map(([prefix, folder]): Alias => ({
    prefix,
    folder: joined(root, folder) ?? root,
  }));
  return {
    root,
    framework: kind?.framework ?? 'plain',
    publicFolders: folders.map(folder => joined(root, folder) ?? root),
    // The first that fits wins.
    aliases: [...own, ...brought],
  };
}

/** Since its fourth version, Nuxt keeps its sources in `app`. */
function broughtBy(kind: Kind | undefined, names: readonly string[]): Readonly<Record<string, string>> {
  const aliases = kind?.aliases ?? {};
  const inApp = kind?.framework === 'nuxt' && names.includes('app');
  return inApp ? { ...aliases, '~/': 'app', '@/': 'app' } : aliases;
}

const configSchema = v.object({
  compilerOptions: v.object({
    baseUrl: v.optional(v.string()),
    paths: v.optional(v.record(v.string(), v.array(v.string()))),
  }),
});

/** Of `paths`, those that put one folder in the place of a beginning. */
function aliasesOf(config: string, root: string): readonly Alias[] {
  const { success, output } = v.safeParse(configSchema, jsonOf(config));
  if (!success) return [];
  const { baseUrl = '.', paths = {} } = output.compilerOptions;
  return Object.entries(paths).flatMap(([name, [target]]): Alias[] => {
    if (!name.endsWith('/*') || !target?.endsWith('/*') || name.includes('*/')) return [];
    const folder = joined(root, baseUrl, target.slice(0, -2));
    return folder === undefined ? [] : [{ prefix: name.slice(0, -1), folder }];
  });
}

const packageSchema = v.object({
  dependencies: v.optional(v.record(v.string(), v.unknown()), {}),
  devDependencies: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** Folders without sites of their own. */
const skipped = /^(node_modules|dist|build|out|coverage|vendor|target)$|^\./;

/** How deep sites are looked for: `apps/web/package.json` is two. */
const maxDepth = 3;

/** No more folders than this are looked into. */
const maxFolders = 400;

/** Looks once at a workspace folder: its sites, at its root and in the folders of a monorepo. */
export async function detectProject(files: SiteFiles, signal?: AbortSignal): Promise<Project> {
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

function isSite(names: readonly string[]): boolean {
  if (names.includes('package.json')) return true;
  return kinds.some(({ files }) => files.some(start => names.some(name => name.startsWith(start))));
}

async function factsOf(root: string, names: readonly string[], files: SiteFiles): Promise<SiteFacts> {
  const manifest = names.includes('package.json') ? await files.read(joined(root, 'package.json') ?? '') : '';
  const { success, output } = v.safeParse(packageSchema, jsonOf(manifest ?? ''));
  const configNames = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];
  const configs = await Promise.all(
    configNames.filter(name => names.includes(name)).map(name => files.read(joined(root, name) ?? '')),
  );
  return {
    root,
    names,
    dependencies: success ? Object.keys({ ...output.dependencies, ...output.devDependencies }) : [],
    configs: configs.filter(text => text !== undefined),
  };
}

/** The site that a file belongs to: the deepest whose root it is in. */
export function siteOf(project: Project, file: string): Site {
  const found = project.sites.find(({ root }) => root === '' || file.startsWith(`${root}/`));
  return found ?? { root: '', framework: 'plain', publicFolders: [''], aliases: [] };
}
