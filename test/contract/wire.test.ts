// Our own wire against the stand-in server, on the paths a user takes most.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createImagesApi, type ImagesClient } from '../../src/api/client.ts';
import { profileFor } from '../../src/api/providers.ts';
import { ImageError, type ErrorKind } from '../../src/images/errors.ts';
import type { ImageRequest, Upload } from '../../src/images/request.ts';
import type { ImageEvent } from '../../src/images/result.ts';
import { startOfflineServer, type OfflineServer } from '../../src/offline/server.ts';
import { probe } from '../../src/raster/probe.ts';
import { leftMask, quarters } from './pictures.ts';

describe('the wire and the offline server', () => {
  let server: OfflineServer;
  let api: ImagesClient;
  let folder: string;
  let requests = 0;

  before(async () => {
    server = await startOfflineServer({ delayMs: 0, faults: true });
    folder = await mkdtemp(join(tmpdir(), 'easel-wire-'));
    api = connect(server.token);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  function connect(key: string): ImagesClient {
    const { baseUrl } = server;
    const profile = profileFor('offline', baseUrl);
    return createImagesApi({
      profile,
      baseUrl,
      key,
      timeoutMs: 30_000,
      userAgent: 'easel-test',
      maxRetries: 1,
    });
  }

  async function send(
    request: ImageRequest,
    client = api,
    signal = new AbortController().signal,
  ): Promise<ImageEvent[]> {
    const parameters = { model: 'easel-offline', size: '128x96', ...client.defaults, ...request.parameters };
    const events: ImageEvent[] = [];
    const destination = { folder, stem: `request-${requests++}` };
    for await (const event of client.send({ ...request, parameters }, destination, signal))
      events.push(event);
    return events;
  }

  async function upload(name: string, bytes: Promise<Uint8Array>): Promise<Upload> {
    const path = join(folder, name);
    await writeFile(path, await bytes);
    return { path, fileName: name, type: 'png', bytes: (await bytes).length };
  }

  function fails(request: ImageRequest, kind: ErrorKind, client = api): Promise<void> {
    return assert.rejects(send(request, client), (error: unknown) => {
      assert.ok(error instanceof ImageError, String(error));
      assert.equal(error.kind, kind);
      assert.match(error.record.requestId ?? '', /^req_/);
      return true;
    });
  }

  it('lists the models', async () => {
    const models = await api.listModels(new AbortController().signal);
    assert.equal(models[0]?.id, 'easel-offline');
  });

  it('brings several pictures to disk, whole', async () => {
    const events = await send({
      route: 'generations',
      prompt: 'waves',
      parameters: { n: 3, outputFormat: 'webp' },
    });
    const pictures = events.flatMap(event => (event.type === 'completed' ? [event.picture] : []));
    assert.equal(pictures.length, 3);
    for (const picture of pictures) {
      const bytes = await readFile(join(folder, picture.file));
      assert.deepEqual(
        [bytes.length, probe(bytes)?.type, picture.width, picture.height],
        [picture.bytes, 'webp', 128, 96],
      );
    }
    assert.ok(events.some(event => event.type === 'usage' && event.usage.outputTokens > 0));
    assert.ok(events.some(event => event.type === 'echo' && event.echo.size === '128x96'));
  });

  it('streams previews and the picture', async () => {
    const events = await send({
      route: 'generations',
      prompt: 'stream',
      parameters: { stream: true, partialImages: 2 },
    });
    const kinds = events.map(event => event.type).filter(type => type === 'partial' || type === 'completed');
    assert.deepEqual(kinds, ['partial', 'partial', 'completed']);
  });

  it('edits with a mask', async () => {
    const images = [await upload('source.png', quarters(96, 64))];
    const mask = await upload('mask.png', leftMask(96, 64));
    const parameters = { background: 'transparent' } as const;
    const events = await send({ route: 'edits', prompt: 'gold', images, mask, parameters });
    assert.equal(events.filter(event => event.type === 'completed').length, 1);
  });

  it('edits several pictures with a stream', async () => {
    const images = await Promise.all([32, 48].map(edge => upload(`s${edge}.png`, quarters(edge, edge))));
    const events = await send({ route: 'edits', prompt: 'both', images, parameters: { stream: true } });
    assert.equal(events.filter(event => event.type === 'completed').length, 1);
  });

  it('asks for variations by the legacy route', async () => {
    const image = await upload('square.png', quarters(64, 64));
    const parameters = { model: 'dall-e-2', n: 2, size: '256x256' };
    const events = await send({ route: 'variations', image, parameters });
    assert.equal(events.filter(event => event.type === 'completed').length, 2);
  });

  it('fetches pictures answered by URL', async () => {
    const parameters = { model: 'dall-e-2', size: '256x256', responseFormat: 'url' } as const;
    const events = await send({ route: 'generations', prompt: 'by url', parameters });
    assert.equal(events.filter(event => event.type === 'completed').length, 1);
  });

  it('waits and asks again after a rate limit', async () => {
    const prompt = '[fault:rate_limit_exceeded:once]';
    const events = await send({ route: 'generations', prompt, parameters: {} });
    assert.equal(events[0]?.type, 'retrying');
    assert.ok(events.some(event => event.type === 'completed'));
  });

  it('knows a wrong key', () =>
    fails({ route: 'generations', prompt: 'x', parameters: {} }, 'authentication', connect('wrong')));

  const kinds: readonly (readonly [fault: string, kind: ErrorKind])[] = [
    ['organization_not_verified', 'verification'],
    ['model_not_allowed', 'modelNotFound'],
    ['moderation_blocked', 'moderation'],
    ['content_policy_violation', 'moderation'],
    ['unsupported_file_mimetype', 'unsupportedFile'],
    ['billing_hard_limit_reached', 'quota'],
    ['insufficient_quota', 'quota'],
    ['credit_balance_exhausted', 'quota'],
    ['project_spend_limit_exceeded', 'quota'],
    ['billing_not_active', 'quota'],
    ['rate_limit_exceeded', 'rateLimit'],
    ['server_error', 'server'],
    ['bad_gateway', 'server'],
    ['server_is_overloaded', 'overloaded'],
    ['slow_down', 'overloaded'],
    ['gateway_timeout', 'server'],
    ['route_gone', 'routeNotFound'],
    ['cut_off', 'cutOff'],
  ];
  for (const [fault, kind] of kinds)
    it(`calls ${fault} ${kind}`, () =>
      fails({ route: 'generations', prompt: `x [fault:${fault}]`, parameters: {} }, kind));

  it('keeps the last preview of a stream that broke', async () => {
    const parameters = { model: 'easel-offline', size: '64x64', stream: true, partialImages: 1 };
    const request: ImageRequest = { route: 'generations', prompt: '[fault:stream_error]', parameters };
    const seen: string[] = [];
    await assert.rejects(
      async () => {
        const destination = { folder, stem: 'broken' };
        for await (const event of api.send(request, destination, new AbortController().signal))
          seen.push(event.type);
      },
      (error: unknown) => error instanceof ImageError && error.kind === 'server',
    );
    assert.deepEqual(seen, ['partial']);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const request: ImageRequest = { route: 'generations', prompt: 'never', parameters: {} };
    const running = send(request, api, stop.signal);
    stop.abort();
    await assert.rejects(
      running,
      (error: unknown) => error instanceof ImageError && error.kind === 'cancelled',
    );
  });
});
