import type { RasterFailure } from './pixels.ts';

/** What host and worker say to each other: one request at a time, one answer to each. */

/** The tasks of a worker: a name, what goes in, what comes out. */
export type Tasks<T> = { readonly [Name in keyof T]: (input: never) => unknown };

export interface TaskRequest {
  readonly task: string;
  /** `never`, since only the task's own handler knows its type. */
  readonly input: never;
}

export type TaskReply =
  | { readonly output: never; readonly error?: never }
  | {
      readonly error: { readonly failure: RasterFailure; readonly message: string };
      readonly output?: never;
    };

/** Buffers inside a message that may be handed over instead of copied; each only once. */
export function buffersIn(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (value instanceof ArrayBuffer) found.add(value);
  else if (ArrayBuffer.isView(value)) buffersIn(value.buffer, found);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersIn(part, found);
  return found;
}
