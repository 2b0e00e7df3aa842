// `npm test`: runs all steps, or those named, and ends with the line `N passed, N failed`.
//   npm test                      everything
//   npm test unit e2e             these steps
//   npm test e2e -- --grep toast test/e2e/save.test.ts
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { oneFailed, onePassed, sumCounts, type Counts } from './counts.ts';
import { endTogether } from './endTogether.ts';
import { root } from './paths.ts';
import { steps, type Step } from './steps.ts';

const args = process.argv.slice(2);
const isOption = (argument: string): boolean => argument.startsWith('-') || argument.endsWith('.ts');
const first = args.findIndex(isOption);
const named = first < 0 ? args : args.slice(0, first);
const rest = first < 0 ? [] : args.slice(first);
const unknown = named.filter(name => !steps.some(step => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. There are: ${steps.map(step => step.name).join(', ')}.`,
  );
  process.exit(1);
}

/** What git sees changed; undefined outside a checkout. */
function workTree(): string | undefined {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

async function timed(step: Step): Promise<Counts> {
  console.log(`\n── ${step.title} ${'─'.repeat(Math.max(0, 70 - step.title.length))}`);
  const start = performance.now();
  const counts = await step.run(rest).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed(String(error));
  });
  const { passed, failed, pending } = counts;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${step.title}: ${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ''} (${seconds} s)`,
  );
  return { ...counts, failures: counts.failures.map(failure => `${step.title}: ${failure}`) };
}

/** The tests must leave nothing behind; asked after complete runs only, in which nobody works on the files. */
function cleanCheck(before: string | undefined): Counts {
  const after = workTree();
  if (before === after) return onePassed;
  return oneFailed(`The tests changed the work tree:\n${after ?? ''}`);
}

endTogether();
const before = workTree();
const all: Counts[] = [];
for (const step of steps.filter(({ name }) => named.length === 0 || named.includes(name)))
  all.push(await timed(step));
if (named.length === 0) all.push(cleanCheck(before));
const { passed, failed, failures } = sumCounts(all);
// Once more, all together: whoever reads the end of a long log sees what failed.
for (const failure of failures) console.log(`\nFailed: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
