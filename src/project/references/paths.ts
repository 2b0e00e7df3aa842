import type { PlatformPath } from 'node:path';

/** Parts joined and cleaned, with `/`; undefined when they lead out of where they begin. */
export function joined(...parts: readonly string[]): string | undefined {
  const clean: string[] = [];
  for (const part of parts.join('/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') clean.push(part);
    else if (clean.pop() === undefined) return undefined;
  }
  return clean.join('/');
}

/** The folder of a path, `''` at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The way from a folder to a path, both workspace-relative: `../images/a.png`. */
export function wayTo(path: string, folder: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/**
 * A file's path as the workspace folder sees it, with `/`; undefined when it is not inside.
 * @param path Node's `path.win32` or `path.posix`, whichever the two are written in
 */
export function workspacePath(folder: string, file: string, path: PlatformPath): string | undefined {
  const way = path.relative(folder, file);
  if (way === '' || way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) return undefined;
  return way.split(path.sep).join('/');
}
