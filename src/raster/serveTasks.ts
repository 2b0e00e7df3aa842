import { parentPort } from 'node:worker_threads';
import { buffersIn, type TaskReply, type TaskRequest, type Tasks } from './channel.ts';
import { RasterError } from './pixels.ts';

/** The worker's side of WorkerClient: answers each request with the handler of its name. */
export function serveTasks<T extends Tasks<T>>(handlers: T): void {
  const byName = new Map<string, (input: never) => unknown>(Object.entries(handlers));
  parentPort?.on('message', (request: TaskRequest) => {
    void reply(byName.get(request.task), request);
  });
}

async function reply(handler: ((input: never) => unknown) | undefined, request: TaskRequest): Promise<void> {
  const message = await answer(handler, request);
  // Pictures are handed over, not copied: the worker never keeps what it answered.
  parentPort?.postMessage(message, [...buffersIn(message)]);
}

async function answer(
  handler: ((input: never) => unknown) | undefined,
  request: TaskRequest,
): Promise<TaskReply | { output: unknown }> {
  try {
    if (handler === undefined) throw new RasterError('failed', `no task ${request.task}`);
    return { output: await handler(request.input) };
  } catch (error) {
    return {
      error: { failure: error instanceof RasterError ? error.failure : 'failed', message: wordsOf(error) },
    };
  }
}

/** Codecs compiled from C++ throw numbers and strings too. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
