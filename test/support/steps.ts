// The steps of `npm test`, in their order: the cheap ones first.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { oneFailed, onePassed, readCounts, sumCounts, type Counts } from './counts.ts';
import { root } from './paths.ts';
import { runShown } from './spawn.ts';
import { packVsix } from './vsix.ts';

/** A step by its name; `args` are what the person added for it (`--grep text`, files). */
export interface Step {
  readonly name: string;
  readonly title: string;
  readonly run: (args: readonly string[]) => Promise<Counts>;
}

/** One test: a tool that ends with 0. */
function check(name: string, title: string, ...commands: readonly (readonly [string, ...string[]])[]): Step {
  const runCheck = async (): Promise<Counts> => {
    for (const [program, ...args] of commands)
      if ((await node(join('node_modules', program), ...args)) !== 0) return oneFailed(program);
    return onePassed;
  };
  return { name, title, run: runCheck };
}

/** As many tests as mocha finds. A folder that does not exist yet has none; one without test files is a mistake. */
function suites(name: string, title: string, folder: string, ...options: readonly string[]): Step {
  const runSuites = async (args: readonly string[]): Promise<Counts> => {
    if (!existsSync(join(root, folder))) return sumCounts([]);
    const files = args.filter(argument => argument.endsWith('.ts'));
    const rest = args.filter(argument => !argument.endsWith('.ts'));
    const patterns = files.length > 0 ? files : [`${folder}/**/*.test.ts`];
    return await counted('test/support/mochaMain.ts', ...options, ...rest, ...patterns);
  };
  return { name, title, run: runSuites };
}

async function packageStep(args: readonly string[]): Promise<Counts> {
  console.log(await packVsix());
  return await suites('', '', 'test/package').run(args);
}

/** Every step there is. */
export const steps: readonly Step[] = [
  check('types', 'Types', ['typescript/bin/tsc', '-p', '.'], ['typescript/bin/tsc', '-p', 'src/webview']),
  check('lint', 'Lint', ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
  check('dead', 'Dead code', ['knip/bin/knip.js']),
  check('format', 'Format', ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']),
  suites('unit', 'Unit tests', 'test/unit'),
  suites('contract', 'Contract tests', 'test/contract', '--timeout=30000'),
  suites('faults', 'Faults', 'test/faults', '--timeout=20000'),
  suites('fuzz', 'Bodies at random', 'test/fuzz'),
  { name: 'package', title: 'Package', run: packageStep },
  {
    name: 'vscode',
    title: 'Suites inside VS Code',
    run: args => counted('test/vscode/runSuites.ts', ...args),
  },
  suites('sheet', 'The contact sheet in a browser', 'test/sheet', '--timeout=60000'),
  suites('e2e', 'End-to-end tests', 'test/e2e', '--e2e', '--timeout=60000'),
];

/** Runs a script of ours that leaves its counts in a file. */
async function counted(script: string, ...args: readonly string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-run-'));
  try {
    const report = join(folder, 'counts.json');
    const code = await node(script, `--report=${report}`, ...args);
    const counts = await readCounts(report);
    return code !== 0 && counts.failed === 0
      ? sumCounts([counts, oneFailed(`It ended with ${code}.`)])
      : counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function node(script: string, ...args: readonly string[]): Promise<number> {
  return await runShown(process.execPath, [join(root, script), ...args], { cwd: root });
}
