import { dialectOfFile } from './dialects.ts';
import { isHostPage } from './filePath.ts';
import { joined, parentOf } from './paths.ts';
import { siteOf, type Project } from './project.ts';
import type { Site } from './site.ts';
import type { ReferenceKind } from './types.ts';

/** Files that a path may mean, the likeliest first; undefined are those that lead out of the workspace folder. */
export type Ways = readonly (string | undefined)[];

/** A path in a file. */
export interface Written {
  /** With `/`, and nothing in it to be decoded. */
  readonly path: string;
  /** Workspace-relative path of the file it stands in. */
  readonly file: string;
  readonly kind: ReferenceKind;
}

/** The files that a path may mean; or why it names none. */
export function waysOf(written: Written, project: Project): Ways | 'package' | 'template' {
  const { path, file, kind } = written;
  const site = siteOf(project, file);
  // Webpack's sign for what is looked up as a module is.
  const asModule = /^~[^/~]/.test(path);
  const name = asModule ? path.slice(1) : path;
  const aliased = site.aliases
    .filter(({ prefix }) => name.startsWith(prefix))
    .map(({ prefix, folder }) => joined(folder, name.slice(prefix.length)));
  const isWord = !asModule && kind !== 'import' && /^\w/.test(path);
  if (aliased.length > 0) return isWord ? [...relative(written, site), ...aliased] : aliased;
  if (asModule) return 'package';
  if (/^\$|^@[^/]*$/.test(path)) return 'template';
  // An alias that nobody here knows.
  if (/^\/?(@[^/]*|~+)\//.test(path)) return 'package';
  if (path.startsWith('/')) return rooted(written, site, project);
  if (kind === 'import') return /^\.\.?\//.test(path) ? [joined(parentOf(file), path)] : 'package';
  return relative(written, site);
}

function relative(written: Written, site: Site): Ways {
  const { path, file, kind } = written;
  const beside = joined(parentOf(file), path);
  if (kind === 'packageIcon') return [beside];
  const fromHost = hosted(path);
  if (fromHost !== undefined) return [fromHost, beside];
  const dialect = dialectOfFile(file);
  if (dialect === 'markdown' || dialect === 'mdx') return [beside, ...aroundPage(written, site)];
  if (dialect === 'scss' || dialect === 'less')
    return [beside, ...aroundPartial(path, file, site), ...served(path, site)];
  const first = isShownAtRoot(written, site) ? inProjects(path, file, site) : [];
  return [...first, beside, ...served(path, site)];
}

/** `blob/main/img/a.png` is how the host of the repository shows `img/a.png`. */
function hosted(path: string): string | undefined {
  const [, rest] = /^(?:\.\.\/)+(?:blob|raw)\/[^/]+\/(.+)$/.exec(path) ?? [];
  return rest === undefined ? undefined : joined(rest);
}

/** A page is often served as if it were a folder, so that raw HTML in it needs one way up more. */
function aroundPage({ path, file }: Written, site: Site): Ways {
  if (isHostPage(file)) return [];
  const inside = joined(file.replace(/\.\w+$/, ''), path);
  return site.framework === 'plain' ? [inside] : [inside, ...served(path, site)];
}

/** The path without its dots, below what is served: addresses are relative to pages, which may be shown anywhere. */
function served(path: string, site: Site): Ways {
  const below = path.replace(/^(\.\.?\/)+/, '');
  return [...shownOf(site), ...site.alsoServed].map(folder => joined(folder, below));
}

/** Partials are put into a sheet that lies above them, or that is written beside the folder of the sources. */
function aroundPartial(path: string, file: string, site: Site): Ways {
  return foldersAbove(file)
    .filter(folder => site.root === '' || `${folder}/`.startsWith(`${site.root}/`))
    .toReversed()
    .flatMap(folder => ['', 'css', 'dist/css', 'public/css'].map(sheet => joined(folder, sheet, path)));
}

/** Whether a component's plain path is one of the page it is shown on. */
function isShownAtRoot({ path, kind, file }: Written, { framework }: Site): boolean {
  if (framework === 'plain' || path.startsWith('.')) return false;
  if (kind === 'css' || kind === 'url' || kind === 'manifest') return false;
  return framework === 'angular' || !/\.html?$/.test(file);
}

/** Below the public folders, and of several projects in one site, below the file's own. */
function inProjects(path: string, file: string, site: Site): Ways {
  if (site.framework !== 'angular') return [joined(site.publicFolders[0] ?? site.root, path)];
  const own = sourcesAbove(file).toReversed();
  const found = own.flatMap(folder => [joined(folder, path), joined(parentOf(folder), 'public', path)]);
  const isSource = path.startsWith('assets/') || site.publicFolders[0] === joined(site.root, 'src');
  const known = site.publicFolders.map(folder => joined(folder, path));
  return isSource ? [...found, ...known] : [...known, ...found];
}

/** Where `/x.png` may be. */
function rooted({ path, file, kind }: Written, site: Site, project: Project): Ways {
  const paths = [...withoutBase(path, site), path];
  const inside = (folders: readonly string[]): Ways =>
    folders.flatMap(folder => paths.map(one => joined(folder, one)));
  const known = inside(site.publicFolders);
  const also = inside(site.alsoServed);
  const atRoot = inside([site.root]);
  if (kind === 'import') return [...atRoot, ...known, ...also];
  // Any folder on the way may be the one that is served, and any site may show the file.
  if (site.framework === 'plain') {
    const shown = project.sites.flatMap(one => ofSite(path, one));
    return [...known, ...inside(foldersAbove(file)), ...also, ...shown];
  }
  if (isHostPage(file)) return [joined(path), ...known, ...also];
  const own = inside(sourcesAbove(file).flatMap(folder => [folder, `${parentOf(folder)}/public`]));
  if (path.startsWith('/src/')) return [...atRoot, ...known, ...also];
  // Every address is one of the root there, where the page's base is `/`: the project's own folders are the nearest.
  const first = site.framework === 'angular' ? inProjects(path.replace(/^\/+/, ''), file, site) : [];
  return [...first, ...known, ...also, ...own];
}

/** Where a site shows an address from, whoever names it. */
function ofSite(path: string, site: Site): Ways {
  const paths = [...withoutBase(path, site), path];
  return shownOf(site).flatMap(folder => paths.map(one => joined(folder, one)));
}

/** Folders made to be served; that the root of a plain site is one is only a guess. */
function shownOf({ publicFolders, framework, root }: Site): readonly string[] {
  return publicFolders.filter(folder => framework !== 'plain' || folder !== root);
}

function withoutBase(path: string, { base }: Site): readonly string[] {
  return base !== '' && path.startsWith(`${base}/`) ? [path.slice(base.length)] : [];
}

/** From the workspace folder down to the file's own. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return ['', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))];
}

/** Those of them that hold the sources of a project. */
function sourcesAbove(file: string): readonly string[] {
  return foldersAbove(file).filter(folder => /(^|\/)src$/.test(folder));
}
