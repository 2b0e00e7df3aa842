import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { retryDelay, shouldRetry } from '../../../src/api/retry.ts';
import type { ErrorRecord } from '../../../src/images/errors.ts';
import { clientOf, generation, Workspace, type Outcome } from '../../support/http/client.ts';
import { largePng, png } from '../../support/http/pictures.ts';
import { sendJson, startServer, type TestServer } from '../../support/http/server.ts';

describe('retry decisions', () => {
  const first = { retries: 0, maxRetries: 2, sent: true, taken: false };
  type Row = readonly [string, ErrorRecord, Partial<typeof first> & { shouldRetry?: boolean }, boolean];
  const rows: readonly Row[] = [
    ['not sent', { kind: 'network' }, { sent: false }, true],
    ['refused before all was sent', { kind: 'rateLimit', status: 429 }, { sent: false }, true],
    ['told no before all was sent', { kind: 'authentication', status: 401 }, { sent: false }, false],
    ['certificate', { kind: 'certificate' }, { sent: false }, false],
    ['proxy', { kind: 'proxy' }, { sent: false }, false],
    ['source', { kind: 'source' }, { sent: false }, false],
    ['cancelled', { kind: 'cancelled' }, { sent: false }, false],
    ['broken after sending', { kind: 'network', mayBeBilled: true }, {}, false],
    ['cut off', { kind: 'cutOff' }, {}, false],
    ['timeout', { kind: 'timeout' }, {}, false],
    ['rate limit', { kind: 'rateLimit', status: 429 }, {}, true],
    ['429 by another name', { kind: 'overloaded', status: 429 }, {}, true],
    ['quota', { kind: 'quota', status: 429 }, {}, false],
    ['quota, although told to', { kind: 'quota', status: 429 }, { shouldRetry: true }, false],
    ['rate limit, told not to', { kind: 'rateLimit', status: 429 }, { shouldRetry: false }, false],
    ['rate limit, a long wait', { kind: 'rateLimit', status: 429, retryAfterMs: 120_000 }, {}, false],
    ['503', { kind: 'overloaded', status: 503 }, {}, false],
    ['503 with a delay', { kind: 'overloaded', status: 503, retryAfterMs: 10 }, {}, true],
    ['500', { kind: 'server', status: 500, retryAfterMs: 10 }, {}, false],
    ['500, told to', { kind: 'server', status: 500 }, { shouldRetry: true }, true],
    ['400', { kind: 'invalidRequest', status: 400 }, {}, false],
    ['told to after a success', { kind: 'cutOff' }, { shouldRetry: true }, false],
    ['a link’s 429', { kind: 'download', status: 429 }, { taken: true }, false],
    ['a link’s 503, told to', { kind: 'download', status: 503 }, { taken: true, shouldRetry: true }, false],
    ['often enough', { kind: 'rateLimit', status: 429 }, { retries: 2 }, false],
  ];
  for (const [name, error, attempt, expected] of rows) {
    it(`${name}: ${expected ? 'again' : 'no'}`, () =>
      assert.equal(shouldRetry(error, { ...first, ...attempt }), expected));
  }

  it('waits as long as it is told, else longer each time, with a spread', () => {
    const record = { kind: 'rateLimit' } as const;
    assert.equal(retryDelay({ ...record, retryAfterMs: 1234 }, 0, 0), 1234);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map(retries => retryDelay(record, retries, 0)),
      [500, 1000, 2000, 4000, 8000, 8000],
    );
    assert.equal(retryDelay(record, 0, 0.999999), 375);
  });
});

