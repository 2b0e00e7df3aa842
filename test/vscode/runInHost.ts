// Loaded by VS Code's extension host, bundled: runs the suites beside it and leaves a report for the launcher.
import { glob, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { format } from 'node:util';
import Mocha from 'mocha';
import { oneFailed } from '../support/counts.ts';
import { runMocha } from '../support/mocha.ts';
import type { HostReport } from './hostReport.ts';

/** Called by VS Code; rejects when a test failed, so that VS Code ends with an error. */
export async function run(): Promise<void> {
  const lines: string[] = [];
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => void lines.push(format(...args));
  const folder = join(import.meta.dirname, 'suites');
  const files: string[] = [];
  for await (const file of glob('**/*.test.js', { cwd: folder })) files.push(join(folder, file));
  const grep = process.env['EASEL_GREP'];
  const options = {
    timeout: 20_000,
    color: process.env['FORCE_COLOR'] === '1',
    ...(grep === undefined ? {} : { grep }),
  };
  const counts = await runMocha(files.toSorted(), options).catch((error: unknown) => {
    lines.push(format(error));
    return oneFailed(format(error));
  });
  const report: HostReport = { counts, output: lines.join('\n') };
  await writeFile(process.env['EASEL_REPORT'] ?? 'report.json', JSON.stringify(report));
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}
