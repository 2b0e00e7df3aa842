// Stopped from this side: by the user, by the time limit, by the disk.
import { readdir, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageRequest } from '../../../src/images/request.ts';
import { largePng } from '../../support/http/pictures.ts';
import type { Handler } from '../../support/http/server.ts';
import { entries, event, picture, sendGood, stalls, status } from '../bodies.ts';
import { fault, type Expected, type Fault, type Moment, type Running } from '../fault.ts';
import { answering, linking, startRaw, when } from '../servers.ts';
import { secondOnly } from './pictures.ts';

const mute: Handler = () => undefined;
const large = largePng(2_000_000).toString('base64');
const halfAnswer = stalls(200, `{"data":[{"b64_json":"${large}`);
const halfStream = stalls(200, `${event('partial_image')}data: {"b64_json":"${large}`, {
  'content-type': 'text/event-stream',
});
const halfFile = linking(
  entries({ url: '/1.png' }),
  stalls(200, Buffer.from(picture, 'base64').subarray(0, 30)),
);

/** A handshake that never begins. */
const muteTls = (): Promise<Running> =>
  startRaw(
    () => undefined,
    port => ({ baseUrl: `https://127.0.0.1:${port}/v1` }),
  );

/** Reads an upload a little at a time. */
const slowReader = answering(
  (_seen, _response, request) => {
    request.on('data', () => {
      request.pause();
      setTimeout(() => request.resume(), 5);
    });
  },
  {},
  { early: true },
);

/** Sends this every few milliseconds for as long as somebody listens. */
function drips(text: string, headers: Record<string, string> = {}): () => Promise<Running> {
  return answering((_seen, response) => {
    response.writeHead(200, headers);
    const timer = setInterval(() => response.write(text), 5);
    response.once('close', () => clearInterval(timer));
  });
}

/** The same with the first line of an answer. */
const dripsHeaders = (): Promise<Running> =>
  startRaw(
    socket => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-slow: 1\r\n'), 5);
      socket.once('close', () => clearInterval(timer));
    },
    port => ({ baseUrl: `http://127.0.0.1:${port}/v1` }),
  );

async function upload(folder: string): Promise<ImageRequest> {
  const path = join(folder, 'source.png');
  await writeFile(path, largePng(20_000_000));
  const image = { path, fileName: 'source.png', type: 'png', bytes: 20_000_000 } as const;
  return { route: 'edits', prompt: 'x', images: [image], parameters: { model: 'm' } };
}

const posted = ({ running }: Moment): boolean => running.seen().posts > 0;
const hasPart = async ({ folder }: Moment): Promise<boolean> =>
  (await readdir(folder)).some(name => name.endsWith('.part'));
const hasEvent =
  (type: string) =>
  ({ events }: Moment): boolean =>
    events.some(one => one.type === type);

interface Phase {
  readonly name: string;
  readonly start: () => Promise<Running>;
  /** What the user waits for before stopping. */
  readonly reached: (moment: Moment) => boolean | Promise<boolean>;
  readonly expected: Omit<Expected, 'kind'>;
  readonly request?: (folder: string) => Promise<ImageRequest>;
}

const preview = ['run-0-partial-0.png'];

const phases: readonly Phase[] = [
  {
    name: 'connecting',
    start: muteTls,
    reached: ({ running }) => running.sockets() > 0,
    expected: { posts: 0 },
  },
  { name: 'an upload goes out', start: slowReader, reached: posted, expected: {}, request: upload },
  { name: 'the answer is awaited', start: answering(mute), reached: posted, expected: { billed: true } },
  { name: 'a picture arrives', start: answering(halfAnswer), reached: hasPart, expected: { billed: true } },
  {
    name: 'a stream arrives',
    start: answering(halfStream),
    reached: async moment => hasEvent('partial')(moment) && (await hasPart(moment)),
    expected: { billed: true, files: preview },
  },
  {
    name: 'the second picture arrives',
    start: answering(stalls(200, `{"data":[{"b64_json":"${picture}"},{"b64_json":"iVBO`)),
    reached: hasEvent('completed'),
    expected: { billed: true, files: ['run-0.png'] },
  },
  {
    name: 'a link is fetched',
    start: halfFile,
    reached: ({ running }) => running.seen().gets > 0,
    expected: { billed: true, gets: 1 },
  },
];