describe('retries on the wire', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let answers: readonly (readonly [number, Record<string, string>])[] = [];

  before(async () => {
    server = await startServer((_seen, response) => {
      const [status, headers] = answers[server.seen.length - 1] ?? [200, {}];
      if (status === 200) sendJson(response, 200, { data: [{ b64_json: png().toString('base64') }] });
      else sendJson(response, status, { error: { message: 'm', code: headers['code'] ?? null } }, headers);
    });
  });
  after(() => server.close());
  afterEach(() => workspace.clean());

  const sent = async (...list: typeof answers): Promise<Outcome & { readonly requests: number }> => {
    const count = server.seen.length;
    answers = [...Array.from({ length: count }, () => [200, {}] as const), ...list];
    const outcome = await workspace.run(clientOf(server.origin), generation);
    return { ...outcome, requests: server.seen.length - count };
  };
  const soon = { 'retry-after-ms': '1' };

  it('sends again after a rate limit, says so, and succeeds', async () => {
    const { events, requests, error } = await sent([429, soon], [503, soon], [200, {}]);
    assert.equal(error, undefined);
    assert.equal(requests, 3);
    assert.deepEqual(
      events.map(event =>
        event.type === 'retrying' ? [event.attempt, event.delayMs, event.error.kind] : event.type,
      ),
      [[1, 1, 'rateLimit'], [2, 1, 'overloaded'], 'completed'],
    );
  });

  it('gives up after two retries', async () => {
    const { requests, error } = await sent([429, soon], [429, soon], [429, soon], [200, {}]);
    assert.equal(requests, 3);
    assert.equal(error?.kind, 'rateLimit');
  });

  const once: readonly (readonly [string, number, Record<string, string>])[] = [
    ['500', 500, soon],
    ['502', 502, soon],
    ['504', 504, soon],
    ['503 without a delay', 503, {}],
    ['quota', 429, { ...soon, code: 'insufficient_quota' }],
    ['400', 400, soon],
    ['a wait of two minutes', 429, { 'retry-after': '120' }],
    ['x-should-retry: false', 429, { ...soon, 'x-should-retry': 'false' }],
  ];
  for (const [name, status, headers] of once) {
    it(`sends once: ${name}`, async () => {
      const { requests, error } = await sent([status, headers], [200, {}]);
      assert.equal(requests, 1);
      assert.ok(error);
    });
  }

  it('does as x-should-retry says', async () => {
    const { requests, error } = await sent([500, { ...soon, 'x-should-retry': 'true' }], [200, {}]);
    assert.equal(requests, 2);
    assert.equal(error, undefined);
  });

  it('ends a wait at once when the user stops', async () => {
    const control = new AbortController();
    answers = [
      ...Array.from({ length: server.seen.length }, () => [200, {}] as const),
      [429, { 'retry-after': '10' }],
    ];
    const folder = await workspace.folder();
    const kinds: string[] = [];
    await assert.rejects(async () => {
      for await (const event of clientOf(server.origin).send(
        generation,
        { folder, stem: 's' },
        control.signal,
      )) {
        kinds.push(event.type);
        control.abort();
      }
    }, /^ImageError: cancelled$/);
    assert.deepEqual(kinds, ['retrying']);
  });

  it('has one limit for all attempts and the waits between them', async () => {
    const busy = await startServer((_seen, response) => sendJson(response, 429, { error: 'busy' }, soon));
    const client = clientOf(busy.origin, { timeoutMs: 300, maxRetries: Infinity });
    const { error, events } = await workspace.run(client, generation);
    await busy.close();
    assert.ok(error?.kind === 'timeout' || error?.kind === 'rateLimit', String(error));
    assert.ok(events.length > 0);
  });

  it('does not begin a wait that would outlast the limit', async () => {
    const busy = await startServer((_seen, response) =>
      sendJson(response, 429, { error: 'busy' }, { 'retry-after': '20' }),
    );
    const { error, events } = await workspace.run(clientOf(busy.origin), generation);
    await busy.close();
    assert.deepEqual([error?.kind, error?.record.retryAfterMs], ['rateLimit', 20_000]);
    assert.deepEqual(events, []);
  });

  it('tries a refused connection again', async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const { events, error } = await workspace.run(clientOf(gone.origin, { maxRetries: 1 }), generation);
    assert.deepEqual(
      events.map(event => event.type),
      ['retrying'],
    );
    assert.deepEqual(
      [error?.kind, error?.record.detail, error?.record.mayBeBilled],
      ['network', 'ECONNREFUSED', undefined],
    );
  });

  it('does not repeat a request that was received', async () => {
    const rude = await startServer((_seen, response) => void response.destroy());
    const { error } = await workspace.run(clientOf(rude.origin), generation);
    assert.equal(rude.seen.length, 1);
    await rude.close();
    assert.deepEqual([error?.kind, error?.record.mayBeBilled], ['network', true]);
  });

  it('sends an upload again that was cut off half-way, since half a form cannot be billed', async () => {
    const { writeFile } = await import('node:fs/promises');
    const path = `${await workspace.folder()}/a.png`;
    await writeFile(path, largePng(20_000_000));
    let requests = 0;
    const rude = await startServer(
      (_seen, response, request) => {
        if (++requests === 1) request.once('data', () => request.socket.destroy());
        else
          request
            .resume()
            .on('end', () => sendJson(response, 200, { data: [{ b64_json: png().toString('base64') }] }));
      },
      { early: true },
    );
    const image = { path, fileName: 'a.png', type: 'png' as const, bytes: 1 };
    const outcome = await workspace.run(clientOf(rude.origin), {
      route: 'edits',
      prompt: 'x',
      images: [image],
      parameters: {},
    });
    await rude.close();
    assert.equal(outcome.error, undefined);
    assert.equal(requests, 2);
    assert.ok(outcome.events[0]?.type === 'retrying' && outcome.events[0].error.mayBeBilled === undefined);
  });

  it('builds a new form for each attempt', async () => {
    const folder = await workspace.folder();
    const { writeFile } = await import('node:fs/promises');
    const path = `${folder}/a.png`;
    await writeFile(path, png());
    const count = server.seen.length;
    answers = [...Array.from({ length: count }, () => [200, {}] as const), [429, soon], [200, {}]];
    const image = { path, fileName: 'a.png', type: 'png' as const, bytes: png().length };
    const { error } = await workspace.run(clientOf(server.origin), {
      route: 'edits',
      prompt: 'x',
      images: [image],
      parameters: {},
    });
    assert.equal(error, undefined);
    const lengths = server.seen.slice(count).map(seen => seen.body.length);
    assert.equal(lengths.length, 2);
    assert.equal(lengths[0], lengths[1]);
  });
});
