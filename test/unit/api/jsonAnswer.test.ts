import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { readJson, type Reading } from '../../../src/api/answer.ts';
import { Shelf } from '../../../src/api/shelf.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { ImageEvent } from '../../../src/images/result.ts';
import { Workspace } from '../../support/http/client.ts';
import { largePng, png, webp } from '../../support/http/pictures.ts';
import { inPieces, pieces } from '../../support/http/pieces.ts';

const workspace = new Workspace();

interface Read {
  readonly events: readonly ImageEvent[];
  readonly error: unknown;
  readonly files: readonly string[];
  readonly folder: string;
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Read> {
  const folder = await workspace.folder();
  const shelf = new Shelf({ folder, stem: 'p' });
  const reading: Reading = {
    shelf,
    context: { host: 'host', scrub: text => text },
    refusal: { status: 200, headers: {} },
    download: url => Promise.reject(new ImageError({ kind: 'download', detail: url })),
    log: () => undefined,
  };
  const events: ImageEvent[] = [];
  let error: unknown;
  try {
    for await (const event of readJson(body, reading)) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  await shelf.discard();
  return { events, error, folder, files: (await readdir(folder)).toSorted() };
}

const readText = (text: string): Promise<Read> => read(pieces([Buffer.from(text)]));

const kindOf = ({ error }: Read): unknown => (error instanceof ImageError ? error.kind : error);

function b64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** What is kept of many x. */
function clipped(length: number): string {
  return `${'x'.repeat(length - 1)}…`;
}

/** The same JSON with escapes in keys, data URLs and pictures. */
function escaped(text: string): string {
  return text.replaceAll('/', '\\/').replaceAll('data', '\\u0064ata').replaceAll('iVBOR', '\\u0069VBOR');
}

describe('JSON answers', () => {
  afterEach(() => workspace.clean());

  const first = png(5, 7);
  const second = png(9, 2, false);
  const plain = {
    created: 1,
    background: 'opaque',
    data: [
      { b64_json: b64(first), revised_prompt: 'ein „Turm“ \\ "x"' },
      { revised_prompt: '', b64_json: b64(second) },
      {
        b64_json: b64(webp),
        unknown: [{ b64_json: 'not a picture' }, { url: 'data:image/png;base64,AA==' }],
      },
    ],
    output_format: 'png',
    later: { data: [{ b64_json: 'neither' }] },
    usage: {
      input_tokens: 10,
      output_tokens: 20,
      total_tokens: 30,
      input_tokens_details: { text_tokens: 4, image_tokens: 6 },
    },
  };
  const forms: Readonly<Record<string, string>> = {
    compact: JSON.stringify(plain),
    'pretty printed': JSON.stringify(plain, null, 2).replaceAll('":', '"\n\t : '),
    'with a byte order mark': `\uFEFF${JSON.stringify(plain)}\n`,
    'with escapes': escaped(JSON.stringify(plain)),
  };
  for (const [name, text] of Object.entries(forms)) {
    it(`reads one that is ${name}, however it is cut`, async () => {
      for (let seed = 1; seed <= 25; seed++) {
        const result = await read(inPieces(Buffer.from(text), seed));
        assert.equal(result.error, undefined);
        assert.deepEqual(result.files, ['p-0.png', 'p-1.png', 'p-2.webp']);
        assert.deepEqual(await readFile(join(result.folder, 'p-0.png')), first);
        assert.deepEqual(await readFile(join(result.folder, 'p-1.png')), second);
        const completed = result.events.filter(event => event.type === 'completed');
        assert.deepEqual(
          completed.map(event => [event.index, event.revisedPrompt, event.picture.width]),
          [
            [0, 'ein „Turm“ \\ "x"', 5],
            [1, undefined, 9],
            [2, undefined, 1],
          ],
        );
        assert.deepEqual(result.events.slice(3), [
          {
            type: 'usage',
            usage: {
              inputTokens: 10,
              outputTokens: 20,
              totalTokens: 30,
              inputTextTokens: 4,
              inputImageTokens: 6,
            },
          },
          { type: 'echo', echo: { background: 'opaque', outputFormat: 'png' } },
        ]);
      }
    });
  }

  const tooMany = [
    ['input_tokens', undefined],
    ['output_tokens', undefined],
    ['total_tokens', { inputTokens: 2, outputTokens: 4, totalTokens: 6, unpriced: true }],
  ] as const;
  for (const [name, usage] of tooMany) {
    it(`takes no ${name} that cannot be a count`, async () => {
      for (const number of ['1.7e308', '1e999', '1000000000001', '-1']) {
        const fields = { input_tokens: '1', output_tokens: '2', total_tokens: '3', [name]: number };
        const told = Object.entries(fields).map(([key, value]) => `"${key}":${value}`);
        const { events } = await readText(
          `{"data":[{"b64_json":"${b64(first)}"}],"usage":{${told.join()}},"svg_usage":{${told.join()}}}`,
        );
        assert.deepEqual(events.slice(1), usage ? [{ type: 'usage', usage }] : []);
      }
    });
  }

  it('keeps a little of long words, and none that could disguise others', async () => {
    const long = `\u202e\u0000${'x'.repeat(300_000)}`;
    const entry = { b64_json: b64(first), revised_prompt: long };
    const { events } = await readText(
      JSON.stringify({
        data: [entry],
        quality: long,
        size: '1x1',
        background: '\u0007',
        output_format: long,
      }),
    );
    assert.ok(events[0]?.type === 'completed');
    assert.equal(events[0].revisedPrompt, clipped(4000));
    assert.deepEqual(events[1], {
      type: 'echo',
      echo: { size: '1x1', quality: clipped(100), outputFormat: clipped(100) },
    });
  });

  const drawings: readonly (readonly [string, object, object | undefined])[] = [
    [
      'beside those of the model',
      {
        usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
        svg_usage: { input_tokens: 10, output_tokens: 20, total_tokens: 30 },
      },
      { inputTokens: 11, outputTokens: 22, totalTokens: 33, unpriced: true },
    ],
    [
      'alone',
      { svg_usage: { input_tokens: 10, output_tokens: 20 } },
      { inputTokens: 10, outputTokens: 20, totalTokens: 30, unpriced: true },
    ],
    [
      'in another shape',
      { usage: { input_tokens: 1, output_tokens: 2 }, svg_usage: { seconds: 3 } },
      { inputTokens: 1, outputTokens: 2, totalTokens: 3, unpriced: true },
    ],
    [
      'as null',
      { usage: { input_tokens: 1, output_tokens: 2 }, svg_usage: null },
      { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
    ],
    ['alone in another shape', { svg_usage: 'much' }, undefined],
  ];
  for (const [name, told, usage] of drawings) {
    it(`counts the tokens of an svg ${name}`, async () => {
      const { events } = await readText(JSON.stringify({ data: [{ b64_json: b64(first) }], ...told }));
      assert.deepEqual(
        events.flatMap(event => (event.type === 'usage' ? [event.usage] : [])),
        usage ? [usage] : [],
      );
    });
  }

  const spellings: Readonly<Record<string, string>> = {
    'a data URL': `data:image/png;base64,${b64(first)}`,
    'a data URL with escapes': `data:image\\/png;base64,${b64(first)}`,
    'lines of 76 characters': b64(first).replaceAll(/.{76}/g, '$&\\r\\n'),
    'no padding': b64(first).replace(/=+$/, ''),
    'the alphabet of URLs': first.toString('base64url'),
  };
  for (const [name, text] of Object.entries(spellings)) {
    it(`takes a picture as ${name}`, async () => {
      for (let seed = 1; seed <= 25; seed++) {
        const result = await read(inPieces(Buffer.from(`{"data":[{"b64_json":"${text}"}]}`), seed));
        assert.equal(result.error, undefined);
        assert.deepEqual(await readFile(join(result.folder, 'p-0.png')), first);
      }
    });
  }

  it('takes a data URL in place of a link, however it is cut', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const text = `{"data":[{"url":"data:image/png;base64,${b64(first)}","revised_prompt":"r"}]}`;
      const result = await read(inPieces(Buffer.from(text), seed));
      assert.equal(result.error, undefined);
      assert.deepEqual(await readFile(join(result.folder, 'p-0.png')), first);
    }
  });

  it('keeps a large picture byte for byte', async () => {
    const large = largePng(3_000_001);
    const result = await read(
      inPieces(Buffer.from(JSON.stringify({ data: [{ b64_json: b64(large) }] })), 7, 100_000),
    );
    // Not deepEqual: it would take minutes to print how megabytes differ.
    assert.ok(large.equals(await readFile(join(result.folder, 'p-0.png'))));
  });

  it('yields a picture before the answer has ended', async () => {
    const gate = Promise.withResolvers();
    const body = (async function* () {
      yield Buffer.from(`{"data":[{"b64_json":"${b64(first)}"},`);
      await gate.promise;
      yield Buffer.from(`{"b64_json":"${b64(second)}"}]}`);
    })();
    const folder = await workspace.folder();
    const shelf = new Shelf({ folder, stem: 'p' });
    const events = readJson(body, {
      shelf,
      context: { host: 'h', scrub: text => text },
      refusal: { status: 200, headers: {} },
      download: () => Promise.reject(new Error('none')),
      log: () => undefined,
    });
    const event = await events.next();
    assert.ok(!event.done && event.value.type === 'completed');
    gate.resolve(undefined);
    await events.next();
  });

  const broken: readonly (readonly [string, string, string, string])[] = [
    ['a page in base64', b64(Buffer.from('<!doctype html><title>x</title>')), 'badPicture', 'an HTML page'],
    ['a picture cut short', b64(first.subarray(0, -20)), 'badPicture', 'a PNG picture that is cut short'],
    [
      'characters that are no base64',
      `${b64(first).slice(0, 40)}*!${b64(first).slice(40)}`,
      'badPicture',
      'broken base64',
    ],
    ['data after the padding', 'iVBORw0KGg==AAAA', 'badPicture', 'broken base64'],
    ['a single left-over character', 'iVBOR', 'badPicture', 'broken base64'],
  ];
  for (const [name, text, kind, detail] of broken) {
    it(`refuses ${name} and says what it is`, async () => {
      for (const padding of ['', ' ']) {
        const result = await readText(`{"data":[{"b64_json":"${text}${padding}"}]}`);
        assert.equal(kindOf(result), kind);
        assert.ok(result.error instanceof ImageError);
        assert.equal(result.error.record.detail, detail);
        assert.equal(result.error.record.mayBeBilled, true);
        assert.deepEqual(result.files, []);
      }
    });
  }

  it('keeps the good pictures beside a bad one', async () => {
    const result = await readText(
      JSON.stringify({ data: [{ b64_json: 'QUJD' }, { b64_json: b64(first) }, {}] }),
    );
    assert.equal(result.error, undefined);
    assert.deepEqual(result.files, ['p-1.png']);
    assert.deepEqual(
      result.events.map(event => [event.type, 'index' in event ? event.index : -1]),
      [
        ['completed', 1],
        ['failed', 0],
      ],
    );
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['no data', '{"created":1}', 'badAnswer'],
    ['empty data', '{"created":1,"data":[]}', 'emptyAnswer'],
    ['data of nulls', '{"data":[null,{"b64_json":null,"url":null},{"b64_json":""}]}', 'emptyAnswer'],
    ['an array', '[1,2]', 'badAnswer'],
    ['text that is no JSON', '{not json}', 'badAnswer'],
    ['an error with status 200', '{"error":{"message":"m","code":"moderation_blocked"}}', 'moderation'],
    ['an end in the middle', `{"data":[{"b64_json":"${b64(first)}"`, 'cutOff'],
    ['an end inside a picture', `{"data":[{"b64_json":"${b64(first)}`, 'cutOff'],
    ['a line break inside a picture', `{"data":[{"b64_json":"iVBOR\n"}]}`, 'badAnswer'],
    ['too deep a nest', '['.repeat(200), 'badAnswer'],
    ['too much text', `{"x":"${'y'.repeat(1_100_000)}"}`, 'tooLarge'],
  ];
  for (const [name, text, kind] of refused) {
    it(`refuses ${name}, and leaves no file behind`, async () => {
      for (let seed = 1; seed <= 5; seed++) {
        const result = await read(inPieces(Buffer.from(text), seed, text.length > 10_000 ? 60_000 : 50));
        assert.equal(kindOf(result), kind);
        assert.deepEqual(result.files, []);
      }
    });
  }

  it('keeps a picture although the rest of the answer is no JSON', async () => {
    const result = await readText(`{"data":[{"b64_json":"${b64(first)}"}], oops}`);
    assert.equal(result.error, undefined);
    assert.deepEqual(result.files, ['p-0.png']);
  });

  it('keeps the pictures that were whole when the answer breaks off', async () => {
    const result = await readText(`{"data":[{"b64_json":"${b64(first)}"},{"b64_json":"iVBOR`);
    assert.equal(kindOf(result), 'cutOff');
    assert.deepEqual(result.files, ['p-0.png']);
    assert.equal(result.events.length, 1);
  });
});
