// Runs test files in this process, the end-to-end ones with their hooks:
// node test/support/mochaMain.ts [--e2e] [--grep text] [--timeout ms] [--report file] pattern …
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { RootHookObject } from 'mocha';
import { writeCounts } from './counts.ts';
import { endTogether } from './endTogether.ts';
import { runMocha } from './mocha.ts';
import { root } from './paths.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string' },
    timeout: { type: 'string', default: '10000' },
    report: { type: 'string' },
    e2e: { type: 'boolean', default: false },
  },
});

/** Only where they are wanted: they load Playwright. */
async function hooks(): Promise<{ rootHooks?: RootHookObject }> {
  return values.e2e ? { rootHooks: (await import('../e2e/support/hooks.ts')).mochaHooks } : {};
}

const files: string[] = [];
for await (const file of glob(positionals, { cwd: root })) files.push(join(root, file));
endTogether();
const counts = await runMocha(files.toSorted(), {
  timeout: Number(values.timeout),
  ...(values.grep === undefined ? {} : { grep: values.grep }),
  ...(await hooks()),
});
await writeCounts(values.report, counts);
process.exitCode = counts.failed > 0 ? 1 : 0;
