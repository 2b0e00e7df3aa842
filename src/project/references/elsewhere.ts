import { imageExtensionOf, isHostPage, withoutQuery } from './filePath.ts';
import { parentOf } from './paths.ts';
import type { PictureIndex } from './pictures.ts';
import { siteOf, type Project } from './project.ts';
import type { Site } from './site.ts';
import { withoutRoot, decoded } from './written.ts';
import type { ImageReference } from './types.ts';

/** What is looked for in other places than those a reference is known to mean. */
export interface Elsewhere {
  readonly reference: Pick<ImageReference, 'kind' | 'value'>;
  /** Workspace-relative path of the file that names it. */
  readonly file: string;
  /** Where it was looked for already. */
  readonly known: readonly string[];
}

/**
 * Whether a picture lies elsewhere that may be meant: its path ends as the reference is written. No list of frameworks
 * knows all the roots that servers, bundlers and settings make, and to offer for money what is there is the worst.
 */
export async function isElsewhere(
  { reference, file, known }: Elsewhere,
  project: Project,
  pictures: PictureIndex,
): Promise<boolean> {
  if (isExact(reference, file)) return false;
  for (const { tail, isCut } of tailsOf(reference.value)) {
    const others = (await pictures.endingWith(tail)).filter(path => !known.includes(path));
    // A name alone says little: nearly every project has some `icon.png`.
    const isVague = isCut || !tail.includes('/');
    const may = others.filter(path => isOfSite(path, file, project));
    const count = isVague ? may.filter(path => mayServe(path, reference, siteOf(project, file))) : may;
    if (count.length > 0) return true;
  }
  return false;
}

/** Whether nothing but the path itself can be meant: there is no root in it that could be unknown. */
function isExact({ kind, value }: Elsewhere['reference'], file: string): boolean {
  const path = value.trim();
  if (kind === 'packageIcon') return true;
  if (kind === 'import') return path.startsWith('.');
  return isHostPage(file) && !path.startsWith('/');
}

interface Tail {
  readonly tail: string;
  /** Without its first folder, which may be the base of a site. */
  readonly isCut: boolean;
}

/** The ends of paths that a value may mean: as a whole, and of rooted ones without their first folder. */
function tailsOf(value: string): readonly Tail[] {
  const written = withoutQuery(withoutRoot(value)).replaceAll('\\', '/');
  const tails = [...new Set([written, decoded(written)])].flatMap((path): readonly Tail[] => {
    const tail = tailOf(path);
    const cut = tail.indexOf('/');
    const isRooted = path.startsWith('/') && cut > 0;
    return [{ tail, isCut: false }, ...(isRooted ? [{ tail: tail.slice(cut + 1), isCut: true }] : [])];
  });
  return tails.filter(({ tail }) => imageExtensionOf(tail) !== undefined);
}

/** Without what leads up or to an alias: what is left is the same wherever the path begins. */
function tailOf(path: string): string {
  const clean: string[] = [];
  for (const part of path.replace(/^[@~$#][^/]*\//, '').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') clean.pop();
    else clean.push(part);
  }
  return clean.join('/');
}

/** Folders that are there to be shown, by the habits of frameworks and people. */
const serving =
  /^_?(public|static|assets?|wwwroot|resources?|www|htdocs|webapp|images?|imgs?|pics?|pictures|photos|graphics|figures|icons?|logos?|media|uploads?|attachments)$/i;

/** Folders whose pictures are for something else than the project's own pages. */
const aside = /^(_*tests?_*|specs?|e2e|_*fixtures?_*|_*mocks?_*|samples?|examples?|demos?|templates?)$/i;

/** Whether a picture is for the pages of the file's own site: neither for tests nor another site's. */
function isOfSite(path: string, file: string, project: Project): boolean {
  if (isAside(path) && !isAside(file)) return false;
  const own = siteOf(project, file);
  return own.framework === 'plain' || siteOf(project, path).root === own.root;
}

function isAside(path: string): boolean {
  return parentOf(path)
    .split('/')
    .some(name => aside.test(name));
}

/** Whether it is kept where the site is served from: by what is known of a framework, else by the habits of people. */
function mayServe(path: string, { kind, value }: Elsewhere['reference'], own: Site): boolean {
  // A module of one name is a package's.
  if (kind === 'import') return false;
  if (own.framework !== 'plain' && value.trim().startsWith('/'))
    return [...own.publicFolders, ...own.alsoServed].some(folder => path.startsWith(`${folder}/`));
  return parentOf(path)
    .split('/')
    .some(name => serving.test(name));
}
