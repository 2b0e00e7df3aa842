import { bundledAliases } from './aliases.ts';
import { kinds, plainFolders, servers, type Framework, type Kind } from './frameworks.ts';
import { joined } from './paths.ts';
import type { Alias } from './project.ts';
import { foldersOf, valueOf, wayOf, type Setting } from './settings.ts';
import { decoded } from './written.ts';

/** One package or site in a workspace folder. */
export interface Site {
  /** Workspace-relative; `''` for the workspace folder. */
  readonly root: string;
  readonly framework: Framework;
  /** Folders that `/x.png` is served from, the likeliest first; workspace-relative. */
  readonly publicFolders: readonly string[];
  /** Folders that it may be served from as well, by habit: looked into, and never written for. */
  readonly alsoServed: readonly string[];
  readonly aliases: readonly Alias[];
  /** What the addresses of the site begin with, such as `/docs`; `''` for nothing. */
  readonly base: string;
}

/** What `detectSite` looks at. */
export interface SiteFacts {
  readonly root: string;
  /** Names of files and folders in the root. */
  readonly names: readonly string[];
  /** Names of all dependencies. */
  readonly dependencies: readonly string[];
  /** By TypeScript's configurations, the strongest first. */
  readonly aliases: readonly Alias[];
  /** What the configurations of its tools write down. */
  readonly settings: readonly Setting[];
  /** Whether these speak of aliases at all, in whatever way. */
  readonly namesAliases: boolean;
  /** Folders that servers serve and that are there. */
  readonly served: readonly string[];
  /** Folders of themes, which bring pictures of their own. */
  readonly themes: readonly string[];
}

/** A folder of which nothing is known. */
export function plainSite(root: string): Site {
  return { root, framework: 'plain', publicFolders: [root], alsoServed: [], aliases: [], base: '' };
}

/** What a folder is, by its names, its package.json and what its configurations write down. */
export function detectSite(facts: SiteFacts): Site {
  const { root } = facts;
  const kind = kindOf(facts);
  const publicFolders = kind ? publicOf(kind, facts) : plainOf(facts);
  const also = kind ? alsoOf(kind, facts) : plainFolders;
  return {
    root,
    framework: kind?.framework ?? 'plain',
    publicFolders: below(root, publicFolders),
    alsoServed: below(root, also).filter(folder => !below(root, publicFolders).includes(folder)),
    aliases: allAliases(kind, facts),
    base: baseOf(kind, facts.settings),
  };
}

/** Whether names in a folder say that it is a site. */
export function isSite(names: readonly string[]): boolean {
  if (
    names.includes('package.json') ||
    servers.some(server => server.names.some(name => names.includes(name)))
  )
    return true;
  return kinds.some(({ files }) => files.some(start => names.some(name => name.startsWith(start))));
}

function kindOf({ names, dependencies }: SiteFacts): Kind | undefined {
  return kinds.find(
    ({ packages, files }) =>
      packages.some(name => dependencies.includes(name)) ||
      files.some(start => names.some(name => name.startsWith(start))),
  );
}

function below(root: string, folders: readonly string[]): readonly string[] {
  return [...new Set(folders.flatMap(folder => joined(root, folder) ?? []))];
}

/** Where the configuration names folders, it is those. */
function publicOf(kind: Kind, { names, settings }: SiteFacts): readonly string[] {
  const top = topOf(kind, settings);
  const named = kind.publicFolder === undefined ? [] : foldersOf(settings, kind.publicFolder);
  if (named.length > 0)
    return top === '' ? named : [...named.map(folder => joined(top, folder) ?? folder), ...named];
  // Since its 18th version, Angular has a folder for what is only copied.
  if (kind.framework === 'angular' && !names.includes('public')) return ['src', 'src/assets', 'public'];
  if (top === '') return kind.publicFolders;
  return kind.publicFolders.filter(folder => folder !== '').map(folder => joined(top, folder) ?? folder);
}

/** The folder that the site keeps all its own files in, below its root. */
function topOf({ root }: Kind, settings: readonly Setting[]): string {
  return (root === undefined ? undefined : wayOf(settings, root)) ?? '';
}

function alsoOf(kind: Kind, { settings, served, themes }: SiteFacts): readonly string[] {
  const ofThemes = themes.flatMap(theme =>
    ['static', 'assets', 'source'].map(folder => `${theme}/${folder}`),
  );
  const top = topOf(kind, settings);
  return [
    ...(top === '' ? [] : [top]),
    ...kind.publicFolders,
    ...(kind.alsoServed ?? []),
    ...ofThemes,
    ...served,
  ];
}

function plainOf({ names, served }: SiteFacts): readonly string[] {
  return [...served, '', ...plainFolders.filter(name => names.includes(name))];
}

/** The first that fits is written, so what somebody wrote down comes before what is brought or guessed. */
function allAliases(kind: Kind | undefined, facts: SiteFacts): readonly Alias[] {
  const { root, aliases, settings, namesAliases } = facts;
  const top = kind ? topOf(kind, settings) : '';
  const own = [...aliases, ...bundledAliases(settings, below(root, ['', top]))];
  const isGuess = kind?.framework === 'vite';
  const brought = isGuess && namesAliases ? {} : broughtBy(kind, facts);
  const others = Object.entries(brought)
    .filter(([prefix]) => !own.some(alias => alias.prefix === prefix))
    .map(([prefix, folder]): Alias => ({ prefix, folder: joined(root, folder) ?? root }));
  return [...own, ...others];
}

function broughtBy(
  kind: Kind | undefined,
  { names, dependencies, settings }: SiteFacts,
): Readonly<Record<string, string>> {
  const aliases = kind?.aliases ?? {};
  if (dependencies.includes('laravel-vite-plugin')) return { '@/': 'resources/js' };
  if (kind?.framework === 'sveltekit')
    return { ...aliases, '$lib/': wayOf(settings, 'kit.files.lib') ?? 'src/lib' };
  if (kind?.framework !== 'nuxt') return aliases;
  // Since its fourth version, Nuxt keeps its sources in `app`.
  const sources = wayOf(settings, 'srcDir') ?? (names.includes('app') ? 'app' : '');
  return { ...aliases, '~/': sources, '@/': sources };
}

/** Of the whole address that Hugo is given, its path; other sites keep only their pictures at such an address. */
function baseOf(kind: Kind | undefined, settings: readonly Setting[]): string {
  const value = kind?.base === undefined ? undefined : valueOf(settings, kind.base);
  const isBase = value?.startsWith('/') === true || kind?.framework === 'hugo';
  if (value === undefined || !isBase || !URL.canParse(value, 'http://x')) return '';
  return decoded(new URL(value, 'http://x').pathname).replace(/\/+$/, '');
}
