// Streams of events.
import { event, events, picture, resets } from '../bodies.ts';
import { fault, type Expected, type Fault, type Running } from '../fault.ts';
import { answering, linking } from '../servers.ts';

/** Asks for so many pictures. */
function asking(n: number): Pick<Fault, 'request'> {
  const parameters = { model: 'm', stream: true, partialImages: 2, n };
  return { request: () => Promise.resolve({ route: 'generations', prompt: 'a lighthouse', parameters }) };
}

const stream = (...parts: readonly string[]): (() => Promise<Running>) => answering(events(...parts));
const partial = (index: number, fields: object = {}): string =>
  event('partial_image', { partial_image_index: index, ...fields });
const completed = event('completed');
const error = (code: string): string =>
  `event: error\ndata: ${JSON.stringify({ type: 'error', error: { code, message: 'No.' } })}\n\n`;

const rows: readonly Fault[] = [
  fault('stream: duplicate events', stream(partial(0), partial(0), completed, completed), {
    kind: 'none',
    files: ['run-0-partial-0.png', 'run-0.png'],
  }),
  fault('stream: previews out of order', stream(partial(1), partial(0), completed), {
    kind: 'none',
    files: ['run-0-partial-0.png', 'run-0-partial-1.png', 'run-0.png'],
  }),
  fault('stream: a preview after the picture', stream(completed, partial(0)), {
    kind: 'none',
    files: ['run-0.png'],
  }),
  fault('stream: a broken preview', stream(partial(0, { b64_json: 'iVBO' }), completed), {
    kind: 'none',
    files: ['run-0.png'],
  }),
  fault('stream: no picture at its end', stream(partial(0), partial(1)), {
    kind: 'cutOff',
    billed: true,
    files: ['run-0-partial-0.png', 'run-0-partial-1.png'],
  }),
  fault('stream: no blank line at its end', stream(completed.trimEnd()), {
    kind: 'none',
    files: ['run-0.png'],
  }),
  fault('stream: [DONE] after the picture', stream(completed, 'data: [DONE]\n\n'), {
    kind: 'none',
    files: ['run-0.png'],
  }),
  fault('stream: [DONE] without a picture', stream('data: [DONE]\n\n'), {
    kind: 'emptyAnswer',
    billed: true,
  }),
  fault('stream: cut in an event', stream(completed.slice(0, -30)), { kind: 'cutOff', billed: true }),
  fault(
    'stream: reset in an event',
    answering(
      resets(200, `${partial(0)}${completed.slice(0, 90)}`, {
        'content-type': 'text/event-stream',
      }),
    ),
    { kind: 'cutOff', billed: true, files: ['run-0-partial-0.png'] },
  ),
  fault(
    'stream: reset after the picture',
    answering(
      resets(200, completed, {
        'content-type': 'text/event-stream',
      }),
    ),
    { kind: 'none', files: ['run-0.png'] },
  ),
  fault('stream: an error at once', stream(error('moderation_blocked')), { kind: 'moderation' }),
  fault('stream: an error in the middle', stream(partial(0), error('moderation_blocked')), {
    kind: 'moderation',
    billed: true,
    files: ['run-0-partial-0.png'],
  }),
  fault('stream: an error without a code', stream('data: {"error":{"message":"Worker died"}}\n\n'), {
    kind: 'server',
    billed: true,
  }),
  fault('stream: an error as text', stream('event: error\ndata: out of memory\n\n'), {
    kind: 'server',
    billed: true,
  }),
  fault('stream: signs of life only', stream(': ping\n\n', 'data: {"type":"ping"}\n\n'), {
    kind: 'cutOff',
    billed: true,
  }),
  fault('stream: comments only', stream(': ping\n\n', ': ping\n\n'), { kind: 'badAnswer', billed: true }),
  fault('stream: a bad picture', stream(event('completed', { b64_json: '!!' })), {
    kind: 'badPicture',
    billed: true,
  }),
  fault('stream: an event that is no JSON', stream('data: {"type":\n\n'), { kind: 'cutOff', billed: true }),
  fault(
    'stream: an event of 17 MB that is no picture',
    stream(`data: {"x":"${'x'.repeat(17_000_000)}"}\n\n`),
    {
      kind: 'tooLarge',
      billed: true,
    },
  ),
  fault(
    'stream: called JSON',
    answering((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(completed);
    }),
    { kind: 'none', files: ['run-0.png'] },
  ),
  fault(
    'stream: JSON in its place',
    answering((_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(JSON.stringify({ data: [{ b64_json: picture }] }));
    }),
    { kind: 'none', files: ['run-0.png'] },
  ),
  fault(
    'stream: BOM, comments and CRLF',
    stream(`\uFEFF: hello\r\n\r\n${completed.replaceAll('\n', '\r\n')}`),
    {
      kind: 'none',
      files: ['run-0.png'],
    },
  ),
];

const bad = { b64_json: '!!' };
const good = { b64_json: picture };
const whole = (...data: readonly object[]): string => `data: ${JSON.stringify({ data })}\n\n`;
const second: Expected = { kind: 'none', files: ['run-1.png'], failed: ['badPicture'] };
const limits = { pictureBytes: 100_000 };
const large = { b64_json: Buffer.alloc(200_000).toString('base64') };

/** Two pictures are asked for. */
const rowsOfTwo: readonly Fault[] = [
  fault('stream: two pictures, the first bad', stream(event('completed', bad), completed), second),
  fault('stream: two in one event, the first bad', stream(whole(bad, good)), second),
  fault('stream: two pictures, the second bad', stream(completed, event('completed', bad)), {
    kind: 'none',
    files: ['run-0.png'],
    failed: ['badPicture'],
  }),
  fault(
    'stream: two pictures, the first over the limit',
    answering(events(event('completed', large), completed), { limits }),
    { ...second, failed: ['tooLarge'] },
  ),
  fault(
    'stream: a preview over the limit',
    answering(events(event('partial_image', large), completed), { limits }),
    {
      kind: 'none',
      files: ['run-0.png'],
    },
  ),
  fault(
    'stream: two links in one event, the first gone',
    linking(events(whole({ url: '/1.png' }, { url: '/2.png' })), (seen, response) => {
      if (seen.url === '/1.png') response.writeHead(410).end();
      else response.end(Buffer.from(picture, 'base64'));
    }),
    { ...second, failed: ['download'], gets: 2 },
  ),
  fault('stream: two pictures, both bad', stream(event('completed', bad), event('completed', bad)), {
    kind: 'badPicture',
    billed: true,
  }),
];

/** All with `stream` asked for. */
export const streams: readonly Fault[] = [
  ...rows.map(row => ({ ...asking(1), ...row })),
  ...rowsOfTwo.map(row => ({ ...asking(2), ...row })),
];
