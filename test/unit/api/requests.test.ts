import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { profileFor, profiles } from '../../../src/api/providers.ts';
import type { ImageParameters, ImageRequest, Upload } from '../../../src/images/request.ts';
import { clientOf, testKey, Workspace } from '../../support/http/client.ts';
import { parseMultipart } from '../../support/http/multipart.ts';
import { png, webp } from '../../support/http/pictures.ts';
import { sendJson, startServer, type Seen, type TestServer } from '../../support/http/server.ts';

/** Every parameter there is, with the name and value it has on the wire. */
const all: Required<ImageParameters> = {
  model: 'gpt-image-2',
  n: 2,
  size: '1024x1024',
  quality: 'high',
  background: 'transparent',
  outputFormat: 'webp',
  outputCompression: 0,
  moderation: 'low',
  stream: false,
  partialImages: 0,
  style: 'vivid',
  complexity: 'low',
  frameCount: 4,
  frameDurationMs: 100,
  svg: { model: 's', reasoning: { effort: 'low' } },
  inputFidelity: 'high',
  safetyIdentifier: 'safe',
  user: 'me',
  responseFormat: 'url',
};

const common = {
  model: 'gpt-image-2',
  n: 2,
  size: '1024x1024',
  quality: 'high',
  background: 'transparent',
  output_format: 'webp',
  output_compression: 0,
  moderation: 'low',
  stream: false,
  partial_images: 0,
  complexity: 'low',
  frame_count: 4,
  frame_duration_ms: 100,
  safety_identifier: 'safe',
  user: 'me',
  response_format: 'url',
  prompt: 'a “lighthouse”\n🌊',
};

const strings = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

