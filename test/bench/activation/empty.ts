// An extension that does nothing, with the same manifest otherwise: the least that VS Code takes.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const manifest = v.looseObject({ main: v.string(), publisher: v.string() });

/** Writes it into a folder, as a copy of what `extension` declares; returns its id. */
export async function writeEmptyExtension(extension: string, folder: string): Promise<string> {
  const text = await readFile(join(extension, 'package.json'), 'utf8');
  const declared = v.parse(manifest, JSON.parse(text));
  await mkdir(folder, { recursive: true });
  const own = { ...declared, name: 'empty', main: './empty.js', l10n: undefined };
  await writeFile(join(folder, 'package.json'), JSON.stringify(own));
  await cp(join(extension, 'package.nls.json'), join(folder, 'package.nls.json'));
  await writeFile(join(folder, 'empty.js'), 'export function activate() {}\n');
  return `${declared.publisher}.empty`;
}
