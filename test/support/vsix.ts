// The packed extension. It is built in a folder of its own, so that packing never disturbs the development build in
// dist/, and kept under the hash of everything it is made from, so that it is never out of date and rarely made twice.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cacheFolder, root } from './paths.ts';
import { pruneAround } from './pruneAround.ts';
import { run } from './spawn.ts';
import { madeWhole } from './whole.mjs';

const shipped = [
  'package.json',
  'package.nls.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'SECURITY.md',
  '.vscodeignore',
  'media',
];
const sources = [...shipped, 'src', 'esbuild.js', 'package-lock.json'];

/** Path of a VSIX of the present sources: a production build, made only when something in them changed. */
export async function packVsix(): Promise<string> {
  const folder = join(cacheFolder, 'vsix', await hashOf(sources));
  await madeWhole(folder, async temporary => {
    const staged = join(temporary, 'stage');
    await stage(staged, '--production');
    const result = join(temporary, 'result');
    await mkdir(result);
    await pack(staged, join(result, 'easel.vsix'));
    return result;
  });
  await pruneAround(folder);
  return join(folder, 'easel.vsix');
}

/** Builds the extension into a folder of its own, with all that ships; throws with esbuild's output when it fails. */
export async function stage(folder: string, ...options: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of shipped.filter(entry => existsSync(join(root, entry))))
    await cp(join(root, name), join(folder, name), { recursive: true });
  const args = [join(root, 'esbuild.js'), `--outdir=${join(folder, 'dist')}`, ...options];
  const { code, output } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}

async function pack(folder: string, vsix: string): Promise<void> {
  const options = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  const vsce = fileURLToPath(import.meta.resolve('@vscode/vsce/vsce'));
  const { code, output } = await run(process.execPath, [vsce, 'package', ...options, '--out', vsix], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`vsce did not pack the extension:\n${output}`);
}

async function hashOf(names: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of names.filter(entry => existsSync(join(root, entry))))
    for (const file of await filesBelow(name))
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(name: string): Promise<string[]> {
  const folder = join(root, name);
  if (!(await stat(folder)).isDirectory()) return [name];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return files.map(file => relative(root, file)).toSorted();
}
