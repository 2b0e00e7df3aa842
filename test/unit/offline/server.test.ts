import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'mocha';
import * as v from 'valibot';
import { png } from '../raster/samples.ts';
import { startOfflineServer, type OfflineServer } from '../../../src/offline/server.ts';

const errorSchema = v.object({
  error: v.object({
    message: v.string(),
    type: v.string(),
    code: v.nullable(v.string()),
    param: v.nullable(v.string()),
  }),
});

async function refusal(response: Response | Promise<Response>) {
  const answer = await response;
  const { error } = v.parse(errorSchema, await answer.json());
  assert.match(answer.headers.get('x-request-id') ?? '', /^req_/);
  return [answer.status, error.code, error.param] as const;
}

describe('offline server', () => {
  let server: OfflineServer;

  before(async () => {
    server = await startOfflineServer({ delayMs: 0 });
  });
  after(() => server.close());

  function ask(path: string, init: RequestInit = {}, token = server.token): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(server.baseUrl + path, { ...init, headers });
  }

  function generate(body: string, type = 'application/json'): Promise<Response> {
    return ask('/images/generations', { method: 'POST', body, headers: { 'content-type': type } });
  }

  it('listens on loopback, with a token of its own each time', async () => {
    const other = await startOfflineServer();
    assert.match(other.baseUrl, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    assert.notEqual(other.token, server.token);
    assert.ok(other.token.length >= 24);
    await other.close();
  });

  it('takes port and token as given, and says when the port is taken', async () => {
    const port = Number(new URL(server.baseUrl).port);
    await assert.rejects(startOfflineServer({ port }), { code: 'EADDRINUSE' });
    const own = await startOfflineServer({ token: 'my token' });
    assert.equal(own.token, 'my token');
    await own.close();
  });

  it('wants its token', async () => {
    assert.deepEqual(await refusal(ask('/models', {}, 'no')), [401, 'invalid_api_key', null]);
    assert.deepEqual(await refusal(fetch(`${server.baseUrl}/models`)), [401, null, null]);
  });

  it('refuses names of the web that lead here, and sends no CORS headers', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'evil.example', authorization: `Bearer ${server.token}` };
      request(`${server.baseUrl}/models`, { headers }, response => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
    const allowed = await ask('/models', { headers: { origin: 'https://evil.example' } });
    assert.equal(allowed.headers.get('access-control-allow-origin'), null);
  });

  it('knows its routes', async () => {
    assert.deepEqual(await refusal(ask('/pictures')), [404, null, null]);
    assert.deepEqual(await refusal(ask('/images/edits')), [405, null, null]);
    assert.deepEqual(await refusal(ask('/models/nobody')), [404, 'model_not_found', null]);
    assert.deepEqual(await refusal(ask('/models/%E0%A4%A')), [404, 'model_not_found', null]);
  });

  it('refuses bodies it cannot read', async () => {
    assert.deepEqual(await refusal(generate('{')), [400, null, null]);
    assert.deepEqual(await refusal(generate('[]')), [400, 'invalid_type', null]);
    assert.deepEqual(await refusal(generate('{}', 'text/plain')), [400, 'unsupported_content_type', null]);
    const noForm = ask('/images/edits', {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    assert.deepEqual(await refusal(noForm), [400, null, null]);
    assert.deepEqual(await refusal(generate(`{"prompt":"${'x'.repeat(3_000_000)}"}`)), [413, null, null]);
  });

  it('takes null for absent', async () => {
    const response = await generate(
      JSON.stringify({ prompt: 'x', size: '32x32', n: null, quality: null, user: null }),
    );
    assert.equal(response.status, 200);
  });

  it('reads numbers and flags out of forms', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ prompt: 'x', n: '2', stream: 'maybe' }))
      form.set(name, value);
    assert.deepEqual(await refusal(ask('/images/edits', { method: 'POST', body: form })), [
      400,
      'invalid_type',
      'stream',
    ]);
    form.delete('stream');
    form.set('n', 'two');
    assert.deepEqual(await refusal(ask('/images/edits', { method: 'POST', body: form })), [
      400,
      'invalid_type',
      'n',
    ]);
    form.set('n', '1');
    assert.deepEqual(await refusal(ask('/images/edits', { method: 'POST', body: form })), [
      400,
      'missing_required_parameter',
      'image',
    ]);
  });

  it("calls a damaged picture the sender's mistake, in a stream too", async () => {
    const form = new FormData();
    form.set('prompt', 'x');
    form.set('image', new File([Uint8Array.from(png(8, 8, 6))], 'a.png', { type: 'image/png' }));
    const edit = () => ask('/images/edits', { method: 'POST', body: form });
    assert.deepEqual(await refusal(edit()), [400, 'invalid_image_file', 'image']);
    form.set('stream', 'true');
    assert.match(
      await (await edit()).text(),
      /^event: error\ndata: \{"type":"error","error":\{.*invalid_image_file/,
    );
  });

  it('hands out pictures by URL without the token, under no other path', async () => {
    const answer = await generate(JSON.stringify({ prompt: 'x', size: '32x32', response_format: 'url' }));
    const { data } = v.parse(v.object({ data: v.array(v.object({ url: v.string() })) }), await answer.json());
    const url = data[0]?.url ?? '';
    assert.equal((await fetch(url)).headers.get('content-type'), 'image/png');
    assert.equal((await fetch(url.replace('.png', '.webp'))).status, 404);
  });

  it('stops painting for a client that went away, and still closes', async () => {
    const slow = await startOfflineServer({ delayMs: 600_000 });
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${slow.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ prompt: 'x', stream: true, partial_images: 1, size: '32x32' });
    const init = { method: 'POST', headers, body, signal: stop.signal };
    const response = await fetch(`${slow.baseUrl}/images/generations`, init);
    assert.equal(response.status, 200);
    stop.abort();
    await assert.rejects(response.text());
    const left = await fetch(`${slow.baseUrl}/images/generations`, { method: 'POST', headers, body });
    await Promise.all([assert.rejects(left.text()), slow.close()]);
  });
});
