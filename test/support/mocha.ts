// Mocha by its API: the command line cannot tell how many tests passed.
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import type { Counts } from './counts.ts';

/** Runs test files (absolute paths) one after the other; a run without any test counts as one failure. */
export async function runMocha(files: readonly string[], options: Mocha.MochaOptions = {}): Promise<Counts> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout: 10_000, ...options });
  // Mocha itself would require() them, and a module that is required and imports vscode hangs VS Code 1.112 for good.
  for (const file of files) {
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, file, mocha);
    await import(pathToFileURL(file).href);
  }
  const stats = await new Promise<Mocha.Stats | undefined>(resolve => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const { passes: passed = 0, failures: failed = 0, pending = 0 } = stats ?? {};
  return passed + failed + pending === 0 ? { passed, failed: 1, pending } : { passed, failed, pending };
}
