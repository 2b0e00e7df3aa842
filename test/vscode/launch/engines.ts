// VS Code from the npm registry: `code-server` ships the same workbench and extension host, served to a browser.
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { x as extract } from 'tar';
import { cacheFolder } from '../../support/paths.ts';
import { fetchNode } from '../../support/nodes.mjs';
import { npm } from '../../support/npm.mjs';
import { madeWhole } from '../../support/whole.mjs';

/** The newest VS Code (1.139.1) and the oldest one the manifest promises (1.112.0), as versions of `code-server`. */
export const engines = { newest: '4.139.1', lowest: '4.112.0' } as const;

/** Which of the two VS Codes. */
export type Engine = keyof typeof engines;

/** Brings a VS Code once and returns its folder, the one with `out/server-main.js`. */
export async function fetchEngine(engine: Engine): Promise<string> {
  const version = engines[engine];
  const folder = join(cacheFolder, `code-server-${version}`);
  await madeWhole(folder, async temporary => {
    console.log(`Bringing VS Code (code-server ${version}) from the npm registry, once`);
    await npm(temporary, 'pack', `code-server@${version}`);
    const archive = (await readdir(temporary)).find(name => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error(`npm pack code-server@${version} left no archive.`);
    const prefix = 'package/lib/vscode/';
    await extract({
      file: join(temporary, archive),
      cwd: temporary,
      strip: 3,
      filter: path => path.startsWith(prefix),
    });
    await npm(temporary, 'install', '--omit=dev', '--ignore-scripts');
    await substituteNative(temporary);
    if (engine === 'lowest') await lendRipgrep(temporary);
    return temporary;
  });
  return folder;
}

/**
 * The Node a VS Code runs on, the one its desktop builds carry. The old one hangs on Node 24 as soon as an extension
 * is an ES module.
 */
export async function engineNode(engine: Engine): Promise<string> {
  const major = engine === 'lowest' ? '22' : '24';
  return process.versions.node.startsWith(`${major}.`) ? process.execPath : await fetchNode(major);
}

/** Modules that would need a compiler; the others that do (terminals) only cost lines in the log. */
async function substituteNative(folder: string): Promise<void> {
  const substitutes = join(import.meta.dirname, 'substitutes');
  await copyFile(join(substitutes, 'spdlog.cjs'), join(folder, 'node_modules/@vscode/spdlog/index.js'));
  await copyFile(
    join(substitutes, 'watchdog.cjs'),
    join(folder, 'node_modules/@vscode/native-watchdog/index.js'),
  );
}

/** The old package gets ripgrep by an install script from another host; `workspace.findFiles` does not work without. */
async function lendRipgrep(folder: string): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  const newest = await fetchEngine('newest');
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const target = join(folder, 'node_modules/@vscode/ripgrep/bin', name);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(newest, 'node_modules/@vscode/ripgrep-universal/bin', platform, name), target);
  await chmod(target, 0o755);
}
