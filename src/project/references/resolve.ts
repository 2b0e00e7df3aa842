import { isFilePath, withoutQuery } from './filePath.ts';
import type { Project } from './project.ts';
import type { ImageReference } from './types.ts';
import { waysOf, type Ways } from './ways.ts';
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
  /** It is in a package, or behind an alias that nobody here knows. */
  | 'package'
  /** It is empty, or only a query. */
  | 'empty';

/** A reference's file, workspace-relative with `/`; or why there is none. */
export type Resolved =
  | {
      readonly path: string;
      /** Other files it may mean, where the project does not say which. */
      readonly others: readonly string[];
      /** Whether it may be no file of the workspace folder at all: then nothing is missing where none is there. */
      readonly unsure: boolean;
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
  const { kind } = reference;
  const written = withoutRoot(reference.value);
  if (isAbsolute(written)) return { refused: 'absolute' };
  if (!isFilePath(written) || namesVariable(written)) return { refused: refusalOf(written) };
  const plain = withoutQuery(written);
  // A module's path is a path; all others are addresses, in which a percent sign says a character.
  const path = (kind === 'import' ? plain : decoded(plain)).replaceAll('\\', '/');
  if (path === '' || path.endsWith('/')) return { refused: 'empty' };
  // A percent sign may have hidden what is refused.
  if (isAbsolute(path) || path.startsWith('//') || /\p{Cc}/u.test(path)) return { refused: 'absolute' };
  const place = file.replaceAll('\\', '/');
  const ways = waysOf({ path, file: place, kind }, project);
  if (typeof ways === 'string') return { refused: ways };
  // Or it is the name as it stands.
  const name = plain.replaceAll('\\', '/');
  const literal = name === path ? [] : waysOf({ path: name, file: place, kind }, project);
  const [first, ...others] = distinct([...ways, ...(typeof literal === 'string' ? [] : literal)]);
  if (first === undefined || ways[0] === undefined) return { refused: 'outside' };
  return { path: first, others, unsure: kind !== 'import' && isUnsure(path) };
}

/** With each, the same name with its accents composed differently, as other systems write it. */
function distinct(ways: Ways): readonly string[] {
  const known = ways.filter(way => way !== undefined).filter(way => way !== '');
  const accented = known.filter(way => /[^\p{ASCII}]/u.test(way));
  return [...new Set([...known, ...accented.flatMap(way => [way.normalize('NFC'), way.normalize('NFD')])])];
}

function isAbsolute(path: string): boolean {
  return /^\/?[a-z]:|^\\/i.test(path);
}

/** `%BASE%/a.png`, which a build fills in. */
function namesVariable(path: string): boolean {
  return /%[A-Z][A-Z_]+[A-Z]%(?![\dA-F]{2})/.test(path);
}

function refusalOf(written: string): ResolveRefusal {
  if (written === '' || /^[?#]/.test(written)) return 'empty';
  return /^[a-z][a-z\d+.-]+:|^\/\//i.test(written) ? 'external' : 'template';
}

/** Beginnings and ends of names of hosts that serve pictures. */
const host =
  /^(?:(?:www|cdn|img|images|static|assets|media|i|raw|user-images)\.[\w.-]+|(?:[\w-]+\.)+(?:com|org|net|io|dev|app|co|me|ai|sh|info|edu|gov|cloud|site|page|blog|tech|xyz|gg|tv|us|uk|de|fr|nl|it|es|eu|ch|at|pl|se|no|jp|cn|ru|br|in|au|ca))\//i;

/** Whether it looks like an address without its scheme, or like a page of the repository's host. */
function isUnsure(path: string): boolean {
  return host.test(path) || /^(?:\.\.\/)+(?:blob|raw)\//.test(path);
}
