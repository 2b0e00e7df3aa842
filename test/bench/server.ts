// Starting and ending the server.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as v from 'valibot';

const ready = v.object({ port: v.number(), pictures: v.array(v.string()), joined: v.string() });

/** The server of one case while it runs. */
export interface BenchServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** SHA-256 of each picture of one answer. */
  readonly pictures: readonly string[];
  /** SHA-256 of all of them in one, as a floor leaves them. */
  readonly joined: string;
  readonly close: () => Promise<void>;
}

/** Resolves when the bodies are made and the server listens. */
export async function startBenchServer(name: string): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, 'serverMain.ts'), [name]);
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error('The server ended before it listened');
  });
  const said = once(child, 'message');
  const [message]: unknown[] = await Promise.race([said, failed]);
  failed.catch(() => undefined);
  const { port, pictures, joined } = v.parse(ready, message);
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { origin: `http://127.0.0.1:${port}`, pictures, joined, close };
}
