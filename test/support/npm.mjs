// Calling npm. Plain JavaScript: used before anything is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/**
 * Runs npm quietly in `cwd`; throws with npm's own words and a hint when it fails.
 * @param {string} cwd
 * @param {...string} args
 */
export async function npm(cwd, ...args) {
  const [command, ...before] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, [...before, ...args, ...quiet], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command.endsWith('.cmd'),
  });
  let output = '';
  child.stdout.on('data', data => (output += String(data)));
  child.stderr.on('data', data => (output += String(data)));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    `npm ${args.join(' ')} failed. Is the npm registry within reach (npm ping)? Nothing half is left behind: ` +
      `run the same command again when it is.\n${output.trim()}`,
  );
}

/**
 * The npm that started us, else the one on the path.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const cli = process.env['npm_execpath'] ?? '';
  if (cli.endsWith('npm-cli.js')) return [process.execPath, cli];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}