function row(name: string, { start, request }: Phase, expected: Expected, more: Partial<Fault>): Fault {
  return fault(name, start, expected, { ...more, ...(request ? { request } : {}) });
}

/** The user stops, in each phase. */
export const cancels: readonly Fault[] = [
  ...phases.map(phase =>
    row(
      `cancel: ${phase.name}`,
      phase,
      { kind: 'cancelled', ...phase.expected },
      {
        stopWhen: moment => when(() => phase.reached(moment)),
      },
    ),
  ),
  fault(
    'cancel: waiting to send again',
    answering(status(429, '', { 'retry-after': '10' })),
    {
      kind: 'cancelled',
    },
    { stopWhen: moment => when(() => hasEvent('retrying')(moment)) },
  ),
];

const short = { options: { timeoutMs: 400 } };

/** The time limit passes, in each phase. */
export const timeouts: readonly Fault[] = [
  ...phases.map(phase => row(`timeout: ${phase.name}`, phase, { kind: 'timeout', ...phase.expected }, short)),
  fault(
    'timeout: one of two links is silent',
    linking(entries({ url: '/1.png' }, { url: '/2.png' }), secondOnly),
    { kind: 'timeout', billed: true, gets: 2, files: ['run-1.png'] },
    short,
  ),
  fault('timeout: headers drip', dripsHeaders, { kind: 'timeout', billed: true }, short),
  fault(
    'timeout: blanks drip',
    drips(' ', { 'content-type': 'application/json' }),
    {
      kind: 'timeout',
      billed: true,
    },
    short,
  ),
  fault('timeout: events drip', drips('data: {}\n\n'), { kind: 'timeout', billed: true }, short),
];

const full = (name: string): Partial<Fault> => ({
  prepare: folder => symlink('/dev/full', join(folder, name)),
  notOn: ['win32', 'darwin'],
});
const unwritable = { kind: 'disk', billed: true } as const;

/** Nowhere to put it, or nothing to send. */
export const disks: readonly Fault[] = [
  fault('disk: full', answering(sendGood), unwritable, full('run-0.part')),
  fault('disk: full in the middle', answering(halfAnswer), unwritable, full('run-0.part')),
  fault(
    'disk: full in a stream',
    answering(halfStream),
    { ...unwritable, files: preview },
    full('run-stream-1.part'),
  ),
  fault(
    'disk: full while a link is fetched',
    linking(entries({ url: '/1.png' }), (_seen, response) => {
      response.end(Buffer.from(picture, 'base64'));
    }),
    { ...unwritable, gets: 1 },
    full('run-0.part'),
  ),
  fault('disk: the folder is gone', answering(sendGood), unwritable, {
    prepare: folder => rm(folder, { recursive: true }),
  }),
  fault(
    'disk: a folder where the picture should be',
    answering(sendGood),
    {
      ...unwritable,
      files: ['run-0.png'],
    },
    { prepare: async folder => void (await mkdir(join(folder, 'run-0.png', 'x'), { recursive: true })) },
  ),
  fault(
    'source: gone',
    answering(sendGood),
    { kind: 'source', posts: 0 },
    {
      request: async folder => {
        const request = await upload(folder);
        await rm(join(folder, 'source.png'));
        return request;
      },
    },
  ),
  fault(
    'source: empty',
    answering(sendGood),
    { kind: 'source', posts: 0 },
    {
      request: async folder => {
        const request = await upload(folder);
        await writeFile(join(folder, 'source.png'), '');
        return request;
      },
    },
  ),
];
