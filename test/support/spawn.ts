// Starting other programs and waiting for them.
import { spawn, type SpawnOptions } from 'node:child_process';
import process from 'node:process';

/** What a finished program left: `code` is 1 where a signal ended it. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end. With `echo` its output is passed on as it comes, otherwise only collected. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly echo?: boolean } = {},
): Promise<Finished> {
  const { echo = false, ...rest } = options;
  const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (data: Buffer): void => {
    output += data.toString();
    if (echo) process.stdout.write(data);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code: code ?? 1, output }));
  });
}
