// What a fault is: something that goes wrong between here and a picture, and what has to come of it.
import type { ImagesApiOptions } from '../../src/api/client.ts';
import type { ErrorKind } from '../../src/images/errors.ts';
import type { ImageRequest } from '../../src/images/request.ts';
import type { ImageEvent } from '../../src/images/result.ts';

/** A fault that is going on. `close` ends everything that was started for it. */
export interface Running {
  readonly baseUrl: string;
  /** What the client needs to come to it: a proxy, a limit, an authority. */
  readonly options?: Partial<ImagesApiOptions>;
  /** Requests that came so far, by method; a POST is what may be billed. */
  readonly seen: () => { readonly posts: number; readonly gets: number };
  /** Connections that are open. */
  readonly sockets: () => number;
  close(): Promise<void>;
}

/** What can be looked at while the request of a fault is running. */
export interface Moment {
  readonly running: Running;
  readonly folder: string;
  readonly events: readonly ImageEvent[];
}

/** What comes of a fault; what is not said is as in `nothingLeft`. */
export interface Expected {
  /** `none`: the client gets over it. */
  readonly kind: ErrorKind | 'none';
  /** Paid requests that reached the server. */
  readonly posts?: number;
  /** Downloads of pictures. */
  readonly gets?: number;
  /** Files that are there afterwards: pictures and whole previews, nothing half-written. */
  readonly files?: readonly string[];
  readonly billed?: boolean;
  /** Kinds of errors of single pictures, beside which others arrived. */
  readonly failed?: readonly ErrorKind[];
}

/** For `Expected`: one paid request, nothing left, nothing to pay. */
export const nothingLeft = { posts: 1, gets: 0, files: [], billed: false, failed: [] } as const;

/** One row of the table. */
export interface Fault {
  readonly name: string;
  readonly start: () => Promise<Running>;
  readonly expected: Expected;
  /** Instead of one picture from words; `folder` is for files to send. */
  readonly request?: (folder: string) => Promise<ImageRequest>;
  /** What is done to the folder of the pictures beforehand. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** The user stops when this resolves. */
  readonly stopWhen?: (moment: Moment) => Promise<void>;
  readonly options?: Partial<ImagesApiOptions>;
  /** Where this fault cannot be made. */
  readonly notOn?: readonly NodeJS.Platform[];
}

/** A row in one expression. */
export function fault(
  name: string,
  start: () => Promise<Running>,
  expected: Expected,
  more: Partial<Omit<Fault, 'name' | 'start' | 'expected'>> = {},
): Fault {
  return { name, start, expected, ...more };
}
