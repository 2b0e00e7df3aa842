import assert from 'node:assert/strict';
import { withField } from '../../../src/images/draft.ts';
import { offersFor, refusalOf, type Check } from '../../../src/images/offers.ts';
import type { ImageParameters } from '../../../src/images/request.ts';
import { validate } from '../../../src/images/validate.ts';

const check: Check = parameters => validate({ route: 'generations', prompt: '-', parameters });

function offered(field: Parameters<typeof offersFor>[0], parameters: ImageParameters): readonly string[] {
  return offersFor(field, parameters, check).flatMap(({ value, problem }) => (problem ? [] : [value]));
}

function refusal(field: Parameters<typeof refusalOf>[0], parameters: ImageParameters): unknown {
  return refusalOf(field, parameters, check)?.code;
}

describe('What is offered', () => {
  it('is what the model can do, by the checks of a request', () => {
    assert.deepEqual(offered('quality', { model: 'gpt-image-2' }), ['auto', 'low', 'medium', 'high']);
    assert.deepEqual(offered('quality', { model: 'dall-e-3' }), ['auto', 'standard', 'hd']);
    assert.deepEqual(offered('outputFormat', { model: 'gpt-image-2.6-flare' }).at(-1), 'svg');
    assert.deepEqual(offered('size', { model: 'dall-e-2' }), ['256x256', '512x512', '1024x1024']);
  });

  it('depends on what else is chosen', () => {
    const parameters = { model: 'gpt-image-2', outputFormat: 'jpeg' } as const;
    const offers = offersFor('background', parameters, check);
    assert.deepEqual(
      offers.map(({ value, problem }) => [value, problem?.code]),
      [
        ['auto', undefined],
        ['transparent', 'background.jpeg'],
        ['opaque', undefined],
      ],
    );
  });

  it('holds what stands there, with what is wrong with it', () => {
    const size = offersFor('size', { model: 'gpt-image-2', size: '1500x500' }, check).at(-1);
    assert.deepEqual([size?.value, size?.problem?.code], ['1500x500', 'size.notDivisible']);
  });

  it('has no previews where nothing is streamed', () => {
    assert.deepEqual(offered('partialImages', { model: 'gpt-image-2' }), ['0', '1', '2', '3']);
    assert.deepEqual(offered('partialImages', { model: 'dall-e-2' }), ['0']);
    assert.deepEqual(offered('partialImages', { model: 'gpt-image-2.6-flare', outputFormat: 'svg' }), ['0']);
  });

  it('says why a field can have no value at all', () => {
    assert.equal(refusal('style', { model: 'gpt-image-2' }), 'field.unsupported');
    assert.equal(refusal('style', { model: 'dall-e-3' }), undefined);
    assert.equal(refusal('outputCompression', { model: 'gpt-image-2' }), 'compression.format');
    assert.equal(refusal('outputCompression', { model: 'gpt-image-2', outputFormat: 'webp' }), undefined);
    assert.equal(refusal('frameCount', { model: 'gpt-image-2' }), 'frames.format');
    assert.equal(refusal('user', { model: 'gpt-image-2' }), undefined);
  });

  it('is anything for a model nobody knows', () => {
    assert.deepEqual(offered('background', { model: 'flux' }).length, 3);
    assert.equal(refusalOf('style', { model: 'flux' }, check), undefined);
  });
});

describe('A field of a draft', () => {
  it('is set as its control spells it', () => {
    assert.deepEqual(withField({ quality: 'low' }, 'quality', ''), {});
    assert.deepEqual(withField({}, 'frameCount', '8'), { frameCount: 8 });
    assert.deepEqual(withField({ frameCount: 8 }, 'frameCount', 'eight'), {});
    assert.deepEqual(withField({}, 'user', ' me '), { user: 'me' });
  });
});
