import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ImageRequest } from '../../../src/images/request.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import { clientOf, testKey, Workspace, type Outcome } from '../../support/http/client.ts';
import { largePng, png } from '../../support/http/pictures.ts';
import { inPieces } from '../../support/http/pieces.ts';
import { startServer, type TestServer } from '../../support/http/server.ts';

const request: ImageRequest = {
  route: 'generations',
  prompt: 'x',
  parameters: { stream: true, partialImages: 2 },
};

const preview = png(2, 2);
const final = png(8, 6);

function event(type: string, fields: object, name = `event: ${type}\n`): string {
  return `${name}data: ${JSON.stringify({ type, ...fields })}\n\n`;
}

function partial(index?: number, picture = preview): string {
  const fields = {
    b64_json: picture.toString('base64'),
    ...(index === undefined ? {} : { partial_image_index: index }),
  };
  return event('image_generation.partial_image', fields);
}

const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };

function completed(fields: object = { usage }): string {
  return event('image_generation.completed', { b64_json: final.toString('base64'), ...fields });
}

function outline(events: readonly ImageEvent[]): readonly string[] {
  return events.map(one =>
    one.type === 'partial' ? `partial ${one.partialIndex} ${one.picture.file}` : one.type,
  );
}

describe('streamed answers', () => {
  const workspace = new Workspace();
  let server: TestServer;
  let text: string | Buffer = '';
  let contentType = 'text/event-stream';
  let seed = 1;
  let cut = false;

  before(async () => {
    server = await startServer(async (_seen, response) => {
      response.writeHead(200, { 'content-type': contentType, 'x-request-id': 'req_1' });
      for await (const piece of inPieces(Buffer.from(text), seed, Math.max(60, text.length / 50)))
        await new Promise(resolve => response.write(piece, resolve));
      if (cut) response.destroy();
      else response.end();
    });
  });
  after(() => server.close());
  afterEach(async () => {
    contentType = 'text/event-stream';
    cut = false;
    await workspace.clean();
  });

  const answer = async (body: string | Buffer, asked = request): Promise<Outcome> => {
    text = body;
    seed++;
    return workspace.run(clientOf(server.origin), asked);
  };

  const whole = ['partial 0 run-0-partial-0.png', 'partial 1 run-0-partial-1.png', 'completed', 'usage'];
  const stream = partial(0) + partial(1) + completed();
  const endings: Readonly<Record<string, string>> = {
    'end of file': stream,
    '[DONE]': `${stream}data: [DONE]\n\n`,
    'a last event without its blank line': stream.trimEnd(),
    'CRLF lines': stream.replaceAll('\n', '\r\n'),
    'a comment and a retry field': `: hello\nretry: 10\n\n${stream}`,
    'a byte order mark': `\uFEFF${stream}`,
    'no event lines': stream.replaceAll(/^event: .*\n/gm, ''),
    'edit events': stream.replaceAll('image_generation.', 'image_edit.'),
    'pretty printed data': stream.replaceAll('":', '": ').replaceAll('data:', 'data:  '),
    'escaped slashes': stream.replaceAll('/', '\\/'),
    'unknown events between': `${event('image_generation.queued', { b64_json: 'AAAA' })}event: ping\ndata: {}\n\nevent: ping\ndata: x\n\n${stream}`,
    'types only in the event line': stream.replaceAll(/"type":"[^"]*",/g, ''),
    'events after the last': `${stream}${partial(0)}${completed()}`,
  };
  for (const [name, body] of Object.entries(endings)) {
    it(`accepts ${name}`, async () => {
      const result = await answer(body);
      assert.equal(result.error, undefined);
      assert.deepEqual(outline(result.events), whole);
      assert.deepEqual(result.files, ['run-0-partial-0.png', 'run-0-partial-1.png', 'run-0.png']);
      assert.deepEqual(await readFile(join(result.folder, 'run-0.png')), final);
      assert.deepEqual(await readFile(join(result.folder, 'run-0-partial-1.png')), preview);
    });
  }

  it('needs no index of a preview', async () => {
    const result = await answer(partial() + partial() + completed());
    assert.deepEqual(outline(result.events), whole);
  });

  for (const index of ['1e21', '1001', '-1', '0.5', '"0"', 'null']) {
    it(`numbers a preview itself where the server says ${index}`, async () => {
      const previews = (partial(7) + partial(7)).replaceAll(':7}', `:${index}}`);
      const result = await answer(previews + completed());
      assert.deepEqual(outline(result.events), whole);
    });
  }

  it('reads data that is split over lines', async () => {
    const data = JSON.stringify(
      { type: 'image_generation.completed', b64_json: final.toString('base64') },
      null,
      1,
    );
    const result = await answer(
      `data: ${data.replaceAll('":', '":\ndata: ').replaceAll('\n ', '\ndata: ').replace('\n}', '\ndata: }')}\n\n`,
    );
    assert.equal(result.error, undefined);
    assert.deepEqual(await readFile(join(result.folder, 'run-0.png')), final);
  });

  it('takes what the server says it did', async () => {
    const result = await answer(completed({ size: '8x6', output_format: 'png', revised_prompt: 'r' }));
    assert.deepEqual(result.events.at(-1), { type: 'echo', echo: { size: '8x6', outputFormat: 'png' } });
    assert.ok(result.events[0]?.type === 'completed' && result.events[0].revisedPrompt === 'r');
  });

  it('keeps a little of long words, without the key', async () => {
    text = completed({
      quality: `${testKey}${'y'.repeat(200)}`,
      revised_prompt: `\u202e${'x'.repeat(5000)}`,
    });
    const { events } = await workspace.run(clientOf(server.origin, { key: testKey }), request);
    assert.ok(events[0]?.type === 'completed');
    assert.equal(events[0].revisedPrompt, `${'x'.repeat(3999)}…`);
    assert.deepEqual(events[1], { type: 'echo', echo: { quality: `[key]${'y'.repeat(94)}…` } });
  });

  it('keeps an event of megabytes byte for byte', async () => {
    const large = largePng(4_000_000);
    const result = await answer(event('image_generation.completed', { b64_json: large.toString('base64') }));
    assert.ok(large.equals(await readFile(join(result.folder, 'run-0.png'))));
  });

  it('reads JSON although a stream was asked for, whatever it is called', async () => {
    for (contentType of ['application/json', 'text/event-stream', 'text/plain', 'application/octet-stream']) {
      const result = await answer(JSON.stringify({ data: [{ b64_json: final.toString('base64') }] }));
      assert.deepEqual(outline(result.events), ['completed']);
    }
  });

  it('reads a stream although none was asked for, whatever it is called', async () => {
    for (contentType of ['application/json', 'text/plain']) {
      const result = await answer(stream, { route: 'generations', prompt: 'x', parameters: {} });
      assert.deepEqual(outline(result.events), whole);
    }
  });

  it('takes a whole answer as one event', async () => {
    const data = {
      data: [{ b64_json: final.toString('base64') }, { b64_json: preview.toString('base64') }],
      usage,
    };
    const result = await answer(`data: ${JSON.stringify(data)}\n\n`);
    assert.deepEqual(outline(result.events), ['completed', 'completed', 'usage']);
    assert.deepEqual(result.files, ['run-0.png', 'run-1.png']);
  });

  it('takes several pictures where several were asked for', async () => {
    const several: ImageRequest = { route: 'generations', prompt: 'x', parameters: { stream: true, n: 2 } };
    const result = await answer(completed() + partial(0) + completed(), several);
    assert.deepEqual(result.files, ['run-0.png', 'run-1-partial-0.png', 'run-1.png']);
  });

  const errors: readonly (readonly [string, string, string])[] = [
    ['an error event', event('error', { error: { message: 'm', code: 'moderation_blocked' } }), 'moderation'],
    ['an error without a type', 'data: {"error":{"message":"m","code":"insufficient_quota"}}\n\n', 'quota'],
    ['an error event that is text', 'event: error\ndata: out of memory\n\n', 'server'],
    [
      'an error event without the envelope',
      'event: error\ndata: {"code":"rate_limit_exceeded","message":"m"}\n\n',
      'rateLimit',
    ],
  ];
  for (const [name, body, kind] of errors) {
    it(`understands ${name} in mid stream, once, and keeps the preview`, async () => {
      const count = server.seen.length;
      const result = await answer(partial(0) + body);
      assert.equal(result.error?.kind, kind);
      assert.equal(result.error?.record.requestId, 'req_1');
      assert.equal(result.error?.record.mayBeBilled, true);
      assert.deepEqual(result.files, ['run-0-partial-0.png']);
      assert.equal(server.seen.length, count + 1);
    });
  }

  const unfinished: readonly (readonly [string, string, string])[] = [
    ['nothing but previews', partial(0), 'cutOff'],
    ['[DONE] without a picture', `${partial(0)}data: [DONE]\n\n`, 'emptyAnswer'],
    ['half an event', partial(0) + completed().slice(0, 120), 'cutOff'],
    ['no body', '', 'emptyAnswer'],
    ['a page', '<!doctype html><title>Welcome</title><p>hi', 'badAnswer'],
    ['events that are no JSON', 'data: hello\n\ndata: you\n\n', 'badAnswer'],
  ];
  for (const [name, body, kind] of unfinished) {
    it(`does not take ${name} for a picture`, async () => {
      const result = await answer(body);
      assert.equal(result.error?.kind, kind);
      assert.ok(
        result.files.every(file => file === 'run-0-partial-0.png'),
        result.files.join(),
      );
    });
  }

  it('says so when the connection breaks, and keeps the preview', async () => {
    cut = true;
    const result = await answer(partial(0));
    assert.equal(result.error?.kind, 'cutOff');
    assert.equal(result.error?.record.mayBeBilled, true);
    assert.deepEqual(result.files, ['run-0-partial-0.png']);
  });

  it('needs no end of the stream once the picture is there', async () => {
    cut = true;
    const result = await answer(completed());
    assert.equal(result.error, undefined);
    assert.deepEqual(result.files, ['run-0.png']);
  });

  it('leaves out a preview that is no picture', async () => {
    const result = await answer(partial(0, Buffer.from('no picture')) + completed());
    assert.deepEqual(outline(result.events), ['completed', 'usage']);
    assert.deepEqual(result.files, ['run-0.png']);
  });

  it('refuses a last picture that is cut short', async () => {
    const short = event('image_generation.completed', { b64_json: final.subarray(0, -9).toString('base64') });
    const result = await answer(partial(0) + short);
    assert.equal(result.error?.kind, 'badPicture');
    assert.equal(result.error?.record.detail, 'a PNG picture that is cut short');
    assert.deepEqual(result.files, ['run-0-partial-0.png']);
  });
});
