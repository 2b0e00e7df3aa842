import { findReferences } from './references/find.ts';
import type { Project, ProjectFiles } from './references/project.ts';
import { resolveReference } from './references/resolve.ts';
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

/** What decides which files the paths of a workspace folder mean. */
export interface PlaceProject {
  readonly project: Project;
  readonly files: Pick<ProjectFiles, 'exists'>;
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
  within: PlaceProject,
): Promise<readonly Place[]> {
  if (!mayMention(text, targets)) return [];
  const found: Place[] = [];
  for (const reference of await findReferences(text, baseName(path)))
    if (await means(reference, path, targets, within)) found.push(placeOf(text, reference));
  return found;
}

/** Where a path may mean several files, it means the first that is there. */
async function means(
  reference: ImageReference,
  path: string,
  targets: readonly string[],
  { project, files }: PlaceProject,
): Promise<boolean> {
  const resolved = resolveReference(reference, path, project);
  if ('refused' in resolved) return false;
  const ways = [resolved.path, ...resolved.others];
  if (!ways.some(way => targets.includes(way))) return false;
  for (const way of ways) {
    if (targets.includes(way)) return true;
    if (await files.exists(way)) return false;
  }
  return false;
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
