// The floor: the same pictures as bare base64 through the programs every system has, or through a pipe of Node's.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { Case } from './cases.ts';

const hasTools = ['curl', 'base64'].every(tool => spawnSync(tool, ['--version']).status === 0);

/** What the floor is on this machine. */
export const floorName = hasTools
  ? '`curl … | base64 -d`'
  : "a pipe of Node's, for want of `curl` and `base64`";

/** The command of one run: one file for each request of the case. */
export function floorCommand(what: Case, origin: string, source: string): readonly [string, ...string[]] {
  const url = `${origin}/raw`;
  const count = String(what.atOnce ?? 1);
  const upload = what.route === 'edits' ? source : '';
  if (!hasTools) return [process.execPath, join(import.meta.dirname, 'clients/pipe.mjs'), url, count, upload];
  const form = upload === '' ? '' : '-F image=@"$2" -F prompt=x';
  const script = `for at in $(seq ${count}); do curl -s ${form} "$1" | base64 -d > "$at" & done; wait`;
  return ['sh', '-c', script, 'sh', url, upload];
}
