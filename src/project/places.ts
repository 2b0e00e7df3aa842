import { findReferences } from './references/find.ts';
import { withoutQuery } from './references/filePath.ts';
import type { ImageReference } from './references/types.ts';

/** A place in a text that shows a picture. */
export interface Place {
  /** Counted from 1. */
  readonly line: number;
  /** Pixels, as far as the code says. */
  readonly width?: number;
  readonly height?: number;
  readonly alt?: string;
  /** Plain texts around it, in reading order. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The last part of a path, which is looked for before a text is parsed at all. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a text can name one of the files; far cheaper than reading it as its language. */
export function mayMention(text: string, targets: readonly string[]): boolean {
  return targets.some(target => {
    const name = baseName(target);
    return text.includes(name) || text.includes(encodeURI(name));
  });
}

/**
 * The places of a text that show one of the files, in their order.
 * @param path of the text, relative to the workspace folder; its name tells the language
 * @param targets paths relative to the workspace folder
 */
export async function placesIn(
  text: string,
  path: string,
  targets: readonly string[],
): Promise<readonly Place[]> {
  if (!mayMention(text, targets)) return [];
  const found = await findReferences(text, baseName(path));
  return found
    .filter(({ value }) => targets.some(target => pointsAt(value, path, target)))
    .map(reference => placeOf(text, reference));
}

/**
 * Whether a path in code means a file. Relative ones are followed; what stands for a root (`/`, `@/`, `~/`, a name
 * that a bundler knows) may be any folder above the file, so there the end of the path decides.
 */
export function pointsAt(value: string, from: string, target: string): boolean {
  const path = decoded(withoutQuery(value.trim()));
  if (/^\.\.?\//.test(path)) return joined(from, path) === target;
  if (joined(from, path) === target) return true;
  const end = path.replace(/^(?:[@~#$][^/]*)?\//, '');
  return target === end || target.endsWith(`/${end}`);
}

function joined(from: string, path: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A percent sign that is only a percent sign.
    if (error instanceof URIError) return path;
    throw error;
  }
}

function placeOf(text: string, { start, size, alt, before, after }: ImageReference): Place {
  return {
    line: text.slice(0, start).split('\n').length,
    ...(size?.width === undefined ? {} : { width: size.width }),
    ...(size?.height === undefined ? {} : { height: size.height }),
    ...(alt === undefined ? {} : { alt }),
    before,
    after,
  };
}
