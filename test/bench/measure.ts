// One run of one program: how long, how much memory, and whether the right files came out.
import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as v from 'valibot';

/** A run that takes longer has failed, ms. */
const limit = 120_000;

const report = v.object({ requestMs: v.number(), peakBytes: v.number() });

/** What one run took. */
export interface Sample {
  /** From the start of the process until all is on disk, ms. */
  readonly wallMs: number;
  /** Without the start of the process, ms; of clients only. */
  readonly requestMs?: number;
  /** Peak RSS; of clients only. */
  readonly peakBytes?: number;
}

/** Runs a client in a folder of its own. @throws Error when it fails or other files come out than those of `wanted` */
export async function measureClient(
  program: string,
  args: readonly [name: string, origin: string, source: string],
  wanted: readonly string[],
): Promise<Sample> {
  return await inFolder(wanted, async folder => {
    const started = performance.now();
    const said = await firstLine(process.execPath, [program, folder, ...args]);
    return { wallMs: performance.now() - started, ...v.parse(report, JSON.parse(said)) };
  });
}

/** Runs a floor, which writes into its working folder. @throws Error like `measureClient` */
export async function measureFloor(
  [program, ...args]: readonly [string, ...string[]],
  wanted: readonly string[],
): Promise<Sample> {
  return await inFolder(wanted, async folder => {
    const started = performance.now();
    await ended(program, args, folder);
    return { wallMs: performance.now() - started };
  });
}

async function inFolder(
  wanted: readonly string[],
  work: (folder: string) => Promise<Sample>,
): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'easel-bench-'));
  try {
    const sample = await work(folder);
    await verify(folder, wanted);
    return sample;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first line a program prints; it is ended then. */
async function firstLine(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], timeout: limit });
  const exit = new Promise<string>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`${args.join(' ')} ended with ${code} before it was done`)));
  });
  const line = new Promise<string>(resolve => {
    let said = '';
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (said.endsWith('\n')) resolve(said);
    });
  });
  try {
    return await Promise.race([line, exit]);
  } finally {
    child.kill('SIGKILL');
    await exit.catch(() => undefined);
  }
}

async function ended(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'], timeout: limit });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
    );
  });
}

async function verify(folder: string, wanted: readonly string[]): Promise<void> {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async name => hash('sha256', await readFile(join(folder, name)))),
  );
  const same = found.toSorted().join() === wanted.toSorted().join();
  if (!same) throw new Error(`Not the files that were sent: ${names.join(', ')}`);
}
