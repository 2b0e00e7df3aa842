import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { after, afterEach, before, describe, it } from 'mocha';
import type { NetworkSettings } from '../../../src/api/proxy.ts';
import type { ImagesApi } from '../../../src/studio/ports.ts';
import { selfSigned } from '../../support/http/certificate.ts';
import { clientOf, generation, testKey, Workspace } from '../../support/http/client.ts';
import { png } from '../../support/http/pictures.ts';
import { startProxy } from '../../support/http/proxyServer.ts';
import { sendJson, startServer, type Handler, type TestServer } from '../../support/http/server.ts';

const good = JSON.stringify({ data: [{ b64_json: png().toString('base64') }] });
const sendGood: Handler = (_seen, response) => sendJson(response, 200, good);

describe('connections', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let secure: TestServer;
  let handler: Handler = sendGood;

  before(async () => {
    server = await startServer((...args) => handler(...args));
    secure = await startServer(sendGood, { tls: selfSigned });
  });
  after(async () => {
    await server.close();
    await secure.close();
  });
  afterEach(async () => {
    handler = sendGood;
    await workspace.clean();
  });

  const over = async (
    baseUrl: string,
    network: Partial<NetworkSettings>,
    more = {},
  ): ReturnType<Workspace['run']> =>
    workspace.run(
      clientOf(baseUrl, { network: { proxySupport: 'override', ...network }, maxRetries: 0, ...more }),
      generation,
    );

  it('leaves the process-wide dispatchers of undici as they were', async () => {
    // In a process of its own: node:http itself, once imported as a module, loads Node's undici, which fills them.
    const script = `
      const slots = ['1', '2'].map(n => Symbol.for('undici.globalDispatcher.' + n));
      const { createImagesApi } = await import('./src/api/client.ts');
      const { profiles } = await import('./src/api/providers.ts');
      const network = { proxySupport: 'override', proxy: 'http://127.0.0.1:1' };
      for (const host of ['http://127.0.0.1:1', 'https://images.invalid']) {
        const api = createImagesApi({ profile: profiles.compatible, baseUrl: host, timeoutMs: 5000, userAgent: 't', network });
        await api.listModels(new AbortController().signal).catch(error => console.log(error.kind));
      }
      console.log(slots.map(slot => slot in globalThis).join());
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    assert.equal(stdout, 'network\nproxy\nfalse,false\n');
  });

  it('serves many requests at once, each on a connection of its own', async () => {
    const api = clientOf(server.origin);
    const count = server.seen.length;
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => workspace.run(api, generation)));
    assert.ok(outcomes.every(({ error, files }) => error === undefined && files.join() === 'run-0.png'));
    assert.equal(server.seen.length, count + 12);
    await server.idle();
  });

  const encodings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    gzip: gzipSync,
    'x-gzip': gzipSync,
    deflate: deflateSync,
    'Deflate ': deflateRawSync,
    br: brotliCompressSync,
    zstd: zstdCompressSync,
    'deflate, gzip': bytes => gzipSync(deflateSync(bytes)),
    identity: bytes => bytes,
  };
  for (const [encoding, encode] of Object.entries(encodings)) {
    it(`undoes content-encoding ${encoding}`, async () => {
      handler = (_seen, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
        response.end(encode(Buffer.from(good)));
      };
      const { error, files } = await over(server.origin, {});
      assert.equal(error, undefined);
      assert.deepEqual(files, ['run-0.png']);
    });
  }

  it('undoes it in errors too', async () => {
    handler = (_seen, response) => {
      response.writeHead(400, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"error":{"code":"moderation_blocked"}}'));
    };
    assert.equal((await over(server.origin, {})).error?.kind, 'moderation');
  });

  const damaged: readonly (readonly [string, Handler, string])[] = [
    [
      'compressed data that ends early',
      (_seen, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(good).subarray(0, -20));
      },
      'cutOff',
    ],
    [
      'compressed data that is none',
      (_seen, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(good);
      },
      'badAnswer',
    ],
    [
      'an unknown encoding',
      (_seen, response) => {
        response.writeHead(200, { 'content-encoding': 'aws-chunked' });
        response.end(good);
      },
      'badAnswer',
    ],
    [
      'a body shorter than announced',
      (_seen, response) => {
        response.writeHead(200, { 'content-length': good.length });
        response.write(good.slice(0, 20), () => response.destroy());
      },
      'cutOff',
    ],
    [
      'a chunked body without its end',
      (_seen, response) => {
        response.writeHead(200);
        response.write(good.slice(0, -3), () => response.destroy());
      },
      'cutOff',
    ],
  ];
  for (const [name, answer, kind] of damaged) {
    it(`does not take ${name} for an answer`, async () => {
      handler = answer;
      const count = server.seen.length;
      const { error, files } = await over(server.origin, {}, { maxRetries: 2 });
      assert.deepEqual([error?.kind, error?.record.mayBeBilled], [kind, true]);
      assert.ok(files.every(file => !file.endsWith('.part')));
      assert.equal(server.seen.length, count + 1);
    });
  }

  it('is not confused by an answer that is no HTTP', async () => {
    const babbler = createServer(socket => {
      socket.on('error', () => undefined).once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    });
    await new Promise<void>(resolve => babbler.listen(0, '127.0.0.1', resolve));
    const address = babbler.address();
    assert.ok(address !== null && typeof address === 'object');
    const { error } = await over(`http://127.0.0.1:${address.port}`, {});
    await new Promise(resolve => babbler.close(resolve));
    assert.deepEqual([error?.kind, error?.record.mayBeBilled], ['network', true]);
    assert.match(error?.record.detail ?? '', /HTTP/);
  });

  it('tells a name that does not exist from a server that is not there', async () => {
    const { error } = await over('https://images.invalid/v1', {});
    assert.equal(error?.kind, 'network');
    assert.match(error.record.detail ?? '', /^(?:ENOTFOUND|EAI_AGAIN)$/);
    assert.equal(error.record.mayBeBilled, undefined);
  });

  it('refuses a certificate nobody vouches for', async () => {
    const { error } = await over(secure.origin, {});
    assert.deepEqual([error?.kind, error?.record.detail], ['certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
    assert.equal(secure.seen.length, 0);
  });

  it('takes it when the settings trust it, or do not care', async () => {
    assert.equal((await over(secure.origin, { certificates: [selfSigned.cert] })).error, undefined);
    assert.equal((await over(secure.origin, { strictSsl: false })).error, undefined);
  });

  it('goes through a proxy for https in a tunnel, with its authorization and never with the key', async () => {
    const proxy = await startProxy(secure);
    const network = { proxy: proxy.url, proxyAuthorization: 'Basic abc', strictSsl: false };
    const { error } = await over('https://images.example/v1', network, { key: testKey });
    await proxy.close();
    assert.equal(error, undefined);
    assert.deepEqual(proxy.asked, [{ what: 'CONNECT images.example:443', authorization: 'Basic abc' }]);
    assert.equal(secure.seen.at(-1)?.headers.authorization, `Bearer ${testKey}`);
    assert.equal(secure.seen.at(-1)?.headers['proxy-authorization'], undefined);
  });

  it('goes through a proxy for http, with the user of its address', async () => {
    const proxy = await startProxy(server);
    const { error } = await over('http://images.example/v1', { proxy: proxy.url.replace('//', '//u:p@') });
    await proxy.close();
    assert.equal(error, undefined);
    const authorization = `Basic ${Buffer.from('u:p').toString('base64')}`;
    assert.deepEqual(proxy.asked, [
      { what: 'POST http://images.example/v1/images/generations', authorization },
    ]);
  });

  for (const scheme of ['http', 'https']) {
    it(`says that the proxy wants a password, for ${scheme}`, async () => {
      const proxy = await startProxy(server, 407);
      const { error } = await over(`${scheme}://images.example/v1`, { proxy: proxy.url });
      await proxy.close();
      assert.equal(error?.kind, 'proxy');
      assert.match(error.record.detail ?? '', /^407 127\.0\.0\.1:\d+$/);
    });
  }

  it('says that the proxy is not there, or is no address', async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    for (const proxy of [gone.origin, 'pac+http://x', 'http://[']) {
      const { error } = await over('https://images.example/v1', { proxy });
      assert.equal(error?.kind, 'proxy');
      assert.equal(error.record.mayBeBilled, undefined);
    }
  });

  it('cancels while a tunnel is made', async () => {
    const connected = Promise.withResolvers();
    const closed = Promise.withResolvers();
    const mute = createServer(socket => {
      socket.on('error', () => undefined).on('close', closed.resolve);
      socket.once('data', connected.resolve);
    });
    await new Promise<void>(resolve => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    assert.ok(address !== null && typeof address === 'object');
    const control = new AbortController();
    const api = clientOf('https://images.example', {
      network: { proxySupport: 'override', proxy: `127.0.0.1:${address.port}` },
    });
    const running = workspace.run(api, generation, control.signal);
    await connected.promise;
    control.abort();
    const { error } = await running;
    await closed.promise;
    await new Promise(resolve => mute.close(resolve));
    assert.deepEqual([error?.kind, error?.record.mayBeBilled], ['cancelled', undefined]);
  });
});

describe('what a provider has', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let handler: Handler = sendGood;
  const { signal } = new AbortController();

  before(async () => {
    server = await startServer((...args) => handler(...args));
  });
  after(() => server.close());
  afterEach(() => workspace.clean());

  it('is the port of the studio', () => {
    const api: ImagesApi = clientOf('http://localhost:8080/v1');
    assert.deepEqual(api.label, {
      id: 'compatible',
      label: 'localhost:8080',
      offline: false,
      host: 'localhost:8080',
    });
    assert.deepEqual(api.defaults, { responseFormat: 'b64_json' });
    assert.equal(api.hasVariations, true);
  });

  it('lists models, with the date of their end', async () => {
    handler = (_seen, response) =>
      sendJson(response, 200, {
        object: 'list',
        data: [
          { id: 'a', created: 5, shutdown_date: '2026-12-01' },
          { id: 'b', shutdown_date: null },
          { name: 'no id' },
          7,
        ],
      });
    const models = await clientOf(server.origin, { key: testKey }).listModels(signal);
    assert.deepEqual(models, [{ id: 'a', created: 5, shutdownDate: '2026-12-01' }, { id: 'b' }]);
    assert.equal(server.seen.at(-1)?.headers.authorization, `Bearer ${testKey}`);
  });

  it('checks a connection free of charge, with or without a list of models', async () => {
    const api = clientOf(server.origin);
    handler = (_seen, response) => sendJson(response, 200, { data: [{ id: 'a' }] });
    assert.deepEqual((await api.checkConnection(signal)).models, [{ id: 'a' }]);
    handler = (_seen, response) => sendJson(response, 404, '');
    assert.equal((await api.checkConnection(signal)).models, undefined);
    handler = (_seen, response) => sendJson(response, 401, '');
    await assert.rejects(api.checkConnection(signal), /^ImageError: authentication 401/);
    assert.ok(server.seen.every(seen => seen.method === 'GET' || seen.url !== '/models'));
  });

  it('remembers that variations are missing, and asks no second time', async () => {
    const { writeFile } = await import('node:fs/promises');
    const path = `${await workspace.folder()}/a.png`;
    await writeFile(path, png());
    const image = { path, fileName: 'a.png', type: 'png' as const, bytes: png().length };
    const request = { route: 'variations' as const, image, parameters: {} };
    let missed = 0;
    const api = clientOf(server.origin, { onVariationsMissing: () => missed++ });
    const send = async (status: number, body: string): Promise<string | undefined> => {
      handler = (_seen, response) => sendJson(response, status, body);
      return (await workspace.run(api, request)).error?.kind;
    };
    assert.equal(await send(404, '{"error":{"code":"model_not_found"}}'), 'modelNotFound');
    assert.deepEqual([api.hasVariations, missed], [true, 0]);
    assert.equal(await send(404, ''), 'routeNotFound');
    assert.deepEqual([api.hasVariations, missed], [false, 1]);
    const count = server.seen.length;
    assert.equal(await send(200, good), 'routeNotFound');
    assert.equal(server.seen.length, count);
  });
});

describe('a proxy that cannot be read', () => {
  for (const proxy of ['socks4://user:s3cret@proxy:1', 'http://user:s3cret@p y', 'user:s3cret@[']) {
    it(`is told without its password: ${proxy.replace('s3cret', '…')}`, async () => {
      const workspace = new Workspace();
      const api = clientOf('https://images.invalid/v1', {
        network: { proxySupport: 'on', proxy },
        maxRetries: 0,
      });
      const { error } = await workspace.run(api, generation);
      await workspace.clean();
      assert.ok(error);
      assert.doesNotMatch(JSON.stringify(error.record) + String(error.stack), /s3cret|user/);
    });
  }
});
