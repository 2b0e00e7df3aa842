import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, afterEach, before, describe, it } from 'mocha';
import { profileFor, profiles, type ProviderId } from '../../../src/api/providers.ts';
import type { Transport } from '../../../src/api/transport.ts';
import type { Account, ErrorKind, ErrorRecord } from '../../../src/images/errors.ts';
import { clientOf, generation, testKey, Workspace, type Outcome } from '../../support/http/client.ts';
import { startServer, type TestServer } from '../../support/http/server.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const envelope = (code: unknown, message = 'm', more: object = {}): string =>
  JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code, ...more } });

type Row = readonly [
  name: string,
  status: number,
  body: string,
  kind: ErrorKind,
  record?: Partial<ErrorRecord>,
];

/** api-contract §7, row by row, in every envelope that is known. */
const rows: readonly Row[] = [
  [
    'moderation',
    400,
    envelope('moderation_blocked', 'blocked', {
      moderation_details: { moderation_stage: 'output', categories: ['violence', 7, 'x'] },
    }),
    'moderation',
    { moderation: { stage: 'output', categories: ['violence', 'x'] }, serverMessage: 'blocked' },
  ],
  ['moderation without details', 400, envelope('content_policy_violation'), 'moderation'],
  [
    'file type',
    400,
    envelope('unsupported_file_mimetype'),
    'unsupportedFile',
    { code: 'unsupported_file_mimetype' },
  ],
  [
    'a parameter',
    400,
    envelope('invalid_value', 'bad', { param: 'size' }),
    'invalidRequest',
    { param: 'size', code: 'invalid_value' },
  ],
  ['hard limit', 400, envelope('billing_hard_limit_reached'), 'quota'],
  ['quota', 429, envelope('insufficient_quota'), 'quota'],
  ['credit', 429, envelope('credit_balance_exhausted'), 'quota'],
  ['spending limit', 429, envelope('project_spend_limit_exceeded'), 'quota'],
  ['billing', 429, envelope('billing_not_active'), 'quota'],
  [
    'quota by type',
    429,
    JSON.stringify({ error: { type: 'insufficient_quota', message: 'm' } }),
    'quota',
    { code: 'insufficient_quota' },
  ],
  ['key', 401, envelope('invalid_api_key'), 'authentication'],
  ['401 without words', 401, '', 'authentication', { detail: 'nothing' }],
  [
    'verification',
    403,
    envelope(null, 'Your organization must be verified to use the model `gpt-image-2`.'),
    'verification',
  ],
  ['permission', 403, envelope(null, 'Forbidden'), 'permission'],
  ['model', 404, envelope('model_not_found'), 'modelNotFound'],
  ['model, not allowed', 403, envelope('model_not_found'), 'modelNotFound'],
  [
    'model in words',
    400,
    envelope('invalid_value', "The model 'dall-e-2' does not exist.", { param: 'model' }),
    'modelNotFound',
  ],
  [
    'model in words only',
    404,
    JSON.stringify({ detail: 'Model sdxl not found in the model list' }),
    'modelNotFound',
  ],
  [
    'what a model cannot do',
    400,
    envelope('invalid_value', 'This model does not support transparent backgrounds.', {
      param: 'background',
    }),
    'invalidRequest',
  ],
  ['route, empty', 404, '', 'routeNotFound', { detail: 'nothing' }],
  ['route, FastAPI', 404, '{"detail":"Not Found"}', 'routeNotFound', { serverMessage: 'Not Found' }],
  ['method', 405, '{"detail":"Method Not Allowed"}', 'routeNotFound'],
  ['not implemented', 501, 'no', 'routeNotFound', { serverMessage: 'no' }],
  ['rate limit', 429, envelope('rate_limit_exceeded'), 'rateLimit'],
  ['429 without words', 429, '', 'rateLimit'],
  ['overloaded by code', 500, envelope('server_is_overloaded'), 'overloaded'],
  ['slow down', 503, envelope('slow_down'), 'overloaded'],
  ['503', 503, '', 'overloaded'],
  ['500', 500, envelope(null, 'The server had an error'), 'server', { mayBeBilled: true }],
  [
    '502, a page',
    502,
    '<html><head><title>502 Bad Gateway</title></head></html>',
    'server',
    { detail: 'an HTML page', serverMessage: '502 Bad Gateway' },
  ],
  [
    '504',
    504,
    'upstream request timeout',
    'server',
    { serverMessage: 'upstream request timeout', mayBeBilled: true },
  ],
  ['too large', 413, '<html><title>413</title></html>', 'invalidRequest'],
  ['error as text', 500, '{"error":"out of memory"}', 'server', { serverMessage: 'out of memory' }],
  ['detail as text', 400, '{"detail":"bad size"}', 'invalidRequest', { serverMessage: 'bad size' }],
  [
    'detail as a list',
    422,
    '{"detail":[{"loc":["body","size"],"msg":"field required","type":"x"},{"loc":["body","n"],"msg":"too many"}]}',
    'invalidRequest',
    { param: 'size', serverMessage: 'size: field required; n: too many' },
  ],
  [
    'message only',
    400,
    '{"message":"no","code":400}',
    'invalidRequest',
    { serverMessage: 'no', code: '400' },
  ],
  ['a number as code', 400, envelope(1234), 'invalidRequest', { code: '1234' }],
  [
    'a list of errors',
    400,
    '[{"error":{"code":400,"message":"in a list"}}]',
    'invalidRequest',
    { serverMessage: 'in a list' },
  ],
  ['a JSON string', 400, '"just words"', 'invalidRequest', { serverMessage: 'just words' }],
  ['a JSON null', 400, 'null', 'invalidRequest'],
  ['an error of odd types', 400, '{"error":{"message":7,"code":{"a":1},"param":[1]}}', 'invalidRequest'],
  ['an empty error', 400, '{"error":{}}', 'invalidRequest'],
  ['binary', 400, '\u0000\u0001\u0002', 'invalidRequest', { detail: 'unknown data' }],
  ['a name of Object', 400, envelope('constructor'), 'invalidRequest', { code: 'constructor' }],
];

