// Mocha by its API: the command line cannot tell how many tests passed.
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { oneFailed, type Counts } from './counts.ts';

/** Runs test files (absolute paths) one after the other; a run without any test counts as one failure. */
export async function runMocha(files: readonly string[], options: Mocha.MochaOptions = {}): Promise<Counts> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 10_000, ...options });
  // Mocha itself would require() them, and a module that is required and imports vscode hangs VS Code 1.112 for good.
  for (const file of files) {
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, file, mocha);
    await import(pathToFileURL(file).href);
  }
  const failures: string[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>(resolve => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Test, error: unknown) => {
      failures.push(
        `${test.fullTitle()}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    });
  });
  const { passes: passed = 0, failures: failed = 0, pending = 0 } = stats ?? {};
  const counts = { passed, failed, pending, failures };
  return passed + failed + pending === 0 ? oneFailed('There is no such test.') : counts;
}
