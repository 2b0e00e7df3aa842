// Activation inside VS Code, in a fresh extension host each time: Easel as it is packed against an empty extension.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { root, sampleWorkspace } from '../../support/paths.ts';
import { stage } from '../../support/vsix.ts';
import { fetchEngine } from '../../vscode/launch/engines.ts';
import { median } from '../statistics.ts';
import { writeEmptyExtension } from './empty.ts';

/** Medians of `extension.activate()`, ms: loading and running it. */
export interface Activation {
  readonly easelMs: number;
  readonly emptyMs: number;
  readonly runs: number;
}

interface Subject {
  readonly id: string;
  /** Its folder. */
  readonly path: string;
}

/** Measures both in turn. */
export async function measureActivation(runs: number): Promise<Activation> {
  await fetchEngine('newest');
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  try {
    const easel = { id: 'easel-images.easel', path: join(folder, 'easel') };
    await stage(easel.path, '--production');
    await leaveToSuite(easel.path);
    const path = join(folder, 'empty');
    const empty = { id: await writeEmptyExtension(easel.path, path), path };
    const tests = join(folder, 'runInHost.mjs');
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['test/bench/activation/runInHost.ts'],
      outfile: tests,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['vscode'],
      logLevel: 'warning',
    });
    const easelMs: number[] = [];
    const emptyMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      easelMs.push(await activate(easel, tests));
      emptyMs.push(await activate(empty, tests));
      process.stderr.write('.');
    }
    return { easelMs: median(easelMs), emptyMs: median(emptyMs), runs };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Takes the events out of an extension's manifest: VS Code itself opens JSON as it starts, and would be first. */
async function leaveToSuite(folder: string): Promise<void> {
  const manifest = join(folder, 'package.json');
  const parsed: object = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify({ ...parsed, activationEvents: [] }));
}

async function activate({ id, path }: Subject, tests: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-host-'));
  const output = new PassThrough();
  const said = text(output);
  try {
    const workspace = join(folder, 'ridgeline');
    await cp(sampleWorkspace, workspace, { recursive: true });
    const report = join(folder, 'report');
    const program = process.platform === 'win32' ? 'code.cmd' : 'code';
    await runTests({
      vscodeExecutablePath: join(root, 'test/vscode/launch', program),
      extensionDevelopmentPath: path,
      extensionTestsPath: tests,
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: {
        EASEL_ENGINE: 'newest',
        EASEL_NODE: process.execPath,
        EASEL_BENCH_ID: id,
        EASEL_BENCH_REPORT: report,
      },
      stdout: output,
      stderr: output,
    }).catch(async (error: unknown) => {
      output.end();
      throw new Error(`${id}: ${String(error)}\n${await said}`);
    });
    return Number(await readFile(report, 'utf8'));
  } finally {
    output.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