/** Refuses everything, whatever host is asked. */
function refusing(status: number, code: string): Transport {
  const body = Readable.from([Buffer.from(envelope(code))]);
  return { request: async () => ({ status, headers: {}, body, dispose: () => undefined }) };
}

describe('whose account an error is about', () => {
  const workspace = new Workspace();
  afterEach(() => workspace.clean());

  const cases: readonly (readonly [ProviderId, string, Account | undefined])[] = [
    ['openai', 'https://api.openai.com/v1', 'openai'],
    ['compatible', 'https://eu.api.openai.com/v1', 'openai'],
    ['openai', 'https://gateway.example/v1', undefined],
    ['compatible', 'https://api.openai.com.evil.example/v1', undefined],
    ['compatible', 'https://x.openai.azure.com/openai/v1', 'azure'],
    ['azure', 'https://gateway.example/openai/v1', 'azure'],
    ['offline', 'http://127.0.0.1:9/v1', undefined],
  ];
  for (const [id, baseUrl, account] of cases) {
    it(`${id} at ${baseUrl}: ${account ?? 'nobody knows'}`, async () => {
      const profile = profileFor(id, baseUrl);
      const about = async (status: number, code: string): Promise<ErrorRecord | undefined> => {
        const transport = refusing(status, code);
        const api = clientOf(baseUrl, { profile, key: testKey, transport });
        return (await workspace.run(api, generation)).error?.record;
      };
      const quota = await about(429, 'insufficient_quota');
      assert.deepEqual([quota?.kind, quota?.account], ['quota', account]);
      const verification = await about(403, 'organization_verification_required');
      assert.deepEqual([verification?.kind, verification?.account], ['verification', account]);
      assert.equal((await about(400, 'x'))?.account, undefined);
    });
  }
});

