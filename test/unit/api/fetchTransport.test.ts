import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import { createFetchTransport } from '../../../src/api/fetchTransport.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import { clientOf, generation, testKey, Workspace } from '../../support/http/client.ts';
import { parseMultipart } from '../../support/http/multipart.ts';
import { png } from '../../support/http/pictures.ts';
import { sendJson, startServer, type Handler, type TestServer } from '../../support/http/server.ts';

const answer = { data: [{ b64_json: png().toString('base64') }] };

describe('the transport over fetch', () => {
  const workspace = new Workspace();
  const servers: TestServer[] = [];

  const start = async (handler: Handler): Promise<TestServer> => {
    const server = await startServer(handler);
    servers.push(server);
    return server;
  };
  const send = (server: TestServer, request: ImageRequest = generation, signal?: AbortSignal) => {
    const options = { transport: createFetchTransport(), key: testKey, maxRetries: 0 };
    return workspace.run(clientOf(`${server.origin}/v1`, options), request, signal);
  };

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.close()));
    await workspace.clean();
  });

  it('sends JSON and keeps the picture', async () => {
    const server = await start((_seen, response) => sendJson(response, 200, answer));
    const { files, error } = await send(server);
    assert.equal(error, undefined);
    assert.deepEqual(files, ['run-0.png']);
    assert.equal(server.seen[0]?.headers.authorization, `Bearer ${testKey}`);
  });

  it('reads a packed answer once', async () => {
    const server = await start((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify(answer)));
    });
    assert.deepEqual((await send(server)).files, ['run-0.png']);
  });

  it('streams files with their length', async () => {
    const server = await start((_seen, response) => sendJson(response, 200, answer));
    const path = join(await workspace.folder(), 'a.png');
    await writeFile(path, png());
    const image = { path, fileName: 'a.png', type: 'png', bytes: png().length } as const;
    const { error } = await send(server, {
      route: 'edits',
      prompt: 'x',
      images: [image],
      parameters: { model: 'm' },
    });
    assert.equal(error, undefined);
    const [seen] = server.seen;
    assert.ok(seen);
    const file = parseMultipart(seen.headers['content-type'], seen.body).find(part => part.fileName);
    assert.ok(file?.content.equals(png()));
  });

  it('knows errors of the server', async () => {
    const server = await start((_seen, response) =>
      sendJson(response, 401, { error: { message: 'no', code: 'invalid_api_key' } }),
    );
    assert.equal((await send(server)).error?.kind, 'authentication');
  });

  it('does not follow a redirect with a key', async () => {
    const elsewhere = await start((_seen, response) => sendJson(response, 200, answer));
    const server = await start((_seen, response) => {
      response.writeHead(307, { location: `${elsewhere.origin}/v1/images/generations` }).end();
    });
    assert.equal((await send(server)).error?.kind, 'redirect');
    assert.equal(elsewhere.seen.length, 0);
  });

  it('asks no private address for a picture, by whatever name', async () => {
    const elsewhere = await start((_seen, response) => void response.end(png()));
    const link = `https://pictures.example:${elsewhere.port}/1.png`;
    const server = await start((_seen, response) => sendJson(response, 200, { data: [{ url: link }] }));
    const asked: string[] = [];
    const found = ['93.184.216.34', '127.0.0.1'].map(address => ({ address, family: 4 }));
    const transport = createFetchTransport(
      (...args) => {
        asked.push(new Request(args[0]).url);
        return fetch(...args);
      },
      (name, _options, callback) => {
        asked.push(name);
        callback(null, found);
      },
    );
    const api = clientOf(`${server.origin}/v1`, { transport });
    const { error, files } = await workspace.run(api, generation);
    assert.deepEqual([error?.kind, error?.record.detail], ['download', 'a private address']);
    assert.deepEqual(asked, [`${server.origin}/v1/images/generations`, 'pictures.example']);
    assert.deepEqual(files, []);
  });

  it('leaves a name that cannot be resolved here to fetch, which may ask a proxy', async () => {
    const server = await start((_seen, response) =>
      sendJson(response, 200, { data: [{ url: 'https://pictures.example/1.png' }] }),
    );
    const transport = createFetchTransport(
      async (address, ...rest) =>
        new Request(address).url.startsWith(server.origin) ? fetch(address, ...rest) : new Response(png()),
      (_name, _options, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    );
    const { error, files } = await workspace.run(clientOf(`${server.origin}/v1`, { transport }), generation);
    assert.equal(error, undefined);
    assert.deepEqual(files, ['run-0.png']);
  });

  it('gives up a link that is silent', async () => {
    const server = await start((seen, response) => {
      if (seen.method === 'POST') sendJson(response, 200, { data: [{ url: '/1.png' }] });
      else if (seen.url === '/1.png') response.write(png().subarray(0, 40));
    });
    const options = { transport: createFetchTransport(), limits: { linkSilenceMs: 200 } };
    const { error, files } = await workspace.run(clientOf(server.origin, options), generation);
    assert.deepEqual([error?.kind, error?.record.detail], ['download', 'ETIMEDOUT']);
    assert.deepEqual([server.seen.length, files], [4, []]);
  }).timeout(10_000);

  it('waits for no name after it was stopped', async () => {
    const stop = new AbortController();
    const url = new URL('https://pictures.example/1.png');
    const transport = createFetchTransport(fetch, () => stop.abort());
    await assert.rejects(
      transport.request({ method: 'GET', url, headers: {}, signal: stop.signal, publicOnly: true }),
      { name: 'AbortError' },
    );
  });

  it('tells that nobody is there', async () => {
    const server = await start(() => undefined);
    await server.close();
    servers.length = 0;
    const { error } = await send(server);
    assert.deepEqual([error?.kind, error?.record.mayBeBilled], ['network', undefined]);
  });

  it('tells an answer that was cut off, and that it may be billed', async () => {
    const server = await start((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":[{"b64_json":"iVBOR', () => response.destroy());
    });
    const { error, files } = await send(server);
    assert.equal(error?.kind, 'cutOff');
    assert.equal(error.record.mayBeBilled, true);
    assert.deepEqual(files, []);
  });

  it('keeps an answer whose connection breaks right after it', async () => {
    const server = await start((_seen, response, request) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(JSON.stringify(answer), () => request.socket.resetAndDestroy());
    });
    const { error, files } = await send(server);
    assert.equal(error, undefined);
    assert.deepEqual(files, ['run-0.png']);
  });

  it('frees the connection when it is stopped', async () => {
    const server = await start(() => undefined);
    const stop = new AbortController();
    const sending = send(server, generation, stop.signal);
    await server.begun(1);
    stop.abort();
    assert.equal((await sending).error?.kind, 'cancelled');
    await server.idle();
  });
});
