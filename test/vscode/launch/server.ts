// One way to start VS Code's server and to be sure that it is gone again.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { engineNode, fetchEngine, type Engine } from './engines.ts';
import { killAll, processTree, signal } from './processTree.ts';

/** User settings by their full ids. */
export type Settings = Readonly<Record<string, unknown>>;

/** Where a server keeps its state and what it serves. */
export interface ServerOptions {
  readonly engine?: Engine;
  /** Settings, logs and storage live here; one folder must never serve two servers at a time. */
  readonly dataFolder: string;
  /** Default: a folder inside `dataFolder`. */
  readonly extensionsFolder?: string;
  /** Written before the start, over what a fresh VS Code needs to keep quiet. */
  readonly settings?: Settings;
  /** Leaves the settings of an earlier start as they are. */
  readonly keepSettings?: boolean;
  /** Default: the system picks a free one. */
  readonly port?: number;
  /** Default: a new random one. */
  readonly token?: string;
  /** For suites in the extension host only: it suppresses all toasts and answers confirm dialogs by itself. */
  readonly smokeTestDriver?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A server that listens on 127.0.0.1. */
export interface RunningServer {
  readonly port: number;
  readonly token: string;
  /** All it printed so far. */
  readonly log: () => string;
  /** Resolves when the server and everything it started are gone; may be called twice. */
  readonly stop: () => Promise<void>;
  /** The same at once, for data folders that nobody needs any more. */
  readonly kill: () => Promise<void>;
}

const quiet: Settings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

const alive = new Set<number>();
// The last resort, for a throw or a signal nobody handled: nothing asynchronous runs any more.
process.once('exit', () => [...alive].forEach(pid => killAll(processTree(pid))));

/** Path of the user settings inside a data folder. */
function settingsPath(dataFolder: string): string {
  return join(dataFolder, 'data/User/settings.json');
}

/** Replaces the user settings; a running VS Code takes them over by itself. */
export async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
  const path = settingsPath(dataFolder);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `${JSON.stringify({ ...quiet, ...settings }, undefined, 2)}\n`);
}

/** Starts a server and waits until it listens; throws with what it printed when it ends before. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const engine = options.engine ?? 'newest';
  const [folder, node] = [await fetchEngine(engine), await engineNode(engine)];
  const token = options.token ?? randomBytes(16).toString('hex');
  const keep = options.keepSettings === true && existsSync(settingsPath(options.dataFolder));
  if (!keep) await writeSettings(options.dataFolder, options.settings ?? {});
  // By file, because every user of the machine can read another one's command lines.
  const tokenFile = join(options.dataFolder, 'connection-token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const args = [
    join(folder, 'out/server-main.js'),
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    `--connection-token-file=${tokenFile}`,
    `--server-data-dir=${options.dataFolder}`,
    `--extensions-dir=${options.extensionsFolder ?? join(options.dataFolder, 'extensions')}`,
    '--accept-server-license-terms',
    '--disable-telemetry',
  ];
  if (options.smokeTestDriver === true) args.push('--enable-smoke-test-driver');
  const child = spawn(node, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...options.environment },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`VS Code's server did not start: ${node} ${args.join(' ')}`);
  alive.add(pid);
  const ended = once(child, 'close');
  let log = '';
  const end = async (ask: (pid: number) => Promise<void>): Promise<void> => {
    if (alive.has(pid)) await ask(pid);
    killAll(processTree(pid));
    await ended;
    alive.delete(pid);
  };
  const stop = (): Promise<void> => end(askToEnd);
  const kill = (): Promise<void> => end(() => Promise.resolve());
  const port = new Promise<number>((resolve, reject) => {
    const read = (data: Buffer): void => {
      log += data.toString();
      const found = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`VS Code's server ended before it listened:\n${log}`)));
  });
  try {
    return { port: await port, token, log: () => log, stop, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Asks politely, so that storage is written, and kills what is left after three seconds. */
async function askToEnd(pid: number): Promise<void> {
  const tree = processTree(pid);
  tree.forEach(member => signal(member, 'SIGTERM'));
  for (let waited = 0; waited < 3000 && tree.some(member => signal(member, 0)); waited += 50) await delay(50);
  killAll(tree);
}

/** Ours without what would change VS Code's behaviour, and without keys: no test may spend money. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$|npm_|OPENAI_|AZURE_OPENAI_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