describe('errors of the server', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let answer: Answer;

  before(async () => {
    server = await startServer((_seen, response) => {
      response.writeHead(answer.status, { 'x-request-id': 'req_42', ...answer.headers });
      response.end(answer.body);
    });
  });
  after(() => server.close());
  afterEach(() => workspace.clean());

  const refused = async (status: number, body: string, headers = {}): Promise<Outcome> => {
    answer = { status, body, headers };
    return workspace.run(clientOf(server.origin, { key: testKey, maxRetries: 0 }), generation);
  };

  for (const [name, status, body, kind, record] of rows) {
    it(`${status} ${name} → ${kind}`, async () => {
      const { error, files } = await refused(status, body);
      assert.equal(error?.kind, kind);
      assert.deepEqual({ ...error.record, ...record }, error.record);
      assert.equal(error.record.status, status);
      assert.equal(error.record.requestId, 'req_42');
      assert.equal(error.record.host, new URL(server.origin).host);
      assert.deepEqual(files, []);
    });
  }

  it('cuts long text and takes control characters out of it', async () => {
    const { error } = await refused(
      400,
      envelope('x'.repeat(5000), `\u001b[31m\u202e${'wörter '.repeat(5000)}😀`),
    );
    assert.ok((error?.record.serverMessage?.length ?? 0) <= 1000);
    assert.ok((error?.record.code?.length ?? 0) <= 100);
    assert.doesNotMatch(error?.record.serverMessage ?? '', /[\p{Cc}\u202e]/u);
  });

  it('reads no more than the start of a long body', async () => {
    const { error } = await refused(500, `<title>Long</title>${'<p>words'.repeat(500_000)}`);
    assert.equal(error?.record.serverMessage, 'Long');
  });

  it('knows the header of Azure for the id too, and cleans it', async () => {
    const { error } = await refused(400, '', { 'x-request-id': '', 'apim-request-id': 'a\tb c' });
    assert.equal(error?.record.requestId, 'abc');
  });

  const waits: readonly (readonly [Record<string, string>, number | undefined])[] = [
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '0.5' }, 500],
    // No longer than a timer holds: Infinity is null in JSON.
    [{ 'retry-after': '9'.repeat(400) }, 0x7fffffff],
    [{ 'retry-after-ms': '1'.padEnd(30, '0') }, 0x7fffffff],
    [{ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 0x7fffffff],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-3' }, undefined],
    [{}, undefined],
  ];
  for (const [headers, expected] of waits) {
    it(`waits ${expected} ms for ${JSON.stringify(headers)}`, async () => {
      const { error } = await refused(429, '', headers);
      assert.equal(error?.record.retryAfterMs, expected);
    });
  }

  it('reads a date to wait for', async () => {
    const { error } = await refused(429, '', { 'retry-after': new Date(Date.now() + 30_000).toUTCString() });
    const ms = error?.record.retryAfterMs ?? 0;
    assert.ok(ms > 20_000 && ms <= 30_000, String(ms));
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`follows no ${status}, and says where it led`, async () => {
      const count = server.seen.length;
      const { error } = await refused(status, '', { location: 'https://elsewhere.example/v1?key=1' });
      assert.deepEqual([error?.kind, error?.record.detail], ['redirect', 'elsewhere.example']);
      assert.equal(server.seen.length, count + 1);
    });
  }

  const echoes: Readonly<Record<string, Answer>> = {
    'its id': { status: 400, body: '', headers: { 'x-request-id': `a ${testKey}` } },
    'its id, cut by blanks': {
      status: 400,
      body: '',
      headers: { 'x-request-id': testKey.replace('SEC', ' SEC') },
    },
    'a redirect': { status: 307, body: '', headers: { location: `https://${testKey}.example/` } },
    'the id of a redirect': { status: 307, body: '', headers: { 'x-request-id': testKey } },
    'a link': {
      status: 200,
      body: JSON.stringify({ data: [{ url: `https://10.0.0.1/` }, { url: `/${testKey}.png` }] }),
      headers: {},
    },
    'the host of a link': {
      status: 200,
      body: JSON.stringify({ data: [{ url: `http://${testKey}.example/` }] }),
      headers: {},
    },
    'a path on the server': {
      status: 200,
      body: JSON.stringify({ data: [{ url: `/root/${testKey}.png` }] }),
      headers: {},
    },
    'a code': { status: 400, body: envelope(testKey), headers: {} },
  };
  for (const [place, echo] of Object.entries(echoes)) {
    // One that looks like no key, so that only the client can know it.
    for (const key of [testKey, 'Abcdefgh-0123456789-SECRET'])
      it(`takes a key out of ${place}, ${key === testKey ? '' : 'un'}like a key as it is`, async () => {
        const lines: string[] = [];
        const echoed = JSON.stringify(echo).replaceAll(testKey.slice(0, -6), key.slice(0, -6));
        answer = { status: 200, body: '', headers: {}, ...JSON.parse(echoed) };
        const api = clientOf(server.origin, { key, log: line => lines.push(line) });
        const { error, events } = await workspace.run(api, generation);
        assert.ok(error);
        assert.ok(lines.length > 0);
        assert.doesNotMatch(JSON.stringify([error.record, events, lines]), /secret|abcdefgh|sk-test/i);
      });
  }

  it('never shows the key, even when the server repeats it', async () => {
    const lines: string[] = [];
    answer = {
      status: 401,
      body: envelope(testKey, `Incorrect API key provided: ${testKey}.`),
      headers: { 'x-request-id': 'r' },
    };
    const api = clientOf(server.origin, { key: testKey, log: line => lines.push(line) });
    const { error } = await workspace.run(api, {
      route: 'generations',
      prompt: 'my secret prompt',
      parameters: {},
    });
    assert.equal(error?.kind, 'authentication');
    const shown = [
      JSON.stringify(error),
      error.message,
      error.stack,
      String(error.cause),
      JSON.stringify(api),
      ...lines,
    ].join('\n');
    assert.doesNotMatch(shown, /SECRET|sk-test|secret prompt/);
    assert.match(
      lines.join(),
      /^POST 127\.0\.0\.1:\d+\/images\/generations authentication r \d+ ms \d+ bytes$/,
    );
  });

  it('sends no key over plain http to another machine', async () => {
    const api = clientOf('http://192.0.2.1:9/v1', { key: testKey });
    const { error } = await workspace.run(api, generation);
    assert.equal(error?.kind, 'insecure');
    assert.equal(error.record.mayBeBilled, undefined);
  });

  it('asks for a key where one is needed', async () => {
    const api = clientOf(server.origin, { profile: profiles.openai });
    const { error } = await workspace.run(api, generation);
    assert.equal(error?.kind, 'missingKey');
  });

  it('does not send what cannot be a key', async () => {
    const count = server.seen.length;
    for (const key of ['two words', 'line\nbreak', 'dash—']) {
      const { error } = await workspace.run(clientOf(server.origin, { key }), generation);
      assert.equal(error?.kind, 'authentication');
      assert.doesNotMatch(JSON.stringify(error), /words|break|dash—/);
    }
    assert.equal(server.seen.length, count);
  });
});
