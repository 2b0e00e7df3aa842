import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ImagesClient } from '../../../src/api/client.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { ImageRequest } from '../../../src/images/request.ts';
import { clientOf, generation, Workspace, type Outcome } from '../../support/http/client.ts';
import { largePng, png } from '../../support/http/pictures.ts';
import { startServer, type Handler, type TestServer } from '../../support/http/server.ts';

const never = (): void => undefined;
const large = largePng(2_000_000).toString('base64');

/** A stream with a whole preview, and a picture that never ends. */
const previewThenSilence: Handler = (_seen, response) => {
  const data = JSON.stringify({ type: 'image_generation.partial_image', b64_json: png().toString('base64') });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`data: ${data}\n\ndata: {"type":"image_generation.completed","b64_json":"${large}`);
};

function isCancelled({ error }: Outcome, mayBeBilled: boolean | undefined): void {
  assert.equal(error?.kind, 'cancelled');
  assert.equal(error.record.mayBeBilled, mayBeBilled);
}

describe('cancelling', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let early: TestServer;
  let handler: Handler = never;
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);

  before(async () => {
    process.on('unhandledRejection', onUnhandled);
    server = await startServer((...args) => handler(...args));
    early = await startServer((...args) => handler(...args), { early: true });
  });
  after(async () => {
    process.off('unhandledRejection', onUnhandled);
    await server.close();
    await early.close();
    assert.deepEqual(unhandled, []);
  });
  afterEach(async () => {
    await server.idle();
    await early.idle();
    await workspace.clean();
  });

  const stopAt = async (
    api: ImagesClient,
    request: ImageRequest,
    moment: (abort: () => void) => void | Promise<void>,
  ): Promise<Outcome> => {
    const control = new AbortController();
    const running = workspace.run(api, request, control.signal);
    await moment(() => control.abort());
    return running;
  };

  it('before anything happened sends nothing', async () => {
    const count = server.seen.length;
    const outcome = await workspace.run(clientOf(server.origin), generation, AbortSignal.abort());
    isCancelled(outcome, undefined);
    assert.equal(server.seen.length, count);
  });

  it('while connecting frees the socket at once', async () => {
    // A server that takes connections and never speaks TLS: the handshake hangs.
    const sockets = new Set<Socket>();
    const closed = Promise.withResolvers();
    const silent: Server = createServer(socket => {
      sockets.add(socket);
      socket.on('error', never).on('close', closed.resolve).resume();
      connected.resolve(undefined);
    });
    const connected = Promise.withResolvers();
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    assert.ok(address !== null && typeof address === 'object');
    const outcome = await stopAt(clientOf(`https://127.0.0.1:${address.port}`), generation, async abort => {
      await connected.promise;
      abort();
    });
    isCancelled(outcome, undefined);
    await closed.promise;
    await new Promise(resolve => silent.close(resolve));
  });

  it('while the answer is awaited closes the connection', async () => {
    handler = never;
    const count = server.seen.length;
    const outcome = await stopAt(clientOf(server.origin), generation, async abort => {
      await server.begun(count + 1);
      abort();
    });
    isCancelled(outcome, true);
    await server.idle();
  });

  it('while a file goes out closes the connection and the file', async () => {
    const path = join(await workspace.folder(), 'big.png');
    await writeFile(path, largePng(30_000_000));
    const begun = Promise.withResolvers<IncomingMessage>();
    handler = (_seen, _response, request) => {
      request.once('data', () => {
        request.pause();
        begun.resolve(request);
      });
    };
    const image = { path, fileName: 'big.png', type: 'png' as const, bytes: 30_000_000 };
    const request: ImageRequest = { route: 'edits', prompt: 'x', images: [image, image], parameters: {} };
    const outcome = await stopAt(clientOf(early.origin), request, async abort => {
      await begun.promise;
      abort();
    });
    // A server that does not read does not see that the other side has gone either.
    (await begun.promise).resume();
    await early.idle();
    // Half a file is nothing a server can act on.
    isCancelled(outcome, undefined);
    if (process.platform === 'linux') await noneOpen(path);
  });

  it('in the middle of a picture leaves no part of it', async () => {
    handler = (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(`{"data":[{"b64_json":"${large}`);
    };
    const folder = await workspace.folder();
    const control = new AbortController();
    const events = clientOf(server.origin).send(generation, { folder, stem: 's' }, control.signal);
    const running = assert.rejects(
      async () => {
        for await (const event of events) assert.fail(event.type);
      },
      (error: unknown) => error instanceof ImageError && error.kind === 'cancelled',
    );
    await until(async () => (await readdir(folder)).includes('s-0.part'));
    control.abort();
    await running;
    assert.deepEqual(await readdir(folder), []);
  });

  it('between two pictures keeps the first', async () => {
    handler = (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(
        `{"data":[{"b64_json":"${png().toString('base64')}"},{"b64_json":"${large.slice(0, 9999)}`,
      );
    };
    const folder = await workspace.folder();
    const control = new AbortController();
    let kind = '';
    try {
      await each(clientOf(server.origin).send(generation, { folder, stem: 's' }, control.signal), () =>
        control.abort(),
      );
    } catch (error) {
      kind = error instanceof ImageError ? error.kind : String(error);
    }
    assert.equal(kind, 'cancelled');
    assert.deepEqual(await readdir(folder), ['s-0.png']);
  });

  it('in a stream keeps whole previews only', async () => {
    handler = previewThenSilence;
    const folder = await workspace.folder();
    const control = new AbortController();
    await assert.rejects(async () => {
      await each(clientOf(server.origin).send(generation, { folder, stem: 's' }, control.signal), () =>
        control.abort(),
      );
    }, /^ImageError: cancelled$/);
    assert.deepEqual(await readdir(folder), ['s-0-partial-0.png']);
  });

  it('by leaving the loop closes the connection too', async () => {
    handler = previewThenSilence;
    const folder = await workspace.folder();
    const { signal } = new AbortController();
    const sent = clientOf(server.origin).send(generation, { folder, stem: 's' }, signal);
    const events = sent[Symbol.asyncIterator]();
    await events.next();
    await events.return?.();
    await server.idle();
    assert.deepEqual(await readdir(folder), ['s-0-partial-0.png']);
  });

  it('while the loop does something else closes the connection at once', async () => {
    handler = (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(`{"data":[{"b64_json":"${png().toString('base64')}"},`);
    };
    const folder = await workspace.folder();
    const control = new AbortController();
    const events = clientOf(server.origin).send(generation, { folder, stem: 's' }, control.signal);
    const iterator = events[Symbol.asyncIterator]();
    await iterator.next();
    control.abort();
    await server.idle();
    await assert.rejects(iterator.next(), /^ImageError: cancelled/);
  });

  it('while a picture is downloaded closes that connection', async () => {
    const begun = Promise.withResolvers();
    handler = (seen, response) => {
      if (seen.method === 'POST') response.end('{"data":[{"url":"/pictures/1.png"}]}');
      else {
        response.writeHead(200);
        response.write(png().subarray(0, 30));
        begun.resolve(undefined);
      }
    };
    const outcome = await stopAt(clientOf(server.origin), generation, async abort => {
      await begun.promise;
      abort();
    });
    isCancelled(outcome, true);
    assert.deepEqual(outcome.files, []);
  });
});

