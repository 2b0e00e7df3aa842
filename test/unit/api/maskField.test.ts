import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { askMaskField, maskFieldOf, type MaskFields } from '../../../src/api/maskField.ts';
import { profileFor, type ProviderId } from '../../../src/api/providers.ts';
import type { Transport } from '../../../src/api/transport.ts';
import type { ImagesApiOptions } from '../../../src/api/client.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import { clientOf, generation, testKey, Workspace } from '../../support/http/client.ts';
import { parseMultipart } from '../../support/http/multipart.ts';
import { png } from '../../support/http/pictures.ts';
import { sendJson, startServer, type Handler, type TestServer } from '../../support/http/server.ts';

/** A description as FastAPI writes it: the form of a route is a schema of its own. */
function description(properties: object, path = '/v1/images/edits'): object {
  const schema = { allOf: [{ $ref: '#/components/schemas/Body_edit_images' }], title: 'Body' };
  return {
    openapi: '3.1.0',
    paths: { [path]: { post: { requestBody: { content: { 'multipart/form-data': { schema } } } } } },
    components: { schemas: { Body_edit_images: { properties, type: 'object' } } },
  };
}

const file = { type: 'string', format: 'binary' };
const renamed = description({ image: file, mask_image: file });

describe('Name of a mask by a description', () => {
  const path = '/v1/images/edits';
  const rows: readonly (readonly [string, unknown, string])[] = [
    ['mask_image alone', renamed, 'mask_image'],
    ['mask alone', description({ image: file, mask: file }), 'mask'],
    ['both', description({ mask: file, mask_image: file }), 'mask'],
    ['neither', description({ image: file }), 'mask'],
    ['another route', description({ mask_image: file }, '/v1/images/generations'), 'mask'],
    ['a route behind a prefix', description({ mask_image: file }, '/images/edits'), 'mask_image'],
    [
      'no reference',
      {
        paths: {
          [path]: {
            post: {
              requestBody: {
                content: { 'multipart/form-data': { schema: { properties: { mask_image: {} } } } },
              },
            },
          },
        },
      },
      'mask_image',
    ],
    [
      'a reference to itself',
      {
        ...renamed,
        components: { schemas: { Body_edit_images: { $ref: '#/components/schemas/Body_edit_images' } } },
      },
      'mask',
    ],
    ['a list', [], 'mask'],
    ['null', null, 'mask'],
    ['odd parts', { paths: { [path]: { post: { requestBody: 7 } } } }, 'mask'],
  ];
  for (const [name, json, expected] of rows)
    it(`${name}: ${expected}`, () => assert.equal(maskFieldOf(json, path), expected));
});

describe('Name of a mask on the wire', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let describes: Handler;
  let edit: ImageRequest;

  before(async () => {
    server = await startServer((seen, response, request) => {
      if (seen.url === '/openapi.json') return describes(seen, response, request);
      return sendJson(response, 200, { data: [{ b64_json: png().toString('base64') }] });
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    const path = join(await workspace.folder(), 'a.png');
    await writeFile(path, png());
    const upload = { path, fileName: 'a.png', type: 'png', bytes: png().length } as const;
    edit = { route: 'edits', prompt: 'x', images: [upload], mask: upload, parameters: {} };
  });
  afterEach(() => workspace.clean());

  const base = (): string => `${server.origin}/v1`;

  /** What one request makes the server see: its descriptions that were asked for, and the name of the last part. */
  const sent = async (
    request: ImageRequest,
    options: Partial<ImagesApiOptions> = {},
  ): Promise<{ readonly asked: number; readonly mask: string | undefined }> => {
    const before = server.seen.length;
    const { error } = await workspace.run(clientOf(base(), options), request);
    assert.equal(error, undefined);
    const seen = server.seen.slice(before);
    const asked = seen.filter(({ url }) => url === '/openapi.json');
    for (const { headers } of asked)
      assert.deepEqual([headers.authorization, headers['api-key']], [undefined, undefined]);
    const last = seen.at(-1);
    const form = last?.url === '/v1/images/edits' ? last : undefined;
    const parts = form && parseMultipart(form.headers['content-type'], form.body);
    return { asked: asked.length, mask: parts?.at(-1)?.name };
  };

  it('is the one the server describes, asked for once, without the key', async () => {
    describes = (_seen, response) => sendJson(response, 200, renamed);
    const options = { maskFields: new Map(), key: testKey };
    assert.deepEqual(await sent(edit, options), { asked: 1, mask: 'mask_image' });
    assert.deepEqual(await sent(edit, options), { asked: 0, mask: 'mask_image' });
  });

  it('is asked for by edits with a mask only', async () => {
    describes = (_seen, response) => sendJson(response, 200, renamed);
    assert.equal((await sent(generation)).asked, 0);
    assert.ok(edit.route === 'edits');
    const { mask: _none, ...plain } = edit;
    assert.equal((await sent(plain)).asked, 0);
  });

  const odd: Readonly<Record<string, Handler>> = {
    'is missing': (_seen, response) => sendJson(response, 404, renamed),
    'is elsewhere': (_seen, response) => void response.writeHead(302, { location: '/other.json' }).end(),
    'is no JSON': (_seen, response) => void response.end('<!doctype html>'),
    'is too large': (_seen, response) =>
      sendJson(response, 200, { ...renamed, more: 'x'.repeat(3 * 1024 * 1024) }),
    'is too large once unpacked': (_seen, response) => {
      const large = gzipSync(JSON.stringify({ ...renamed, more: 'x'.repeat(3 * 1024 * 1024) }));
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(large);
    },
    'breaks off': (_seen, response) => void response.destroy(),
  };
  for (const [name, handler] of Object.entries(odd)) {
    it(`is mask where the description ${name}`, async () => {
      describes = handler;
      assert.deepEqual(await sent(edit), { asked: 1, mask: 'mask' });
    });
  }

  it('is mask where the description does not come', async () => {
    describes = () => undefined;
    const options = { limits: { descriptionMs: 100 } };
    assert.deepEqual(await sent(edit, options), { asked: 1, mask: 'mask' });
  });

  const silent: readonly (readonly [ProviderId, string])[] = [
    ['openai', 'https://api.openai.com/v1'],
    ['compatible', 'https://api.openai.com/v1'],
    ['azure', 'https://gw.example/openai/v1'],
    ['compatible', 'https://x.openai.azure.com/openai/v1'],
    ['offline', 'http://127.0.0.1:9/v1'],
  ];
  for (const [id, address] of silent) {
    it(`is not asked for by ${id} at ${address}`, () =>
      assert.equal(profileFor(id, address).maskField, 'mask'));
  }

  it('is asked for again after somebody stopped, and by who waited for them', async () => {
    const known: MaskFields = new Map();
    const stopping = new AbortController();
    let asked = 0;
    const transport: Transport = {
      request: ({ signal }) => {
        asked++;
        if (asked > 1) return Promise.reject(new Error('not there'));
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        });
      },
    };
    const edits = new URL('https://gw.example/v1/images/edits');
    const question = { transport, baseUrl: 'https://gw.example/v1', edits, userAgent: 't', timeoutMs: 5000 };
    const first = askMaskField(known, question, stopping.signal);
    const second = askMaskField(known, question, new AbortController().signal);
    assert.equal(asked, 1);
    stopping.abort();
    await assert.rejects(first);
    assert.equal(await second, 'mask');
    assert.equal(asked, 2);
  });
});
