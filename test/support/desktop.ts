// The desktop VS Code, for those who can reach Microsoft's download host.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import type { Settings } from '../vscode/launch/server.ts';
import { cacheFolder } from './paths.ts';
import { run } from './spawn.ts';
import { startFolder } from './startState.ts';

/** Downloads VS Code once, installs the extension in a profile of its own and opens a window until it is closed. */
export async function startDesktop(vsix: string, workspace: string, settings: Settings): Promise<void> {
  const program = await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: cacheFolder,
    timeout: 30_000,
  }).catch((error: unknown) => {
    throw new Error(
      `Desktop VS Code could not be downloaded from update.code.visualstudio.com (${String(error)}).\n` +
        'Run npm start without --desktop, which needs the npm registry only, or install the packed extension in your ' +
        `own VS Code:\n  code --install-extension ${vsix}`,
    );
  });
  const data = join(startFolder, 'desktop');
  await mkdir(join(data, 'User'), { recursive: true });
  // Not over the settings of an earlier start.
  await writeFile(join(data, 'User/settings.json'), JSON.stringify(settings), { flag: 'wx' }).catch(
    () => undefined,
  );
  const profile = [`--user-data-dir=${data}`, `--extensions-dir=${join(startFolder, 'desktop-extensions')}`];
  const [cli = '', ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(program, {
    reuseMachineInstall: true,
  });
  const shell = process.platform === 'win32';
  const { code, output } = await run(cli, [...cliArgs, ...profile, '--install-extension', vsix, '--force'], {
    shell,
  });
  if (code !== 0) throw new Error(`VS Code did not install the extension:\n${output}`);
  const window = spawn(program, [...profile, workspace], { stdio: 'ignore' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => window.kill());
  console.log('VS Code is open; Ctrl+C closes it.');
  await once(window, 'exit');
}
