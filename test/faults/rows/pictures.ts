// Pictures that are none, or not as they were called.
import { gzipSync } from 'node:zlib';
import { png } from '../../support/http/pictures.ts';
import type { Handler } from '../../support/http/server.ts';
import { entries, json, page, picture, resets, stalls, status } from '../bodies.ts';
import { fault, type Fault } from '../fault.ts';
import { answering, firstGetThen, linking } from '../servers.ts';
import { createUndiciTransport } from '../../../src/api/undiciTransport.ts';

const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');
const bad = { kind: 'badPicture', billed: true } as const;
const one = { kind: 'none', files: ['run-0.png'] } as const;
const whole = png();

/** In the answer itself. */
export const pictures: readonly Fault[] = [
  fault(
    'base64 with strange characters',
    answering(entries({ b64_json: `${picture.slice(0, 40)}!!!!` })),
    bad,
  ),
  fault('base64 cut short', answering(entries({ b64_json: picture.slice(0, 41) })), bad),
  fault('base64 of nothing', answering(entries({ b64_json: '====' })), bad),
  fault('a picture cut short', answering(entries({ b64_json: base64(whole.subarray(0, -8)) })), bad),
  fault('a page as base64', answering(entries({ b64_json: base64(page('Not found')) })), bad),
  fault('an error as base64', answering(entries({ b64_json: base64('{"error":"x"}') })), bad),
  fault('a video as base64', answering(entries({ b64_json: base64('\0\0\0\x18ftypisom') })), bad),
  fault('a PNG called jpeg', answering(json({ data: [{ b64_json: picture }], output_format: 'jpeg' })), one),
  fault('a data URL', answering(entries({ url: `data:image/jpeg;base64,${picture}` })), one),
  fault('a data URL as base64', answering(entries({ b64_json: `data:image/png;base64,${picture}` })), one),
  fault('a data URL without base64', answering(entries({ url: 'data:image/svg+xml,%3Csvg%3E' })), bad),
  fault('two pictures, the first bad', answering(entries({ b64_json: '!' }, { b64_json: picture })), {
    kind: 'none',
    files: ['run-1.png'],
    failed: ['badPicture'],
  }),
  fault('two pictures, both bad', answering(entries({ b64_json: '!' }, { b64_json: base64('x') })), bad),
  fault(
    'a picture over the limit',
    answering(entries({ b64_json: base64(Buffer.alloc(200_000)) }), { limits: { pictureBytes: 100_000 } }),
    { kind: 'tooLarge', billed: true },
  ),
  fault(
    'two pictures, the first over the limit',
    answering(entries({ b64_json: base64(Buffer.alloc(200_000)) }, { b64_json: picture }), {
      limits: { pictureBytes: 100_000 },
    }),
    { kind: 'none', files: ['run-1.png'], failed: ['tooLarge'] },
  ),
  fault(
    'two pictures, the first far over the limit',
    answering(entries({ b64_json: base64(Buffer.alloc(500_000)) }, { b64_json: picture }), {
      limits: { pictureBytes: 100_000 },
    }),
    { kind: 'tooLarge', billed: true },
  ),
  fault('both base64 and a link', answering(entries({ b64_json: picture, url: 'https://x.example/1' })), one),
];

const link = (url: string) => entries({ url });
const half = whole.subarray(0, 40);
const sendWhole = status(200, whole);
const mute: Handler = () => undefined;
/** Of two links the first says nothing. */
export const secondOnly: Handler = (...args) => (args[0].url === '/1.png' ? mute : sendWhole)(...args);
const impatient = { limits: { linkSilenceMs: 500 } };
const lost = { kind: 'download', billed: true } as const;

/** Names for tests that lead into the network at home. */
function resolvingTo(...addresses: readonly string[]): ReturnType<typeof createUndiciTransport> {
  return createUndiciTransport({ proxySupport: 'off' }, (_name, _options, callback) =>
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
  );
}

