// Every error of the contract, as the official client reports it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import OpenAI, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  toFile,
} from 'openai';
import type { FaultName } from '../../src/offline/faults.ts';
import { startOfflineServer, type OfflineServer } from '../../src/offline/server.ts';
import { leftMask, quarters } from './pictures.ts';

const png = { type: 'image/png' };
type ErrorClass = abstract new (...input: never) => Error;

/** What an error must be: class, status, code, parameter. */
type Expected = readonly [kind: ErrorClass, status: number, code: string | null, param?: string];

async function refused(answer: Promise<unknown>, [kind, status, code, param]: Expected): Promise<APIError> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof APIError && error instanceof kind, String(error));
  assert.equal(error.status, status);
  assert.equal(error.code ?? null, code);
  if (param !== undefined) assert.equal(error.param, param);
  assert.match(error.requestID ?? '', /^req_\w{32}$/);
  return error;
}

describe('errors as the official SDK sees them', () => {
  let server: OfflineServer;
  let client: OpenAI;

  before(async () => {
    server = await startOfflineServer({ delayMs: 0, faults: true, official: true });
    client = new OpenAI({ apiKey: server.token, baseURL: server.baseUrl, maxRetries: 0 });
  });
  after(() => server.close());

  const faults: readonly (readonly [FaultName, ...Expected])[] = [
    ['invalid_api_key', AuthenticationError, 401, 'invalid_api_key'],
    ['organization_not_verified', PermissionDeniedError, 403, null],
    ['model_not_allowed', PermissionDeniedError, 403, 'model_not_found'],
    ['moderation_blocked', BadRequestError, 400, 'moderation_blocked'],
    ['content_policy_violation', BadRequestError, 400, 'content_policy_violation'],
    ['unsupported_file_mimetype', BadRequestError, 400, 'unsupported_file_mimetype', 'image'],
    ['billing_hard_limit_reached', BadRequestError, 400, 'billing_hard_limit_reached'],
    ['insufficient_quota', RateLimitError, 429, 'insufficient_quota'],
    ['credit_balance_exhausted', RateLimitError, 429, 'credit_balance_exhausted'],
    ['project_spend_limit_exceeded', RateLimitError, 429, 'project_spend_limit_exceeded'],
    ['billing_not_active', RateLimitError, 429, 'billing_not_active'],
    ['rate_limit_exceeded', RateLimitError, 429, 'rate_limit_exceeded'],
    ['server_error', InternalServerError, 500, null],
    ['bad_gateway', InternalServerError, 502, null],
    ['server_is_overloaded', InternalServerError, 503, 'server_is_overloaded'],
    ['slow_down', InternalServerError, 503, 'slow_down'],
    ['gateway_timeout', InternalServerError, 504, null],
    ['route_gone', NotFoundError, 404, null],
  ];
  for (const [name, ...expected] of faults)
    it(`has ${name}`, async () => {
      await refused(client.images.generate({ model: 'gpt-image-2', prompt: `x [fault:${name}]` }), expected);
    });

  it('has the details of a blocked prompt', async () => {
    const ask = client.images.generate({ model: 'gpt-image-2', prompt: '[fault:moderation_blocked]' });
    const { error } = await refused(ask, [BadRequestError, 400, 'moderation_blocked']);
    const details = { moderation_stage: 'input', categories: ['violence'] };
    assert.deepEqual(error && 'moderation_details' in error && error.moderation_details, details);
  });

  it('says how long to wait', async () => {
    const ask = client.images.generate({ model: 'gpt-image-2', prompt: '[fault:rate_limit_exceeded]' });
    const { headers } = await refused(ask, [RateLimitError, 429, 'rate_limit_exceeded']);
    assert.deepEqual([headers?.get('retry-after-ms'), headers?.get('retry-after')], ['20', '1']);
  });

  it('fails once and then works, where that was asked for', async () => {
    const patient = new OpenAI({ apiKey: server.token, baseURL: server.baseUrl, maxRetries: 1 });
    const prompt = 'x [fault:rate_limit_exceeded:once]';
    const answer = await patient.images.generate({ model: 'gpt-image-2', prompt, quality: 'low' });
    assert.equal(answer.data?.length, 1);
  });

  it('breaks a stream with an error event', async () => {
    const stream = await client.images.generate({
      model: 'gpt-image-2',
      prompt: '[fault:stream_error]',
      stream: true,
      partial_images: 1,
    });
    const seen: string[] = [];
    await assert.rejects(
      async () => {
        for await (const event of stream) seen.push(event.type);
      },
      (error: unknown) => error instanceof APIError && error.code === 'server_error',
    );
    assert.deepEqual(seen, ['image_generation.partial_image']);
  });

  it('cuts an answer off', async () => {
    await assert.rejects(client.images.generate({ model: 'gpt-image-2', prompt: '[fault:cut_off]' }));
  });

  it('takes fault words for words when it was not started for tests', async () => {
    const plain = await startOfflineServer({ delayMs: 0 });
    const sdk = new OpenAI({ apiKey: plain.token, baseURL: plain.baseUrl, maxRetries: 0 });
    const answer = await sdk.images.generate({
      model: 'easel-offline',
      prompt: '[fault:server_error]',
      size: '64x64',
    });
    assert.equal(answer.data?.length, 1);
    await plain.close();
  });

  it('wants the right key', async () => {
    const stranger = new OpenAI({ apiKey: 'wrong', baseURL: server.baseUrl, maxRetries: 0 });
    await refused(stranger.models.list(), [AuthenticationError, 401, 'invalid_api_key']);
  });

  describe('of what was asked', () => {
    type Ask = Parameters<OpenAI['images']['generate']>[0];
    const asks: readonly (readonly [name: string, ask: object, expected: Expected])[] = [
      ['an unknown model', { model: 'gpt-image-99' }, [NotFoundError, 404, 'model_not_found']],
      ['no prompt', { prompt: undefined }, [BadRequestError, 400, 'missing_required_parameter', 'prompt']],
      ['an empty prompt', { prompt: '' }, [BadRequestError, 400, 'string_below_min_length', 'prompt']],
      [
        'a long prompt',
        { prompt: 'x'.repeat(32_001) },
        [BadRequestError, 400, 'string_above_max_length', 'prompt'],
      ],
      [
        'a long prompt for dall-e-2',
        { model: 'dall-e-2', prompt: 'x'.repeat(1001) },
        [BadRequestError, 400, 'string_above_max_length', 'prompt'],
      ],
      ['too many', { n: 11 }, [BadRequestError, 400, 'integer_above_max_value', 'n']],
      ['none', { n: 0 }, [BadRequestError, 400, 'integer_below_min_value', 'n']],
      ['n as text', { n: '2' }, [BadRequestError, 400, 'invalid_type', 'n']],
      [
        'two of dall-e-3',
        { model: 'dall-e-3', n: 2 },
        [BadRequestError, 400, 'integer_above_max_value', 'n'],
      ],
      ['two while streaming', { n: 2, stream: true }, [BadRequestError, 400, 'invalid_value', 'n']],
      [
        'four previews',
        { stream: true, partial_images: 4 },
        [BadRequestError, 400, 'integer_above_max_value', 'partial_images'],
      ],
      ['a size off the grid', { size: '1000x1000' }, [BadRequestError, 400, 'invalid_value', 'size']],
      ['a size too flat', { size: '3840x1024' }, [BadRequestError, 400, 'invalid_value', 'size']],
      ['a size too small', { size: '640x640' }, [BadRequestError, 400, 'invalid_value', 'size']],
      [
        'a free size of an older model',
        { model: 'gpt-image-1.5', size: '2048x2048' },
        [BadRequestError, 400, 'invalid_value', 'size'],
      ],
      [
        'a wide size of dall-e-2',
        { model: 'dall-e-2', size: '1536x1024' },
        [BadRequestError, 400, 'invalid_value', 'size'],
      ],
      ['an unknown quality', { quality: 'hd' }, [BadRequestError, 400, 'invalid_value', 'quality']],
      [
        'a newer quality of gpt-image-2',
        { quality: 'max' },
        [BadRequestError, 400, 'invalid_value', 'quality'],
      ],
      [
        'a transparent jpeg',
        { background: 'transparent', output_format: 'jpeg' },
        [BadRequestError, 400, 'invalid_value', 'background'],
      ],
      [
        'a compressed png',
        { output_compression: 50 },
        [BadRequestError, 400, 'invalid_value', 'output_compression'],
      ],
      [
        'a response format',
        { response_format: 'b64_json' },
        [BadRequestError, 400, 'unknown_parameter', 'response_format'],
      ],
      ['a style', { style: 'vivid' }, [BadRequestError, 400, 'unknown_parameter', 'style']],
      ['something unheard of', { colour: 'red' }, [BadRequestError, 400, 'unknown_parameter', 'colour']],
    ];
    for (const [name, ask, expected] of asks)
      it(`refuses ${name}`, async () => {
        const body = { model: 'gpt-image-2', prompt: 'x', ...ask } as Ask;
        await refused(Promise.resolve(client.images.generate(body)), expected);
      });
  });

  async function edit(more: object) {
    const image = await toFile(await quarters(64, 64), 'a.png', png);
    return client.images.edit({ model: 'gpt-image-2', prompt: 'x', image, ...more });
  }

  describe('of files', () => {
    it('refuses a file without a type', async () => {
      const image = await toFile(await quarters(8, 8), 'a');
      await refused(edit({ image }), [BadRequestError, 400, 'unsupported_file_mimetype', 'image']);
    });
    it('refuses what only calls itself a picture', async () => {
      const image = await toFile(Buffer.from('not a picture'), 'a.png', png);
      await refused(edit({ image }), [BadRequestError, 400, 'invalid_image_file', 'image']);
    });
    it('refuses seventeen pictures', async () => {
      const image = await Promise.all(
        Array.from({ length: 17 }, async () => toFile(await quarters(8, 8), 'a.png', png)),
      );
      await refused(edit({ image }), [BadRequestError, 400, 'array_above_max_length', 'image']);
    });
    it('refuses a mask of another size', async () => {
      const mask = await toFile(await leftMask(32, 64), 'mask.png', png);
      await refused(edit({ mask }), [BadRequestError, 400, 'invalid_mask_size', 'mask']);
    });
    it('refuses a wide picture for dall-e-2', async () => {
      const image = await toFile(await quarters(64, 32), 'a.png', png);
      await refused(edit({ image, model: 'dall-e-2' }), [
        BadRequestError,
        400,
        'invalid_image_format',
        'image',
      ]);
    });
    it('refuses input_fidelity on newer models', async () => {
      await refused(edit({ input_fidelity: 'high' }), [
        BadRequestError,
        400,
        'unknown_parameter',
        'input_fidelity',
      ]);
    });
    it('has no variations where it stands for the official host', async () => {
      const image = await toFile(await quarters(64, 64), 'a.png', png);
      await refused(client.images.createVariation({ image }), [NotFoundError, 404, null]);
    });
  });
});
