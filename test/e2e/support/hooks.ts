// Hooks round every end-to-end test, loaded by the runner.
import type { Context, RootHookObject } from 'mocha';
import { reportFailure } from './failures.ts';
import { closeSharedBrowser } from './sharedBrowser.ts';
import { openWorkbenches } from './workbench.ts';

/** Mocha's root hooks: evidence of failures, and nothing left running. */
export const mochaHooks: RootHookObject = {
  async afterEach(this: Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await reportFailure(test.fullTitle(), openWorkbenches());
  },
  async afterAll() {
    // Whatever is still open belongs to a hook that failed: no test has closed it.
    const left = openWorkbenches();
    if (left.length > 0) await reportFailure('left open', left);
    for (const workbench of left) await workbench.close();
    await closeSharedBrowser();
  },
};
