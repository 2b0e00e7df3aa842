import { isFilePath, withoutQuery } from './filePath.ts';
import type { FoundReference } from './piece.ts';

/** The folder, with `/` at its end, that relative addresses of a document begin with; `unknown` where its files do not say. */
export type Base = { readonly folder: string } | 'unknown';

/** What the `href` of a document's `<base>` means for its other addresses; undefined where nothing. */
export function baseOf(href: string | undefined): Base | undefined {
  const written = href?.trim() ?? '';
  if (written === '' || /^[?#]/.test(written)) return undefined;
  if (!isFilePath(written)) return 'unknown';
  const path = withoutQuery(written);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // `/repository/`: the name under which the files are served is none of their folders.
  if (folder.startsWith('/') && folder !== '/') return 'unknown';
  return folder === '' ? undefined : { folder };
}

/** A reference of a document with a base; undefined where nobody can say what it means. */
export function based(reference: FoundReference, base: Base | undefined): FoundReference | undefined {
  const { kind, value } = reference;
  const isRelative = kind !== 'import' && !/^(?:[/\\@~%$#?]|[a-z][a-z\d+.-]*:)/i.test(value);
  if (base === undefined || !isRelative) return reference;
  return base === 'unknown' ? undefined : { ...reference, value: base.folder + value };
}
