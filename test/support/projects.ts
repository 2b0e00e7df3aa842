// The user's files for tests: in a folder, or in memory.
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { picturesBelow } from '../../src/project/references/pictures.ts';
import type { ProjectEntry, ProjectFiles } from '../../src/project/references/project.ts';
import { root } from './paths.ts';

/** Shapes of real projects. */
export const shapes = ['vite', 'next', 'astro', 'docusaurus', 'plain', 'extension', 'python'] as const;

/** One of them. */
export type Shape = (typeof shapes)[number];

/** Where a shape lies. */
export function shapeFolder(shape: Shape): string {
  return join(root, 'test/fixtures/projects', shape);
}

/** A package.json with these dependencies. */
export function packageOf(...names: readonly string[]): string {
  return JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) });
}

/** A folder of this disk. */
export function folderFiles(folder: string): ProjectFiles {
  return withPictures({
    async read(path, maxBytes = Number.POSITIVE_INFINITY) {
      const file = join(folder, path);
      if (!(await isThere(file)) || (await stat(file)).size > maxBytes) return undefined;
      return readFile(file, 'utf8');
    },
    exists: path => isThere(join(folder, path)),
    async list(path) {
      const there = await isThere(join(folder, path));
      const entries = there ? await readdir(join(folder, path), { withFileTypes: true }) : [];
      return entries.map((entry): ProjectEntry => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'link',
      }));
    },
  });
}

function withPictures(files: Omit<ProjectFiles, 'pictures'>): ProjectFiles {
  return { ...files, pictures: () => picturesBelow(files) };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Files by their paths. */
export function memoryFiles(texts: Readonly<Record<string, string>>): ProjectFiles {
  const paths = Object.keys(texts);
  return withPictures({
    async read(path, maxBytes = Number.POSITIVE_INFINITY) {
      const text = texts[path];
      return text === undefined || Buffer.byteLength(text) > maxBytes ? undefined : text;
    },
    exists: async path => texts[path] !== undefined,
    async list(folder) {
      const start = folder === '' ? '' : `${folder}/`;
      const below = paths
        .filter(path => path.startsWith(start))
        .map(path => path.slice(start.length).split('/'));
      const entries = new Map(below.map(([name = '', ...rest]) => [name, rest.length > 0] as const));
      return [...entries].map(([name, folderToo]) => ({ name, kind: folderToo ? 'folder' : 'file' }));
    },
  });
}

/** Every file of a folder of this disk, relative to it, with `/`. */
export async function allFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}
