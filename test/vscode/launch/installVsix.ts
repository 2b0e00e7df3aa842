// Installing a packed extension as a person's VS Code would.
import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