describe('requests on the wire', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let uploads: { readonly first: Upload; readonly second: Upload; readonly mask: Upload };

  before(async () => {
    server = await startServer((_seen, response) =>
      sendJson(response, 200, { data: [{ b64_json: png().toString('base64') }] }),
    );
    const folder = await workspace.folder();
    const upload = async (fileName: string, type: Upload['type'], bytes: Buffer): Promise<Upload> => {
      const path = join(folder, fileName.replace(/[^a-z.]/g, '_'));
      await writeFile(path, bytes);
      return { path, fileName, type, bytes: bytes.length };
    };
    uploads = {
      first: await upload('plain.png', 'png', png()),
      second: await upload('größe "1".webp', 'webp', webp),
      mask: await upload('mask.png', 'png', png(2, 2)),
    };
  });
  after(async () => {
    await server.close();
    await workspace.clean();
  });

  const sent = async (request: ImageRequest, options: Parameters<typeof clientOf>[1] = {}): Promise<Seen> => {
    const count = server.seen.length;
    const { error } = await workspace.run(clientOf(`${server.origin}/v1`, options), request);
    assert.equal(error, undefined);
    // A mask is preceded by the question for its name.
    const seen = server.seen.slice(count).find(({ method }) => method === 'POST');
    assert.ok(seen);
    return seen;
  };

  it('sends every field of generations under its name', async () => {
    const seen = await sent({ route: 'generations', prompt: common.prompt, parameters: all });
    assert.equal(seen.url, '/v1/images/generations');
    const body: unknown = JSON.parse(seen.body.toString());
    assert.deepEqual(body, { ...common, style: 'vivid', svg: { model: 's', reasoning: { effort: 'low' } } });
  });

  it('sends only what is set: no null, no empty text', async () => {
    const seen = await sent({ route: 'generations', prompt: 'x', parameters: { model: '', size: 'auto' } });
    assert.equal(seen.body.toString(), '{"size":"auto","response_format":"b64_json","prompt":"x"}');
  });

  it('sends every field of edits as text before the files, and no style or svg', async () => {
    const { first, second, mask } = uploads;
    const seen = await sent({
      route: 'edits',
      prompt: common.prompt,
      images: [first, second],
      mask,
      markup: mask,
      parameters: all,
    });
    assert.equal(seen.url, '/v1/images/edits');
    const parts = parseMultipart(seen.headers['content-type'], seen.body);
    const texts = parts.filter(part => part.fileName === undefined);
    assert.deepEqual(
      Object.fromEntries(texts.map(part => [part.name, part.content.toString()])),
      strings({ ...common, input_fidelity: 'high' }),
    );
    assert.ok(
      parts.slice(0, texts.length).every(part => part.fileName === undefined),
      'text first',
    );
    const files = parts.slice(texts.length).map(({ name, fileName, type }) => [name, fileName, type]);
    assert.deepEqual(files, [
      ['image[]', 'plain.png', 'image/png'],
      ['image[]', 'größe %221%22.webp', 'image/webp'],
      ['mask', 'mask.png', 'image/png'],
      ['markup', 'mask.png', 'image/png'],
    ]);
    assert.deepEqual(parts.at(-4)?.content, png());
    assert.deepEqual(parts.at(-3)?.content, webp);
    assert.equal(Number(seen.headers['content-length']), seen.body.length);
    assert.equal(seen.headers['transfer-encoding'], undefined);
  });

  it('names a single file `image`', async () => {
    const seen = await sent({ route: 'edits', prompt: 'x', images: [uploads.first], parameters: {} });
    const names = parseMultipart(seen.headers['content-type'], seen.body).map(part => part.name);
    assert.deepEqual(names, ['response_format', 'prompt', 'image']);
  });

  it('names the mask as the server wants it', async () => {
    const profile = { ...profiles.compatible, maskField: 'mask_image' as const };
    const { first, mask } = uploads;
    const seen = await sent(
      { route: 'edits', prompt: 'x', images: [first], mask, parameters: {} },
      { profile },
    );
    assert.equal(parseMultipart(seen.headers['content-type'], seen.body).at(-1)?.name, 'mask_image');
  });

  it('sends variations its five fields only', async () => {
    const seen = await sent({ route: 'variations', image: uploads.first, parameters: all });
    assert.equal(seen.url, '/v1/images/variations');
    const parts = parseMultipart(seen.headers['content-type'], seen.body);
    assert.deepEqual(
      parts.map(part => part.name),
      ['model', 'n', 'size', 'user', 'response_format', 'image'],
    );
  });

  it('puts key, organization and project into headers where they are understood', async () => {
    const profile = { ...profileFor('openai', server.origin), organization: true };
    const request: ImageRequest = { route: 'generations', prompt: 'x', parameters: {} };
    const seen = await sent(request, {
      profile,
      key: ` ${testKey}\n`,
      organization: 'org-1',
      project: 'proj-1',
    });
    assert.equal(seen.headers.authorization, `Bearer ${testKey}`);
    assert.equal(seen.headers['openai-organization'], 'org-1');
    assert.equal(seen.headers['openai-project'], 'proj-1');
    assert.equal(seen.headers['user-agent'], 'easel-test');
    assert.equal(seen.headers.connection, 'close');
  });

  it('has a header for the key alone where the record says so', async () => {
    const profile = { ...profiles.compatible, auth: 'api-key' as const };
    const request: ImageRequest = { route: 'generations', prompt: 'x', parameters: {} };
    const seen = await sent(request, { profile, key: testKey, organization: 'org-1' });
    assert.equal(seen.headers['api-key'], testKey);
    assert.equal(seen.headers.authorization, undefined);
    assert.equal(seen.headers['openai-organization'], undefined);
  });

  const formats: readonly (readonly [string, Parameters<typeof clientOf>[1], string | undefined])[] = [
    ['auto, elsewhere', {}, 'b64_json'],
    ['auto, official', { profile: { ...profiles.openai, needsKey: false } }, undefined],
    [
      'b64_json, official',
      { profile: { ...profiles.openai, needsKey: false }, responseFormat: 'b64_json' },
      'b64_json',
    ],
    ['url', { responseFormat: 'url' }, 'url'],
    ['omit', { responseFormat: 'omit' }, undefined],
  ];
  for (const [name, options, expected] of formats) {
    it(`response_format: ${name}`, async () => {
      const request: ImageRequest = { route: 'generations', prompt: 'x', parameters: { model: 'm' } };
      const seen = await sent(request, options);
      const match = /"response_format":"(?<format>[^"]+)"/.exec(seen.body.toString());
      assert.equal(match?.groups?.['format'], expected);
    });
  }

  it('always names a model where one is known', async () => {
    const profile = { ...profiles.openai, needsKey: false };
    const seen = await sent({ route: 'generations', prompt: 'x', parameters: {} }, { profile });
    assert.match(seen.body.toString(), /"model":"gpt-image-2\.5-flare"/);
  });

  it('says which file cannot be read, and sends nothing', async () => {
    const count = server.seen.length;
    const gone: Upload = { ...uploads.first, path: '/nowhere/gone.png', fileName: 'gone.png' };
    const request: ImageRequest = {
      route: 'edits',
      prompt: 'x',
      images: [uploads.first, gone],
      parameters: {},
    };
    const { error } = await workspace.run(clientOf(server.origin), request);
    assert.deepEqual([error?.kind, error?.record.detail], ['source', 'gone.png ENOENT']);
    assert.equal(server.seen.length, count);
  });

  it('says so when a file is no file, or is empty', async () => {
    const folder = await workspace.folder();
    await writeFile(join(folder, 'empty.png'), '');
    for (const [path, why] of [
      [folder, 'not a file'],
      [join(folder, 'empty.png'), 'empty'],
    ] as const) {
      const images = [{ ...uploads.first, path }];
      const request: ImageRequest = { route: 'edits', prompt: 'x', images, parameters: {} };
      const { error } = await workspace.run(clientOf(server.origin), request);
      assert.deepEqual([error?.kind, error?.record.detail], ['source', `plain.png ${why}`]);
    }
  });

  it('takes addresses of endpoints from the record, with a query too', async () => {
    const profile = {
      ...profiles.compatible,
      endpoint: (base: string, route: string, model?: string) =>
        new URL(`${base}/deployments/${model}/images/${route}?api-version=2026-01-01`),
    };
    const seen = await sent({ route: 'generations', prompt: 'x', parameters: { model: 'dep' } }, { profile });
    assert.equal(seen.url, '/v1/deployments/dep/images/generations?api-version=2026-01-01');
  });
});
