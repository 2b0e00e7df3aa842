import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Path of the file with that ending that changed last, anywhere below a folder. */
export async function newestFile(folder: string, extension: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter(name => name.endsWith(`.${extension}`)).map(name => join(folder, name));
  const dated = await Promise.all(paths.map(async path => ({ path, at: (await stat(path)).ctimeMs })));
  const newest = dated.toSorted((one, other) => other.at - one.at)[0];
  if (!newest) throw new Error(`no .${extension} below ${folder}`);
  return newest.path;
}
