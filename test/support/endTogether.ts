// Ctrl+C, a closed terminal or a cancelled pipeline must leave no server and no browser behind.
import process from 'node:process';
import { killAll, processTree } from '../vscode/launch/processTree.ts';

/** From now on a signal ends this process, and its end ends all that it started. */
export function endTogether(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
  process.once('exit', () => killAll(processTree(process.pid).slice(1)));
}
