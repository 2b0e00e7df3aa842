import { dialectOfFile, isStyle } from '../dialects.ts';
import { isFilePath, isHostPage } from '../filePath.ts';
import type { Framework } from '../frameworks.ts';
import { parentOf, wayTo } from '../paths.ts';
import type { Alias } from '../project.ts';
import type { Site } from '../site.ts';
import type { Dialect, ImageReference } from '../types.ts';
import { addressOf } from './escape.ts';

/** Beginnings that stand for the root of a site in pages that a build fills. */
const rootNames = ['%PUBLIC_URL%/', '%sveltekit.assets%/', '%BASE_URL%'] as const;

/** What decides how a path is written. */
export interface Neighbours {
  /** Workspace-relative path of the file that is written into. */
  readonly file: string;
  readonly site: Site;
  /** What the file refers to already. */
  readonly references: readonly Pick<ImageReference, 'kind' | 'value'>[];
}

/** The target as an address: from the public root where it is served, else the way from the file. */
export function addressFor(target: string, neighbours: Neighbours): string {
  const served = servedPath(target, neighbours);
  if (served !== undefined) return addressOf(served);
  const way = addressOf(wayTo(target, parentOf(neighbours.file)));
  return withDot(way, neighbours) ? `./${way}` : way;
}

/** The target as a plain path, for what is not read by a browser. */
export function relativeFor(target: string, { file }: Neighbours): string {
  return wayTo(target, parentOf(file));
}

/** The target as the path of a module: by an alias where the file uses it, else the way from the file. */
export function moduleFor(target: string, { file, site, references }: Neighbours): string {
  const modules = references.filter(({ kind }) => kind === 'import').map(({ value }) => value);
  const alias = site.aliases.find(
    ({ prefix, folder }) => isIn(target, folder) && modules.some(value => value.startsWith(prefix)),
  );
  if (alias) return aliased(target, alias);
  const way = wayTo(target, parentOf(file));
  return way.startsWith('../') ? way : `./${way}`;
}

/** Whether a path string alone shows the target, so that no import is needed. */
export function isServed(target: string, { publicFolders, root, framework }: Site): boolean {
  if (framework === 'plain') return true;
  return publicFolders.some(folder => (folder !== root || framework === 'jekyll') && isIn(target, folder));
}

function aliased(target: string, { prefix, folder }: Alias): string {
  return prefix + (folder === '' ? target : target.slice(folder.length + 1));
}

/** Below the public root, as the file writes such paths; undefined where the way from the file is right. */
function servedPath(target: string, { file, site, references }: Neighbours): string | undefined {
  const { publicFolders, root, framework } = site;
  const paths = references
    .filter(({ kind }) => kind !== 'import')
    .map(({ value }) => value)
    .filter(isFilePath);
  const relative = paths.filter(value => !value.startsWith('/')).length;
  const fromRoot = paths.length - relative;
  const folder = publicFolders.find(
    one => isIn(target, one) && (one !== root || framework === 'jekyll' || framework === 'plain'),
  );
  if (folder === undefined) return undefined;
  const below = folder === '' ? target : target.slice(folder.length + 1);
  const name = rootNames.find(start => paths.some(value => value.startsWith(start)));
  if (name) return name + below;
  if (framework !== 'plain' && isHostPage(file)) return fromRoot > relative ? `/${target}` : undefined;
  // Plain sites are opened from disk as well, and so are the files that lie beside their pictures.
  const usual = framework !== 'plain' && !isIn(file, folder);
  return usual || fromRoot > relative ? `${baseFor(file, site, paths)}/${below}` : undefined;
}

/** What an address must begin with, where nobody puts it there later. */
function baseFor(file: string, { base, framework }: Site, paths: readonly string[]): string {
  if (base === '' || addsBase(framework, dialectOfFile(file))) return '';
  // What the file has already works in its own way.
  const rooted = paths.filter(path => path.startsWith('/'));
  return rooted.length === 0 || rooted.some(path => path.startsWith(`${base}/`)) ? base : '';
}

/**
 * Whether the framework itself puts its base in front of addresses in such a file. Sources: the documentation of each,
 * on its base.
 */
function addsBase(framework: Framework, dialect: Dialect | undefined): boolean {
  switch (framework) {
    case 'next':
    case 'jekyll':
      return false;
    case 'astro':
    case 'sveltekit':
      return isStyle(dialect);
    case 'docusaurus':
      return isStyle(dialect) || dialect === 'markdown' || dialect === 'mdx';
    case 'vite':
    case 'vitepress':
    case 'vuepress':
    case 'vueCli':
    case 'nuxt':
      return !isScript(dialect);
    case 'gatsby':
    case 'cra':
    case 'angular':
    case 'hexo':
    case 'hugo':
    case 'plain':
      return true;
    default:
      return framework satisfies never;
  }
}

/** Svelte leaves its markup as it is written. */
function isScript(dialect: Dialect | undefined): boolean {
  return dialect === 'jsx' || dialect === 'tsx' || dialect === 'ts' || dialect === 'svelte';
}

function isIn(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** `./` where the file writes it so, or where the first part would look like a scheme. */
function withDot(way: string, { file, references, site }: Neighbours): boolean {
  if (way.startsWith('../')) return false;
  // Vue makes imports of paths that begin with a dot only.
  if (/^[^/]*:/.test(way) || file.endsWith('.vue')) return true;
  const beside = references
    .filter(({ kind }) => kind !== 'import')
    .map(({ value }) => value)
    .filter(value => isFilePath(value) && !/^(\/|\.\.\/|[@~%])/.test(value));
  // A site makes imports of its documents' pictures; without a dot they might be packages.
  if (beside.length === 0) return site.framework !== 'plain' && /\.mdx?$/i.test(file);
  return beside.filter(value => value.startsWith('./')).length * 2 > beside.length;
}
