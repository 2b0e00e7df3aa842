// What both clients are told, and what they say when they are done.
import { existsSync, readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { caseOf, type Case } from '../cases.ts';

/** One run of one client. */
export interface Task {
  readonly what: Case;
  readonly baseUrl: string;
  /** Where the pictures go, an empty folder. */
  readonly folder: string;
  /** The picture to be edited. */
  readonly source: string;
}

/** Everything of a request but its kind. */
export const request = { model: 'gpt-image-2', prompt: 'a quiet harbour' };

/** Does the task of the command line as often as it says, at the same time, reports, and waits to be ended. */
export async function perform(once: (task: Task, at: number) => Promise<void>): Promise<void> {
  const [folder = '', name = '', origin = '', source = ''] = process.argv.slice(2);
  const what = caseOf(name);
  const task = { what, baseUrl: `${origin}/v1`, folder, source };
  const started = performance.now();
  await Promise.all(Array.from({ length: what.atOnce ?? 1 }, (_none, at) => once(task, at)));
  const requestMs = performance.now() - started;
  writeSync(1, `${JSON.stringify({ requestMs, peakBytes: peakBytes() })}\n`);
  // How long a process takes to end is nobody's merit: the bench kills it now, and should the bench be gone, so is this.
  process.stdin.once('end', () => process.exit()).resume();
}

/** `maxRSS` of a new process begins with what its parent had; the kernel's own mark does not. */
function peakBytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const mark = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return 1024 * (mark === undefined ? process.resourceUsage().maxRSS : Number(mark));
}
