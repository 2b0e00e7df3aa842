// What VS Code's server and its extension hosts wrote into their data folder.
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder of the logs, one folder a start in it. */
export function logsFolder(dataFolder: string): string {
  return join(dataFolder, 'data/logs');
}

/** How many extension hosts have come up so far: one a window and one more for every reload. */
export async function readyExtensionHosts(dataFolder: string): Promise<number> {
  const folder = logsFolder(dataFolder);
  if (!existsSync(folder)) return 0;
  let count = 0;
  for await (const log of glob('*/exthost*/remoteexthost.log', { cwd: folder }))
    if ((await readFile(join(folder, log), 'utf8')).includes('Eager extensions activated')) count++;
  return count;
}