/** Behind a link of the answer. A download is free, so it is tried three times. */
export const links: readonly Fault[] = [
  fault('link: expired, 403', linking(link('/1.png'), status(403, 'Signature expired')), {
    ...lost,
    gets: 1,
  }),
  fault('link: gone, 404', linking(link('files/1.png'), status(404)), { ...lost, gets: 3 }),
  ...[404, 408, 425, 429, 500, 503].map(code =>
    fault(`link: ${code} once`, firstGetThen(link('files/1.png'), status(code), sendWhole), {
      ...one,
      gets: 2,
    }),
  ),
  fault('link: 410', linking(link('/1.png'), status(410)), { ...lost, gets: 1 }),
  fault('link: 429 for ever', linking(link('/1.png'), status(429)), { ...lost, gets: 3 }),
  fault('link: 500 for ever', linking(link('/1.png'), status(500)), { ...lost, gets: 3 }),
  fault(
    'link: reset at once',
    linking(link('/1.png'), (_seen, _response, request) => {
      request.socket.resetAndDestroy();
    }),
    { ...lost, gets: 3 },
  ),
  fault(
    'link: reset half-way',
    linking(link('/1.png'), (_seen, response, request) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write(whole, () => request.socket.resetAndDestroy());
    }),
    { ...lost, gets: 3 },
  ),
  fault(
    'link: reset half-way, once',
    firstGetThen(link('/1.png'), resets(200, half, { 'content-length': String(whole.length) }), sendWhole),
    { ...one, gets: 2 },
  ),
  fault(
    'link: gzip cut short, once',
    firstGetThen(
      link('/1.png'),
      status(200, gzipSync(whole).subarray(0, -20), { 'content-encoding': 'gzip' }),
      sendWhole,
    ),
    { ...one, gets: 2 },
  ),
  fault('link: silent for ever', linking(link('/1.png'), mute, impatient), { ...lost, gets: 3 }),
  fault(
    'link: silent half-way, once',
    firstGetThen(link('/1.png'), stalls(200, half), sendWhole, impatient),
    {
      ...one,
      gets: 2,
    },
  ),
  fault(
    'link: redirects without end',
    linking(link('/1.png'), (seen, response) => {
      response.writeHead(302, { location: `${seen.url}x` }).end();
    }),
    { ...lost, gets: 4 },
  ),
  fault(
    'link: redirects to itself',
    linking(link('/1.png'), (seen, response) => {
      response.writeHead(307, { location: seen.url }).end();
    }),
    { ...lost, gets: 4 },
  ),
  fault(
    'link: redirects to a private address',
    linking(
      link('/1.png'),
      status(302, '', {
        location: 'https://169.254.169.254/latest/meta-data',
      }),
    ),
    { ...lost, gets: 1 },
  ),
  fault(
    'link: redirects to plain http',
    linking(
      link('/1.png'),
      status(302, '', {
        location: 'http://pictures.example/1.png',
      }),
    ),
    { ...lost, gets: 1 },
  ),
  fault('link: to a private address', answering(link('https://10.0.0.1/1.png')), lost),
  fault('link: to a private address, dressed', answering(link('https://[::ffff:c0a8:101]/1.png')), lost),
  fault('link: plain http elsewhere', answering(link('http://pictures.example/1.png')), lost),
  fault(
    'link: a name that leads to a private address',
    answering(link('https://pictures.example/1.png'), {
      transport: resolvingTo('10.0.0.1', 'fd00::1'),
    }),
    lost,
  ),
  fault(
    'link: a redirect to such a name',
    linking(
      link('/1.png'),
      status(302, '', {
        location: 'https://pictures.example/1.png',
      }),
      { transport: resolvingTo('127.0.0.1') },
    ),
    { ...lost, gets: 1 },
  ),
  fault('link: another scheme', answering(link('ftp://pictures.example/1.png')), lost),
  fault('link: no address at all', answering(link('https://')), lost),
  fault('link: a path on the server', answering(link('/root/.xinference/image/1.png')), {
    kind: 'serverPath',
    billed: true,
  }),
  fault('link: a path its host does not serve', linking(link('/srv/out/1.png'), status(404)), {
    kind: 'serverPath',
    billed: true,
    gets: 3,
  }),
  fault('link: a page', linking(link('/1.png'), status(200, page('Not here'))), { ...bad, gets: 1 }),
  fault('link: empty', linking(link('/1.png'), status(200)), { ...bad, gets: 1 }),
  fault(
    'link: too large',
    linking(link('/1.png'), status(200, Buffer.alloc(200_000)), {
      limits: { pictureBytes: 100_000 },
    }),
    { kind: 'tooLarge', billed: true, gets: 1 },
  ),
  fault('link: broken gzip', linking(link('/1.png'), status(200, 'no', { 'content-encoding': 'gzip' })), {
    ...lost,
    gets: 1,
  }),
  fault(
    'link: one of two broken',
    linking(entries({ url: '/1.png' }, { url: '/2.png' }), (seen, response) => {
      if (seen.url === '/1.png') response.writeHead(200, { 'content-encoding': 'aws-chunked' }).end('no');
      else response.end(whole);
    }),
    { kind: 'none', files: ['run-1.png'], failed: ['download'], gets: 2 },
  ),
  fault(
    'link: one of two silent',
    linking(entries({ url: '/1.png' }, { url: '/2.png' }), secondOnly, impatient),
    { kind: 'none', files: ['run-1.png'], failed: ['download'], gets: 4 },
  ),
  fault(
    'link: one of two too large',
    linking(
      entries({ url: '/1.png' }, { url: '/2.png' }),
      (seen, response) => {
        response.end(seen.url === '/1.png' ? Buffer.alloc(200_000) : whole);
      },
      { limits: { pictureBytes: 100_000 } },
    ),
    { kind: 'none', files: ['run-1.png'], failed: ['tooLarge'], gets: 2 },
  ),
];
