// What is measured: the same requests for both clients and for the floor.

/** One thing to measure. Its bodies are made once, before anything is measured. */
export interface Case {
  /** The name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly route: 'generations' | 'edits';
  /** Pictures of one answer; previews of a stream count. */
  readonly pictures: number;
  /** Of each picture, as base64 text. */
  readonly base64Bytes: number;
  readonly stream?: boolean;
  /** Requests that run at the same time. */
  readonly atOnce?: number;
}

/** Size of the picture that is sent with an edit, bytes. */
export const uploadBytes = 20_000_000;

/** Size of the pieces a stream is written in, bytes. */
export const streamChunkBytes = 16 * 1024;

/** In the order of the table. */
export const cases: readonly Case[] = [
  {
    name: 'generate-1',
    title: 'generate, n=1, 8 MB of base64',
    route: 'generations',
    pictures: 1,
    base64Bytes: 8_000_000,
  },
  {
    name: 'generate-10',
    title: 'generate, n=10, 80 MB of base64',
    route: 'generations',
    pictures: 10,
    base64Bytes: 8_000_000,
  },
  {
    name: 'stream',
    title: 'stream, 3 events of 10 MB in 16 KB chunks',
    route: 'generations',
    pictures: 3,
    base64Bytes: 10_000_000,
    stream: true,
  },
  {
    name: 'edit',
    title: 'edit, 20 MB up, 8 MB of base64 down',
    route: 'edits',
    pictures: 1,
    base64Bytes: 8_000_000,
  },
  {
    name: 'eight-at-once',
    title: '8 runs at once, 8 MB of base64 each',
    route: 'generations',
    pictures: 1,
    base64Bytes: 8_000_000,
    atOnce: 8,
  },
];

/** @throws Error when there is none of that name */
export function caseOf(name: string): Case {
  const found = cases.find(one => one.name === name);
  if (!found) throw new Error(`No such case: ${name}. There are: ${cases.map(one => one.name).join(', ')}.`);
  return found;
}
