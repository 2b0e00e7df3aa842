// Runs one fault against the client.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError, type ErrorRecord } from '../../src/images/errors.ts';
import type { ImageEvent } from '../../src/images/result.ts';
import { clientOf, generation } from '../support/http/client.ts';
import { nothingLeft, type Expected, type Fault, type Running } from './fault.ts';
import { when } from './servers.ts';

/** What came of a fault. */
export interface Observed {
  readonly outcome: Required<Expected>;
  readonly error?: ErrorRecord;
  /** Of single pictures. */
  readonly failed: readonly ErrorRecord[];
}

/** What a fault should come to, with nothing left unsaid. */
export function fully(expected: Expected): Required<Expected> {
  return { ...nothingLeft, ...expected };
}

/** Starts the fault, asks for a picture, and waits until every connection is closed; the test's limit ends that. */
export async function run(fault: Fault): Promise<Observed> {
  const running = await fault.start();
  const around = await mkdtemp(join(tmpdir(), 'easel-fault-'));
  const folder = await mkdtemp(join(around, 'pictures-'));
  try {
    return await observe(fault, running, around, folder);
  } finally {
    await running.close();
    await rm(around, { recursive: true, force: true });
  }
}

async function observe(fault: Fault, running: Running, around: string, folder: string): Promise<Observed> {
  await fault.prepare?.(folder);
  const request = (await fault.request?.(around)) ?? generation;
  const api = clientOf(running.baseUrl, { maxRetries: 1, ...running.options, ...fault.options });
  const events: ImageEvent[] = [];
  const stop = new AbortController();
  const stopping = fault.stopWhen?.({ running, folder, events }).then(() => stop.abort());
  let error: ErrorRecord | undefined;
  try {
    for await (const event of api.send(request, { folder, stem: 'run' }, stop.signal)) events.push(event);
  } catch (thrown) {
    // Anything but the error of the house is a bug, and fails the test.
    if (!(thrown instanceof ImageError)) throw thrown;
    error = thrown.record;
  }
  await stopping;
  await when(() => running.sockets() === 0);
  const failed = events.flatMap(event => (event.type === 'failed' ? [event.error] : []));
  const outcome: Required<Expected> = {
    kind: error?.kind ?? 'none',
    ...running.seen(),
    files: await namesIn(folder),
    billed: error?.mayBeBilled === true,
    failed: failed.map(({ kind }) => kind),
  };
  return { outcome, failed, ...(error ? { error } : {}) };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return [];
  }
}
