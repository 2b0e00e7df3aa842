// Installing a packed extension as a person's VS Code would.
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheFolder } from '../../support/paths.ts';
import { pruneAround } from '../../support/pruneAround.ts';
import { run } from '../../support/spawn.ts';
import { madeWhole } from '../../support/whole.mjs';
import { engineNode, fetchEngine, type Engine } from './engines.ts';

/** Puts the VSIX into an extensions folder of its own; installed once by VS Code itself, then copied. */
export async function installVsix(
  vsix: string,
  extensionsFolder: string,
  engine: Engine = 'newest',
): Promise<void> {
  const hash = createHash('sha256').update(await readFile(vsix));
  const installed = join(cacheFolder, 'installed', hash.digest('hex').slice(0, 16));
  await madeWhole(installed, async temporary => {
    const extensions = join(temporary, 'extensions');
    const server = join(await fetchEngine(engine), 'out/server-main.js');
    const folders = [`--extensions-dir=${extensions}`, `--server-data-dir=${join(temporary, 'data')}`];
    const args = [server, `--install-extension=${vsix}`, ...folders, '--accept-server-license-terms'];
    const { code, output } = await run(await engineNode(engine), args);
    if (code !== 0 || !output.includes('was successfully installed'))
      throw new Error(`VS Code did not install ${vsix}:\n${output}`);
    return extensions;
  });
  await pruneAround(installed);
  await cp(installed, extensionsFolder, { recursive: true });
}

const manifest = v.object({ name: v.string(), publisher: v.string(), version: v.string() });

/** Puts a folder with an extension beside those that are installed, and into VS Code's list of them. */
export async function installFolder(folder: string, extensionsFolder: string): Promise<void> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, publisher, version } = v.parse(manifest, JSON.parse(text));
  const relativeLocation = `${publisher}.${name}-${version}`;
  const path = join(extensionsFolder, relativeLocation);
  await cp(folder, path, { recursive: true });
  const list = join(extensionsFolder, 'extensions.json');
  const installed = v.parse(v.array(v.unknown()), JSON.parse(await readFile(list, 'utf8')));
  const location = { $mid: 1, path, scheme: 'file' };
  const entry = { identifier: { id: `${publisher}.${name}` }, version, location, relativeLocation };
  await writeFile(list, JSON.stringify([...installed, entry]));
}
