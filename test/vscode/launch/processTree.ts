// Ending a server ends its extension hosts, terminals and watchers too, also those with a process group of their own.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** Ids of a process and all below it, parents first. */
export function processTree(pid: number): number[] {
  const all = parents();
  const tree = [pid];
  for (const member of tree)
    tree.push(...all.filter(([, parent]) => parent === member).map(([child]) => child));
  return tree;
}

/** Kills every given process that is still there, at once and without asking. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) signal(pid, 'SIGKILL');
}

/** Sends a signal; false where the process is gone. Signal 0 only asks. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Pairs of process and parent. Linux is read from /proc, as small containers have no `ps`. */
function parents(): [number, number][] {
  if (process.platform === 'linux') return readdirSync('/proc').flatMap(linuxParent);
  const list =
    process.platform === 'win32'
      ? execFileSync('powershell', [
          '-NoProfile',
          '-Command',
          'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }',
        ])
      : execFileSync('ps', ['-A', '-o', 'pid=,ppid=']);
  return list
    .toString()
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => [pid, parent]);
}

function linuxParent(name: string): [number, number][] {
  if (!/^\d+$/.test(name)) return [];
  try {
    // The name in brackets may hold blanks and brackets itself: the parent is the second field after the last one.
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ');
    return [[Number(name), Number(fields?.[1])]];
  } catch {
    return []; // It ended while we were reading.
  }
}
