import { isFilePath, withoutQuery } from './filePath.ts';
import type { Project } from './project.ts';
import type { ImageReference } from './types.ts';
import { waysOf } from './ways.ts';
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
  if (!isFilePath(written)) return { refused: refusalOf(written) };
  const plain = withoutQuery(written);
  // A module's path is a path; all others are addresses, in which a percent sign says a character.
  const path = (kind === 'import' ? plain : decoded(plain)).replaceAll('\\', '/');
  if (path === '' || path.endsWith('/')) return { refused: 'empty' };
  // A percent sign may have hidden what is refused.
  if (isAbsolute(path) || path.startsWith('//') || /\p{Cc}/u.test(path)) return { refused: 'absolute' };
  const place = file.replaceAll('\\', '/');
  const ways = waysOf({ path, file: place, kind }, project);
  if (typeof ways === 'string') return { refused: ways };
  const [first, ...others] = new Set(ways.filter(way => way !== undefined).filter(way => way !== ''));
  if (first === undefined || ways[0] === undefined) return { refused: 'outside' };
  return { path: first, others };
}

function isAbsolute(path: string): boolean {
  return /^\/?[a-z]:|^\\\\/i.test(path);
}

function refusalOf(written: string): ResolveRefusal {
  if (written === '' || /^[?#]/.test(written)) return 'empty';
  return /^[a-z][a-z\d+.-]+:|^\/\//i.test(written) ? 'external' : 'template';
}