describe('the time limit', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let handler: Handler = never;

  before(async () => {
    server = await startServer((...args) => handler(...args));
  });
  after(() => server.close());
  afterEach(() => workspace.clean());

  it('ends a request without an answer, once', async () => {
    handler = never;
    const { error } = await workspace.run(clientOf(server.origin, { timeoutMs: 60 }), generation);
    assert.deepEqual([error?.kind, error?.record.mayBeBilled], ['timeout', true]);
    assert.equal(server.seen.length, 1);
    await server.idle();
  });

  it('holds for the whole answer, however busy', async () => {
    handler = (_seen, response) => {
      const timer = setInterval(() => response.write('data: {}\n\n'), 5);
      response.on('close', () => clearInterval(timer));
    };
    const { error } = await workspace.run(clientOf(server.origin, { timeoutMs: 100 }), generation);
    assert.equal(error?.kind, 'timeout');
    await server.idle();
  });
});

async function each(events: AsyncIterable<unknown>, act: () => void): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  while (!(await iterator.next()).done) act();
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise(resolve => setImmediate(resolve));
}

/** Waits until this process has that file open nowhere. */
async function noneOpen(path: string): Promise<void> {
  const { readlink } = await import('node:fs/promises');
  await until(async () => {
    const names = await readdir('/proc/self/fd');
    const links = await Promise.all(names.map(name => readlink(`/proc/self/fd/${name}`).catch(() => '')));
    return !links.includes(path);
  });
}
