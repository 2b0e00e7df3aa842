// The official client against the stand-in server: what passes here is not an API of our own invention.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import OpenAI, { toFile } from 'openai';
import type { ImageGenerateParamsNonStreaming } from 'openai/resources/images';
import { startOfflineServer, type OfflineServer } from '../../src/offline/server.ts';
import { differing, leftMask, quarters, seeThrough, unpack } from './pictures.ts';

const png = { type: 'image/png' };

describe('the official SDK and the offline server', () => {
  let server: OfflineServer;
  let client: OpenAI;

  before(async () => {
    server = await startOfflineServer({ delayMs: 0 });
    client = new OpenAI({ apiKey: server.token, baseURL: server.baseUrl, maxRetries: 0 });
  });
  after(() => server.close());

  function generate(more: Partial<ImageGenerateParamsNonStreaming> = {}) {
    return client.images.generate({
      model: 'gpt-image-2.5-flare',
      prompt: 'a lighthouse',
      quality: 'low',
      ...more,
    });
  }

  describe('models', () => {
    it('lists them', async () => {
      const listed = await client.models.list();
      const ids = listed.data.map(model => model.id);
      assert.equal(ids[0], 'easel-offline');
      assert.ok(ids.includes('gpt-image-2.5-flare') && ids.includes('dall-e-2'));
    });

    it('gives one with its last day', async () => {
      const model = await client.models.retrieve('gpt-image-1.5');
      assert.deepEqual(
        [model.id, model.object, model.shutdown_date],
        ['gpt-image-1.5', 'model', '2026-12-01'],
      );
      assert.equal((await client.models.retrieve('easel-offline')).shutdown_date, null);
    });
  });

  describe('generate', () => {
    it('answers one picture of the default size, with usage', async () => {
      const answer = await generate();
      assert.equal(answer.data?.length, 1);
      const image = await unpack(answer.data[0]?.b64_json);
      assert.deepEqual([image.type, image.width, image.height, seeThrough(image)], ['png', 1024, 1024, 0]);
      assert.deepEqual(
        [answer.size, answer.quality, answer.background, answer.output_format],
        ['1024x1024', 'low', 'opaque', 'png'],
      );
      assert.equal(answer.usage?.output_tokens, 196);
      assert.equal(answer.usage.total_tokens, answer.usage.input_tokens + 196);
    });

    it('answers several that differ, and no picture twice', async () => {
      const answer = await generate({ n: 3, size: '1024x640' });
      const again = await generate({ size: '1024x640' });
      const pictures = [...(answer.data ?? []), ...(again.data ?? [])].map(item => item.b64_json);
      assert.equal(new Set(pictures).size, 4);
      assert.equal(
        answer.usage?.output_tokens_details?.image_tokens,
        3 * Math.ceil((16 * 10 * (2_000_000 + 1024 * 640)) / 4_000_000),
      );
    });

    it('begins with the same picture on every server', async () => {
      const other = await startOfflineServer({ delayMs: 0 });
      const sdk = new OpenAI({ apiKey: other.token, baseURL: other.baseUrl, maxRetries: 0 });
      const ask = { prompt: 'the same everywhere', model: 'easel-offline', size: '64x64' } as const;
      const [one, two] = [await client.images.generate(ask), await sdk.images.generate(ask)];
      assert.equal(one.data?.[0]?.b64_json, two.data?.[0]?.b64_json);
      await other.close();
    });

    for (const size of ['1536x1024', '1024x1536', '2048x1152'] as const)
      it(`paints ${size}`, async () => {
        const image = await unpack((await generate({ size })).data?.[0]?.b64_json);
        assert.equal(`${image.width}x${image.height}`, size);
      });

    for (const format of ['jpeg', 'webp'] as const)
      it(`writes ${format}, smaller when compressed`, async () => {
        const size = '1024x1024';
        const [fine, rough] = await Promise.all(
          [95, 10].map(output_compression =>
            generate({
              output_format: format,
              output_compression,
              size,
              prompt: `${output_compression} waves`,
            }),
          ),
        );
        const image = await unpack(fine?.data?.[0]?.b64_json);
        assert.deepEqual([image.type, fine?.output_format], [format, format]);
        const [large = '', small = ''] = [fine?.data?.[0]?.b64_json, rough?.data?.[0]?.b64_json];
        assert.ok(small.length * 2 < large.length, `${small.length} ${large.length}`);
      });

    for (const format of ['png', 'webp'] as const)
      it(`leaves a transparent background in ${format}`, async () => {
        const answer = await generate({ background: 'transparent', output_format: format });
        const image = await unpack(answer.data?.[0]?.b64_json);
        const clear = seeThrough(image) / (image.width * image.height);
        assert.ok(clear > 0.2 && clear < 0.97, String(clear));
        assert.equal(answer.background, 'transparent');
      });

    it('stands in for dall-e-3 with a URL that lasts', async () => {
      const answer = await client.images.generate({
        model: 'dall-e-3',
        prompt: 'a fox',
        size: '1792x1024',
        quality: 'hd',
        style: 'vivid',
      });
      const [item] = answer.data ?? [];
      assert.equal(item?.revised_prompt, 'a fox');
      const response = await fetch(item.url ?? '');
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/png']);
      const image = await unpack(Buffer.from(await response.arrayBuffer()).toString('base64'));
      assert.deepEqual([image.width, image.height, answer.usage], [1792, 1024, undefined]);
    });

    it('streams previews that sharpen, then the picture', async () => {
      const stream = await client.images.generate({
        model: 'gpt-image-2',
        prompt: 'waves',
        stream: true,
        partial_images: 2,
        size: '1024x1024',
      });
      const events = await collect(stream);
      assert.deepEqual(
        events.map(event => event.type),
        ['image_generation.partial_image', 'image_generation.partial_image', 'image_generation.completed'],
      );
      assert.deepEqual(
        events.map(event => ('partial_image_index' in event ? event.partial_image_index : -1)),
        [0, 1, -1],
      );
      const images = await Promise.all(events.map(event => unpack(event.b64_json)));
      const [first, second, last] = images;
      assert.ok(first && second && last);
      assert.ok(distance(first, last) > distance(second, last));
      const completed = events[2];
      assert.ok(completed?.type === 'image_generation.completed');
      assert.equal(completed.usage.output_tokens, 1756 + 200);
      assert.equal(completed.size, '1024x1024');
    });
  });

  describe('edit', () => {
    it('changes the colours of one picture and keeps its shape', async () => {
      const source = await quarters(300, 200);
      const image = await toFile(source, 'source.png', png);
      const answer = await client.images.edit({
        model: 'gpt-image-2.5-flare',
        image,
        prompt: 'make it teal',
        n: 2,
      });
      const [one, two] = await Promise.all((answer.data ?? []).map(item => unpack(item.b64_json)));
      assert.ok(one && two);
      assert.equal((one.width / one.height).toFixed(1), '1.5');
      assert.ok(differing(one, two) > 0);
      assert.ok((answer.usage?.input_tokens_details.image_tokens ?? 0) > 0);
    });

    it('takes several pictures of several formats', async () => {
      const image = await Promise.all(
        [100, 120, 140].map(async edge => toFile(await quarters(edge, edge), `p${edge}.png`, png)),
      );
      const answer = await client.images.edit({
        model: 'gpt-image-1.5',
        image,
        prompt: 'together',
        input_fidelity: 'high',
        output_format: 'webp',
        size: '1024x1024',
      });
      const result = await unpack(answer.data?.[0]?.b64_json);
      assert.deepEqual([result.type, result.width], ['webp', 1024]);
    });

    it('leaves alone what the mask covers', async () => {
      const image = await toFile(await quarters(256, 256, 90), 'source.png', png);
      const mask = await toFile(await leftMask(256, 256), 'mask.png', png);
      const answer = await client.images.edit({
        model: 'easel-offline',
        image,
        mask,
        prompt: 'gold',
        size: '256x256',
      });
      const result = await unpack(answer.data?.[0]?.b64_json);
      const source = await unpack(Buffer.from(await quarters(256, 256, 90)).toString('base64'));
      assert.equal(
        differing(result, source, x => x >= 128),
        0,
      );
      assert.ok(differing(result, source, x => x < 128) > 128 * 100);
    });

    it('streams', async () => {
      const image = await toFile(await quarters(64, 64), 'source.png', png);
      const stream = await client.images.edit({
        model: 'gpt-image-2',
        image,
        prompt: 'night',
        stream: true,
        partial_images: 1,
        size: '1024x1024',
      });
      const events = await collect(stream);
      assert.deepEqual(
        events.map(event => event.type),
        ['image_edit.partial_image', 'image_edit.completed'],
      );
      assert.equal((await unpack(events[1]?.b64_json)).width, 1024);
    });
  });

  describe('variation', () => {
    it('answers relatives of a square picture', async () => {
      const image = await toFile(await quarters(128, 128), 'source.png', png);
      const ask = { image, model: 'dall-e-2', n: 2, size: '256x256', response_format: 'b64_json' } as const;
      const answer = await client.images.createVariation(ask);
      const [one, two] = await Promise.all((answer.data ?? []).map(item => unpack(item.b64_json)));
      assert.ok(one && two);
      assert.deepEqual([one.width, one.height, two.width], [256, 256, 256]);
      assert.ok(differing(one, two) > 1000);
    });
  });
});

/** Mean difference of two pictures of one size, in steps of 255. */
function distance(one: { data: Uint8ClampedArray }, other: { data: Uint8ClampedArray }): number {
  let sum = 0;
  for (let at = 0; at < one.data.length; at++) sum += Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0));
  return sum / one.data.length;
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of stream) all.push(item);
  return all;
}
