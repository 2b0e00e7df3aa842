// Answers with status 200 (or near it) that are not what they should be.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { entries, good, json, page, picture, resets, stalls, status } from '../bodies.ts';
import { fault, type Fault } from '../fault.ts';
import { answering, linking } from '../servers.ts';

const broken = { kind: 'cutOff', billed: true } as const;
const one = { kind: 'none', files: ['run-0.png'] } as const;
const gzip = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

/** A gzip bomb: `count` times the same byte between two texts. */
function bomb(before: string, byte: string, count: number, after = ''): Buffer {
  return gzipSync(Buffer.concat([Buffer.from(before), Buffer.alloc(count, byte), Buffer.from(after)]));
}

/** Not all of it, or not as it was announced. */
export const cutShort: readonly Fault[] = [
  fault('reset in the middle of the JSON', answering(resets(200, good.slice(0, 15))), broken),
  fault('reset in the middle of the base64', answering(resets(200, good.slice(0, 60))), broken),
  fault('JSON cut in the structure', answering(status(200, good.slice(0, 15))), broken),
  fault('JSON cut in the base64', answering(status(200, good.slice(0, 60))), broken),
  fault(
    'content-length too long, connection closed',
    answering((_seen, response, request) => {
      response.writeHead(200, { 'content-length': good.length + 10 });
      response.write(good.slice(0, -10), () => request.socket.end());
    }),
    broken,
  ),
  fault(
    'content-length too long, connection kept',
    answering(stalls(200, good, { 'content-length': String(good.length + 10) })),
    one,
  ),
  fault(
    'content-length too short',
    answering((_seen, _response, request) => {
      request.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 30\r\n\r\n${good}`);
    }),
    broken,
  ),
  fault('chunks without their end', answering(resets(200, good)), one),
  fault('gzip cut short', answering(status(200, gzipSync(good).subarray(0, -20), gzip)), broken),
  fault('one picture whole, then reset', answering(resets(200, `${good.slice(0, -2)},{"b64_json":"iVBO`)), {
    ...broken,
    files: ['run-0.png'],
  }),
  fault(
    'one picture linked, then reset',
    linking(
      resets(200, '{"data":[{"url":"/1.png"},{"url":"/2.p'),
      status(200, Buffer.from(picture, 'base64')),
    ),
    { ...broken, gets: 1, files: ['run-0.png'] },
  ),
];

/** Something else in place of the answer. */
export const otherThings: readonly Fault[] = [
  fault('a page of a proxy', answering(status(200, page('Sign in to the network'), html)), {
    kind: 'badAnswer',
  }),
  fault(
    'a page after many blank lines',
    answering(status(200, `${'\r\n'.repeat(40)}${page('Sign in')}`, html)),
    { kind: 'badAnswer' },
  ),
  fault('a page called a picture', answering(status(200, page('Sign in'), { 'content-type': 'image/png' })), {
    kind: 'badPicture',
    billed: true,
  }),
  fault('plain text', answering(status(200, 'OK', { 'content-type': 'text/plain' })), { kind: 'badAnswer' }),
  fault(
    'a picture itself',
    answering(status(200, Buffer.from(picture, 'base64'), { 'content-type': 'image/png' })),
    one,
  ),
  fault('empty', answering(status(200)), { kind: 'emptyAnswer', billed: true }),
  fault('204', answering(status(204)), { kind: 'emptyAnswer', billed: true }),
  fault('blank', answering(json('   \n  ')), { kind: 'badAnswer', billed: true }),
  fault(
    'an error with status 200',
    answering(json({ error: { code: 'rate_limit_exceeded', message: 'No.' } })),
    {
      kind: 'rateLimit',
    },
  ),
  fault('an error without a code, status 200', answering(json({ error: 'CUDA out of memory' })), {
    kind: 'server',
    billed: true,
  }),
  fault('null', answering(json('null')), { kind: 'badAnswer' }),
  fault('a list', answering(json([{ b64_json: picture }])), { kind: 'badAnswer' }),
  fault('another document', answering(json({ object: 'list', message: 'It works!' })), { kind: 'badAnswer' }),
  fault('no data', answering(json({ created: 1, data: [] })), { kind: 'emptyAnswer', billed: true }),
  fault('data of another kind', answering(json({ created: 1, data: ['a', 7, null, { b64_json: 7 }] })), {
    kind: 'emptyAnswer',
    billed: true,
  }),
  fault('broken JSON', answering(json('{"created":1,"data":[{"b64_json"}]}')), {
    kind: 'badAnswer',
    billed: true,
  }),
  fault('a line break in the base64', answering(json(good.replace('iVBO', 'iV\nBO'))), {
    kind: 'badAnswer',
    billed: true,
  }),
  fault('broken JSON after the picture', answering(json(good.replace(']}', '],}'))), one),
  fault('wrong content type', answering(status(200, good, { 'content-type': 'text/html' })), one),
  fault('nested too deeply', answering(json('['.repeat(5000))), { kind: 'badAnswer' }),
  fault('gzip that is none', answering(status(200, good, gzip)), { kind: 'badAnswer', billed: true }),
  fault('an unknown encoding', answering(status(200, good, { 'content-encoding': 'aws-chunked' })), {
    kind: 'badAnswer',
    billed: true,
  }),
  fault(
    'packed twice',
    answering(
      status(200, brotliCompressSync(gzipSync(good)), {
        'content-encoding': 'gzip, br',
      }),
    ),
    one,
  ),
];

/** More than there should be. */
export const tooMuch: readonly Fault[] = [
  fault('JSON text over 1 MB', answering(json(`{"note":"${'x'.repeat(1_100_000)}"}`)), {
    kind: 'tooLarge',
    billed: true,
  }),
  fault('a gzip bomb of blanks', answering(status(200, bomb('{', ' ', 50_000_000), gzip)), {
    kind: 'tooLarge',
    billed: true,
  }),
  fault(
    'a gzip bomb in the picture',
    answering(status(200, bomb(`{"data":[{"b64_json":"${picture.slice(0, 40)}`, 'A', 40_000_000), gzip), {
      limits: { pictureBytes: 1_000_000 },
    }),
    { kind: 'tooLarge', billed: true },
  ),
  fault(
    'a gzip bomb of gzip',
    answering(
      status(200, gzipSync(bomb('', ' ', 50_000_000)), {
        ...gzip,
        'content-encoding': 'gzip, gzip',
      }),
    ),
    { kind: 'tooLarge', billed: true },
  ),
  fault('a refusal without end', answering(status(400, bomb('', 'x', 50_000_000), gzip)), {
    kind: 'invalidRequest',
  }),
  fault(
    'more pictures than asked',
    answering(entries(...Array.from({ length: 3 }, () => ({ b64_json: picture })))),
    {
      kind: 'none',
      files: ['run-0.png', 'run-1.png', 'run-2.png'],
    },
  ),
];
