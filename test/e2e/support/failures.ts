// What is left of a failed test for the one who looks into it.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cacheFolder, root } from '../../support/paths.ts';
import { logsFolder } from '../../vscode/launch/hostLogs.ts';
import type { Workbench } from './workbench.ts';

/** Saves screenshot, page console and all logs of every workbench and prints where. */
export async function reportFailure(title: string, workbenches: readonly Workbench[]): Promise<void> {
  const name = title.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80);
  for (const [index, workbench] of workbenches.entries()) {
    const folder = join(cacheFolder, 'failures', index === 0 ? name : `${name}-${index + 1}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const { page, session } = workbench;
    await page.screenshot({ path: join(folder, 'screenshot.png'), timeout: 5000 }).catch(() => undefined);
    await writeFile(join(folder, 'console.log'), session.console.join('\n'));
    await writeFile(join(folder, 'server.log'), session.server.log());
    await cp(logsFolder(session.dataFolder), join(folder, 'logs'), { recursive: true }).catch(
      () => undefined,
    );
    console.log(`      screenshot and logs: ${relative(root, folder)}`);
  }
}
