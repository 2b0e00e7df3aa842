// The door of every npm script: needs nothing but Node 20 and npm, brings the rest, and goes on in TypeScript.
// node test/support/bootstrap.mjs start|test|package|screenshots|bench …arguments
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fetchNode } from './nodes.mjs';
import { npm } from './npm.mjs';

const root = resolve(import.meta.dirname, '../..');
const scripts = new Map([
  ['start', 'start.ts'],
  ['test', 'run.ts'],
  ['package', 'package.ts'],
  ['screenshots', 'screenshots.ts'],
  ['bench', '../bench/main.ts'],
]);

/** Whether all that package-lock.json names is installed in that version; what other platforms need may be missing. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path]?.version ?? (optional && version)) === version,
  );
}

/**
 * @param {string} path
 * @returns {Readonly<Record<string, { version: string; optional?: boolean }>>}
 */
function packagesOf(path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** Undici 8, mocha 12 and TypeScript as it is want Node 22.19 or newer. */
async function newEnoughNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19) ? process.execPath : await fetchNode('24');
}

/**
 * Runs a TypeScript file to its end and ends as it did.
 * @param {string} node
 * @param {string} script
 * @param {readonly string[]} args
 */
function handOver(node, script, args) {
  const child = spawn(node, [join(import.meta.dirname, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  // A terminal's Ctrl+C reaches the child by itself; other senders know only us. It ends, and we after it.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  // A signal sent to npm ends npm and its shell, and nobody tells us: only our parent is another one then.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM');
  if (process.env['npm_lifecycle_event'] !== undefined) setInterval(orphaned, 300).unref();
  child.once('error', error => fail(error.message));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

const [verb = '', ...args] = process.argv.slice(2);
const script = scripts.get(verb);
try {
  if (script === undefined) throw new Error(`Usage: bootstrap.mjs ${[...scripts.keys()].join('|')} …`);
  if (!isInstalled()) {
    console.log('Installing the development packages (npm ci)');
    await npm(root, 'ci');
  }
  handOver(await newEnoughNode(), script, args);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
