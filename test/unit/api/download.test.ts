import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { download } from '../../../src/api/download.ts';
import { PictureFile } from '../../../src/api/picture.ts';
import type { Transport } from '../../../src/api/transport.ts';
import { ImageError } from '../../../src/images/errors.ts';
import { clientOf, generation, testKey, Workspace, type Outcome } from '../../support/http/client.ts';
import { largePng, png, webp } from '../../support/http/pictures.ts';
import { pieces } from '../../support/http/pieces.ts';
import { sendJson, startServer, type Handler, type TestServer } from '../../support/http/server.ts';

/** Redirects from `/r/n` to `/r/n-1`; the picture is at the end. */
const countDown: Handler = (seen, response) => {
  const step = Number(/\d+/.exec(seen.url)?.[0] ?? 0);
  if (step === 0) response.end(png());
  else response.writeHead(302, { location: `/r/${step - 1}` }).end();
};

describe('pictures by link', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let url = '';
  let files: Handler = countDown;

  before(async () => {
    server = await startServer((seen, response, request) =>
      seen.method === 'POST'
        ? sendJson(response, 200, { data: [{ url, revised_prompt: 'r' }] })
        : files(seen, response, request),
    );
  });
  after(() => server.close());
  afterEach(() => workspace.clean());

  const linked = async (link: string, serve: Handler): Promise<Outcome> => {
    url = link;
    files = serve;
    return workspace.run(clientOf(`${server.origin}/v1`, { key: testKey }), generation);
  };

  const good: readonly (readonly [string, () => string, string])[] = [
    ['absolute', () => `${server.origin}/f/1.png?sig=a%2Fb#x`, '/f/1.png?sig=a%2Fb'],
    ['of the same machine by another name', () => `http://localhost:${server.port}/f/1.png`, '/f/1.png'],
    ['from the root', () => '/files/1.png', '/files/1.png'],
    ['relative to the base', () => 'files/1.png', '/v1/files/1.png'],
    ['with a user in it', () => `http://u:p@127.0.0.1:${server.port}/1.png`, '/1.png'],
  ];
  for (const [name, link, path] of good) {
    it(`fetches one that is ${name}, with no credentials`, async () => {
      const outcome = await linked(link(), (_seen, response) => void response.end(webp));
      assert.equal(outcome.error, undefined);
      const seen = server.seen.at(-1);
      assert.equal(seen?.url, path);
      assert.equal(seen.headers.authorization, undefined);
      assert.doesNotMatch(JSON.stringify(seen.headers), /SECRET/);
      // The name says .png; the bytes decide.
      assert.deepEqual(outcome.files, ['run-0.webp']);
      assert.deepEqual(await readFile(join(outcome.folder, 'run-0.webp')), webp);
      assert.ok(outcome.events[0]?.type === 'completed' && outcome.events[0].revisedPrompt === 'r');
    });
  }

  it('follows up to three redirects', async () => {
    assert.deepEqual((await linked('/r/3', countDown)).files, ['run-0.png']);
    const { error } = await linked('/r/4', countDown);
    assert.deepEqual([error?.kind, error?.record.detail], ['download', 'too many redirects']);
  });

  it('tries again when the server of files fails, since that is free', async () => {
    let count = 0;
    const outcome = await linked('/f.png', (_seen, response) =>
      count++ === 0 ? void response.writeHead(503).end() : void response.end(png()),
    );
    assert.deepEqual(outcome.files, ['run-0.png']);
  });

  it('begins the file anew when it was cut off', async () => {
    const whole = largePng(700_000);
    let count = 0;
    const { files: left, folder } = await linked('/f.png', (_seen, response) => {
      response.writeHead(200, { 'content-length': whole.length });
      // The second time before anything can have been written.
      const cut = [600_000, 1000][count++];
      if (cut === undefined) response.end(whole);
      else response.write(whole.subarray(0, cut), () => response.destroy());
    });
    assert.deepEqual([count, left], [3, ['run-0.png']]);
    assert.ok(whole.equals(await readFile(join(folder, 'run-0.png'))));
  }).timeout(10_000);

  const refused: readonly (readonly [string, string, string])[] = [
    ['http elsewhere', 'http://files.example/1.png', 'http is not https'],
    ['a private address', 'https://10.0.0.1/1.png', 'a private address'],
    ['the address of cloud metadata', 'http://169.254.169.254/latest', 'http is not https'],
    ['a private address, dressed', 'https://[::ffff:192.168.1.1]/1.png', 'a private address'],
    ['a private address as a number', 'https://167772161/1.png', 'a private address'],
    ['an address of the local link', 'https://[fe80::1]/1.png', 'a private address'],
    ['another scheme', 'ftp://files.example/1.png', 'ftp: is not https'],
    ['a script', 'javascript:alert(1)', 'javascript: is not https'],
    ['no address', 'https://', 'not an address'],
  ];
  for (const [name, link, detail] of refused) {
    it(`refuses ${name}`, async () => {
      const count = server.seen.length;
      const { error, files: left } = await linked(link, () => undefined);
      assert.deepEqual(
        [error?.kind, error?.record.detail, error?.record.mayBeBilled],
        ['download', detail, true],
      );
      assert.equal(server.seen.length, count + 1);
      assert.deepEqual(left, []);
    });
  }

  it('checks where a redirect leads', async () => {
    for (const [location, detail] of [
      ['https://192.168.0.1/x', 'a private address'],
      ['http://files.example/x', 'http is not https'],
      ['file:///etc/passwd', 'file: is not https'],
    ]) {
      const { error } = await linked(
        '/go',
        (_seen, response) => void response.writeHead(302, { location }).end(),
      );
      assert.deepEqual([error?.kind, error?.record.detail], ['download', detail]);
    }
  });

  for (const path of [
    '/root/.xinference/image/1.png',
    'file:///tmp/1.png',
    'C:\\images\\1.png',
    '\\\\box\\share\\1.png',
  ]) {
    it(`explains ${path} as a path on the server`, async () => {
      const { error } = await linked(path, () => undefined);
      assert.deepEqual([error?.kind, error?.record.detail], ['serverPath', path]);
    });
  }

  it('explains a path that its own host does not serve', async () => {
    const { error } = await linked('/srv/out/1.png', (_seen, response) => void response.writeHead(404).end());
    assert.deepEqual([error?.kind, error?.record.detail], ['serverPath', '/srv/out/1.png']);
  }).timeout(10_000);

  it('says which status a link has', async () => {
    const { error } = await linked(
      `${server.origin}/gone.png`,
      (_seen, response) => void response.writeHead(403).end('no'),
    );
    assert.deepEqual([error?.kind, error?.record.status], ['download', 403]);
  });

  it('refuses a page in place of a picture, and a picture cut short', async () => {
    const page = await linked('/1.png', (_seen, response) => void response.end('<!doctype html><p>x'));
    assert.deepEqual([page.error?.kind, page.error?.record.detail], ['badPicture', 'an HTML page']);
    const short = await linked('/1.png', (_seen, response) => void response.end(png().subarray(0, -6)));
    assert.equal(short.error?.kind, 'badPicture');
    assert.deepEqual(short.files, []);
  });

  it('keeps the other pictures when one link fails', async () => {
    const own = await startServer((seen, response) => {
      if (seen.method === 'POST')
        sendJson(response, 200, {
          data: [{ url: '/a' }, { url: '/b' }, { b64_json: png().toString('base64') }],
        });
      else if (seen.url === '/b') response.end(png());
      else response.writeHead(410).end();
    });
    const outcome = await workspace.run(clientOf(own.origin), generation);
    await own.close();
    assert.equal(outcome.error, undefined);
    assert.deepEqual(outcome.files, ['run-1.png', 'run-2.png']);
    assert.deepEqual(
      outcome.events.map(event => event.type),
      ['completed', 'completed', 'failed'],
    );
  });

  it('asks for public addresses only, except where the provider is', async () => {
    const asked: (readonly [string, boolean | undefined])[] = [];
    const transport: Transport = {
      request: async request => {
        asked.push([request.url.href, request.publicOnly]);
        return Promise.resolve({ status: 200, headers: {}, body: pieces([png()]), dispose: () => undefined });
      },
    };
    const folder = await workspace.folder();
    const how = {
      transport,
      baseUrl: 'https://box.lan/v1',
      userAgent: 'u',
      log: () => undefined,
      scrub: (text: string) => text,
      silenceMs: 1000,
      signal: new AbortController().signal,
    };
    for (const address of ['https://box.lan:9000/1.png', 'http://box.lan/2.png', 'https://cdn.example/3.png'])
      await download(address, new PictureFile(folder, 'x'), how);
    assert.deepEqual(asked, [
      ['https://box.lan:9000/1.png', false],
      ['http://box.lan/2.png', false],
      ['https://cdn.example/3.png', true],
    ]);
  });

  it('refuses loopback when the provider is elsewhere', async () => {
    const transport: Transport = { request: () => Promise.reject(new Error('asked')) };
    const how = {
      transport,
      baseUrl: 'https://api.example/v1',
      userAgent: 'u',
      log: () => undefined,
      scrub: (text: string) => text,
      silenceMs: 1000,
      signal: new AbortController().signal,
    };
    const folder = await workspace.folder();
    for (const address of [
      `${server.origin}/1.png`,
      'https://localhost/1.png',
      'https://127.1/1.png',
      'https://[::1]/1.png',
    ])
      await assert.rejects(
        download(address, new PictureFile(folder, 'x'), how),
        (error: unknown) => error instanceof ImageError && error.kind === 'download',
      );
  });
});
