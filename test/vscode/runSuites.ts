// Bundles the suites and runs them in real VS Codes:
// node test/vscode/runSuites.ts [--grep text] [--report file] [newest|lowest|desktop …]
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { oneFailed, sumCounts, writeCounts, type Counts } from '../support/counts.ts';
import { endTogether } from '../support/endTogether.ts';
import { cacheFolder, root, sampleWorkspace } from '../support/paths.ts';
import { pruneAround } from '../support/pruneAround.ts';
import { stage } from '../support/vsix.ts';
import { readHostReport } from './hostReport.ts';
import { engines, fetchEngine } from './launch/engines.ts';

const hosts = ['newest', 'lowest', 'desktop'] as const;
/** A VS Code to run the suites in; `desktop` is downloaded from Microsoft's own host. */
type Host = (typeof hosts)[number];

/** A build and the suites, in a folder of this run's own: another run or a build must not change it meanwhile. */
async function prepare(): Promise<string> {
  const all = join(cacheFolder, 'development');
  await mkdir(all, { recursive: true });
  const folder = await mkdtemp(join(all, 'run-'));
  await pruneAround(folder);
  await stage(folder);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/runInHost.ts', 'test/vscode/suites/**/*.test.ts'],
    outbase: 'test/vscode',
    outdir: join(folder, 'suites'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    // As in esbuild.js: its main file asks for its parts at run time.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    // CommonJS packages inside an ES module bundle still call require for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return folder;
}

async function runIn(host: Host, development: string, grep: string | undefined): Promise<Counts> {
  if (host !== 'desktop') await fetchEngine(host);
  const folder = await mkdtemp(join(tmpdir(), 'easel-suites-'));
  const output = new PassThrough();
  const said = text(output);
  try {
    const workspace = join(folder, 'ridgeline');
    await cp(sampleWorkspace, workspace, { recursive: true });
    const report = join(folder, 'report.json');
    const standIn = join(import.meta.dirname, 'launch', process.platform === 'win32' ? 'code.cmd' : 'code');
    const options = {
      ...(host === 'desktop' ? {} : { vscodeExecutablePath: standIn }),
      extensionDevelopmentPath: development,
      extensionTestsPath: join(development, 'suites/runInHost.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: {
        EASEL_ENGINE: host,
        EASEL_REPORT: report,
        EASEL_NODE: process.execPath,
        EASEL_GREP: grep,
      },
      stdout: output,
      stderr: output,
    };
    const failure = await runTests(options).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    output.end();
    return await conclude(report, failure, await said);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Prints what mocha said and, after a failure, what the host said; a host without a report counts as one failure. */
async function conclude(report: string, failure: string | undefined, said: string): Promise<Counts> {
  const { counts, output } = await readHostReport(report);
  console.log(output);
  if (failure === undefined) return counts;
  console.log(`${failure}\nThe extension host's console:\n${said}`);
  return counts.failed > 0 ? counts : sumCounts([counts, oneFailed(failure)]);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, report: { type: 'string' } },
});
const named = hosts.filter(host => positionals.includes(host));
const wanted =
  named.length > 0 ? named : hosts.filter(host => host !== 'desktop' || process.env['EASEL_DESKTOP'] === '1');
endTogether();
const development = await prepare();
const all: Counts[] = [];
for (const host of wanted) {
  const name = host === 'desktop' ? 'downloaded VS Code' : `VS Code ${engines[host].replace(/^4/, '1')}`;
  console.log(`\nIn ${name}`);
  all.push(await runIn(host, development, values.grep));
}
await rm(development, { recursive: true, force: true });
await writeCounts(values.report, sumCounts(all));
process.exitCode = sumCounts(all).failed > 0 ? 1 : 0;
