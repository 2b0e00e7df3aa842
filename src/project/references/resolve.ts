import { isFilePath, isHostPage, withoutQuery } from './filePath.ts';
import { joined, parentOf } from './paths.ts';
import { siteOf, type Project, type Site } from './project.ts';
import type { ImageReference, ReferenceKind } from './types.ts';
import { decoded, withoutRoot } from './written.ts';

/** Why a reference names no file of the workspace folder. */
export type ResolveRefusal =
  /** It leads out of the workspace folder. */
  | 'outside'
  /** It is whole, of some machine: `C:\a.png`, `\\server\a.png`. */
  | 'absolute'
  /** It is an address. */
  | 'external'
  /** It is made at run time. */
  | 'template'
  /** It is in a package. */
  | 'package'
  /** It is empty, or only a query. */
  | 'empty';

/** A reference's file, workspace-relative with `/`; or why there is none. */
export type Resolved =
  | {
      readonly path: string;
      /** Other files it may mean, where the project does not say which. */
      readonly others: readonly string[];
    }
  | { readonly refused: ResolveRefusal };

/**
 * The file that a reference means.
 * @param file workspace-relative path of the file it stands in; `\` is taken for `/`
 */
export function resolveReference(
  reference: Pick<ImageReference, 'kind' | 'value'>,
  file: string,
  project: Project,
): Resolved {
  const place = file.replaceAll('\\', '/');
  const { kind } = reference;
  const written = withoutRoot(reference.value);
  if (isAbsolute(written)) return { refused: 'absolute' };
  if (!isFilePath(written)) return { refused: refusalOf(written) };
  const plain = withoutQuery(written);
  // A module's path is a path; all others are addresses, in which a percent sign says a character.
  const path = (kind === 'import' ? plain : decoded(plain)).replaceAll('\\', '/');
  if (path === '' || path.endsWith('/')) return { refused: 'empty' };
  // A percent sign may have hidden what is refused.
  if (isAbsolute(path) || path.startsWith('//') || /\p{Cc}/u.test(path)) return { refused: 'absolute' };
  const ways = waysOf(path, place, siteOf(project, place), kind);
  if (ways === 'package') return { refused: 'package' };
  const [first, ...others] = new Set(ways.filter(way => way !== undefined).filter(way => way !== ''));
  return first === undefined ? { refused: 'outside' } : { path: first, others };
}

function isAbsolute(path: string): boolean {
  return /^\/?[a-z]:|^\\\\/i.test(path);
}

function refusalOf(written: string): ResolveRefusal {
  if (written === '' || /^[?#]/.test(written)) return 'empty';
  return /^[a-z][a-z\d+.-]+:|^\/\//i.test(written) ? 'external' : 'template';
}

type Ways = readonly (string | undefined)[];

function waysOf(path: string, file: string, site: Site, kind: ReferenceKind): Ways | 'package' {
  // Webpack's sign for what is looked up as a module is.
  const asModule = /^~[^/~]/.test(path);
  const name = asModule ? path.slice(1) : path;
  const aliased = site.aliases.filter(({ prefix }) => name.startsWith(prefix));
  if (aliased.length > 0)
    return aliased.map(({ prefix, folder }) => joined(folder, name.slice(prefix.length)));
  if (asModule) return 'package';
  if (path.startsWith('/')) return rooted(path, file, site, kind);
  if (kind === 'import') return imported(path, file, site);
  return relative(path, file, site);
}

/** Without `./`, a module is looked for among the packages. */
function imported(path: string, file: string, site: Site): Ways | 'package' {
  if (/^\.\.?\//.test(path)) return [joined(parentOf(file), path)];
  // Create React App's baseUrl.
  if (site.framework === 'cra' && !path.startsWith('@')) return [joined(site.root, 'src', path)];
  return 'package';
}

function relative(path: string, file: string, site: Site): Ways {
  const beside = joined(parentOf(file), path);
  // Angular's pages are all shown at the root of the site.
  if (site.framework === 'angular' && path.startsWith('assets/'))
    return [joined(site.root, 'src', path), beside];
  // The page at the root of a project is served beside its public files.
  const served = site.framework !== 'plain' && parentOf(file) === site.root && file.endsWith('.html');
  return served ? [beside, ...site.publicFolders.map(folder => joined(folder, path))] : [beside];
}

/** Where `/x.png` may be. */
function rooted(path: string, file: string, site: Site, kind: ReferenceKind): Ways {
  const served = site.publicFolders.map(folder => joined(folder, path));
  const atRoot = joined(site.root, path);
  if (kind === 'import') return [atRoot, ...served];
  // Any folder on the way may be the one that is served.
  if (site.framework === 'plain')
    return [...served, ...foldersAbove(file).map(folder => joined(folder, path))];
  if (isHostPage(file)) return [joined(path), ...served];
  return path.startsWith('/src/') ? [atRoot, ...served] : served;
}

/** From the workspace folder down to the file's own. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return ['', ...parts.map((_, at) => parts.slice(0, at + 1).join('/'))];
}
