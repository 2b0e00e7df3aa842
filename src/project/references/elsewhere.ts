import { imageExtensionOf, isHostPage, withoutQuery } from './filePath.ts';
import { parentOf } from './paths.ts';
import type { PictureIndex } from './pictures.ts';
import { siteOf, type Project } from './project.ts';
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
  for (const tail of tailsOf(reference.value)) {
    const others = (await pictures.endingWith(tail)).filter(path => !known.includes(path));
    // A name alone says little: nearly every project has some `icon.png`.
    const count = tail.includes('/')
      ? others
      : others.filter(path => mayServe(path, reference, file, project));
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

/** The ends of paths that a value may mean: as a whole, and of rooted ones without their first folder. */
function tailsOf(value: string): ReadonlySet<string> {
  const written = withoutQuery(withoutRoot(value)).replaceAll('\\', '/');
  return new Set(
    [...new Set([written, decoded(written)])].flatMap(path => {
      const tail = tailOf(path);
      const cut = tail.indexOf('/');
      const isRooted = path.startsWith('/') && cut > 0;
      return [tail, ...(isRooted ? [tail.slice(cut + 1)] : [])].filter(
        one => imageExtensionOf(one) !== undefined,
      );
    }),
  );
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

/** Whether a picture of the same name and no known folder may be the one: it is kept where the file's own site is served from. */
function mayServe(
  path: string,
  { kind }: Pick<ImageReference, 'kind'>,
  file: string,
  project: Project,
): boolean {
  // A module of one name is a package's.
  if (kind === 'import') return false;
  const folders = parentOf(path).split('/');
  if (!folders.some(name => serving.test(name))) return false;
  if (folders.some(name => aside.test(name)) && !file.split('/').some(name => aside.test(name))) return false;
  const [its, own] = [siteOf(project, path), siteOf(project, file)];
  return its.root === own.root || its.framework === 'plain' || own.framework === 'plain';
}
