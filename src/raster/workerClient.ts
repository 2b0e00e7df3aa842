import { Worker } from 'node:worker_threads';
import type { TaskReply, Tasks } from './channel.ts';
import { RasterError } from './pixels.ts';

interface Job {
  readonly task: string;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly settle: (reply: TaskReply | RasterError) => void;
}

export interface WorkerClientOptions {
  /** Milliseconds without work after which the thread is let go. */
  readonly idleMs?: number;
  /** Milliseconds a job may take before its thread is taken for hung and ended. */
  readonly jobMs?: number;
}

/**
 * One lazily started thread that does the tasks of its table, one after another. At rest it does
 * not keep the process alive; when it crashes or hangs the job at hand rejects with `crashed` and the next job gets a
 * new thread.
 */
export class WorkerClient<T extends Tasks<T>> {
  readonly #entry: URL;
  readonly #idleMs: number;
  readonly #jobMs: number;
  readonly #queue: Job[] = [];
  #worker: Worker | undefined;
  #running: Job | undefined;
  #idle: NodeJS.Timeout | undefined;
  #limit: NodeJS.Timeout | undefined;

  constructor(entry: URL, { idleMs = 60_000, jobMs = 60_000 }: WorkerClientOptions = {}) {
    this.#entry = entry;
    this.#idleMs = idleMs;
    this.#jobMs = jobMs;
  }

  /**
   * Rejects with RasterError, or with the signal's reason as soon as it is aborted (a job that already runs is
   * then finished and forgotten). Buffers in `transfer` belong to the worker afterwards.
   */
  run<Name extends keyof T & string>(
    task: Name,
    input: Parameters<T[Name]>[0],
    transfer: readonly ArrayBuffer[] = [],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<T[Name]>>> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        const waiting = this.#queue.indexOf(job);
        if (waiting >= 0) this.#queue.splice(waiting, 1);
        reject(signal?.reason);
      };
      const settle = (reply: TaskReply | RasterError) => {
        signal?.removeEventListener('abort', onAbort);
        if (reply instanceof RasterError) reject(reply);
        else if (reply.error === undefined) resolve(reply.output);
        else reject(new RasterError(reply.error.failure, reply.error.message));
      };
      const job: Job = { task, input, transfer, settle };
      if (signal?.aborted === true) onAbort();
      else this.#accept(job, onAbort, signal);
    });
  }

  /** Whether a thread is up, working or resting. */
  get started(): boolean {
    return this.#worker !== undefined;
  }

  /** Ends the thread; waiting jobs reject. The client can be used again afterwards. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#fail(new RasterError('crashed', 'the picture worker was closed'), true);
    await worker?.terminate();
  }

  #accept(job: Job, onAbort: () => void, signal?: AbortSignal): void {
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#queue.push(job);
    this.#next();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#queue.shift();
    clearTimeout(this.#idle);
    if (job === undefined) return this.#rest();
    this.#running = job;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#limit = setTimeout(() => this.#endHung(), this.#jobMs);
    try {
      this.#worker.postMessage({ task: job.task, input: job.input }, job.transfer);
    } catch (error) {
      // Input that cannot be cloned: a bug of the caller's, and no reason to lose the thread.
      this.#settle(new RasterError('failed', String(error), { cause: error }));
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { name: 'easel pictures' });
    worker.on('message', (reply: TaskReply) => {
      // The answer of a thread that was given up may still be on its way.
      if (worker === this.#worker) this.#settle(reply);
    });
    worker.on('error', error => this.#crash(worker, String(error)));
    worker.on('messageerror', error => this.#crash(worker, String(error)));
    worker.on('exit', code => this.#crash(worker, `the picture worker ended with ${code}`));
    return worker;
  }

  /** A codec in a loop hears no message: only the end of its thread ends it. */
  #endHung(): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#crash(worker, `no answer from the picture worker within ${this.#jobMs / 1000} s`);
    void worker.terminate();
  }

  #settle(reply: TaskReply | RasterError): void {
    clearTimeout(this.#limit);
    const job = this.#running;
    this.#running = undefined;
    job?.settle(reply);
    this.#next();
  }

  #crash(worker: Worker, why: string): void {
    // A thread that was already replaced or let go says nothing about the present one.
    if (worker !== this.#worker) return;
    this.#fail(new RasterError('crashed', why), false);
    this.#next();
  }

  #fail(error: RasterError, everything: boolean): void {
    clearTimeout(this.#limit);
    const jobs = [this.#running, ...(everything ? this.#queue.splice(0) : [])];
    this.#worker = undefined;
    this.#running = undefined;
    for (const job of jobs) job?.settle(error);
  }

  #rest(): void {
    this.#worker?.unref();
    this.#idle = setTimeout(() => {
      const worker = this.#worker;
      this.#worker = undefined;
      void worker?.terminate();
    }, this.#idleMs).unref();
  }
}
