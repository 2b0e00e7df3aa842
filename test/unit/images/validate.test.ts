import assert from 'node:assert/strict';
import type { ImageParameters, ImageRequest, Upload } from '../../../src/images/request.ts';
import { checkLegacySource, validate } from '../../../src/images/validate.ts';

const generation = (parameters: ImageParameters, prompt = 'a fox'): ImageRequest => ({
  route: 'generations',
  prompt,
  parameters,
});
const file: Upload = { path: '/x/a.png', fileName: 'a.png', type: 'png', bytes: 10 };
const codes = (request: ImageRequest): string[] => validate(request).map(problem => problem.code);

const edit = (images: Upload[], model = 'gpt-image-2'): string[] =>
  codes({ route: 'edits', prompt: 'x', images, parameters: { model } });

const drawn = (extra: { mask?: Upload; markup?: Upload }, model = 'gpt-image-2.5-flare'): string[] =>
  codes({ route: 'edits', prompt: 'x', images: [file], parameters: { model }, ...extra });

describe('validate', () => {
  const rows: [string, ImageParameters, string[], (string | number)?][] = [
    ['nothing set', { model: 'gpt-image-2' }, []],
    ['an unknown model with odd values', { model: 'flux', size: '7x9', quality: 'fancy' }, []],
    ['eleven of an unknown model', { model: 'flux', n: 11 }, []],
    ['none of an unknown model', { model: 'flux', n: 0 }, ['field.number'], 1],
    ['a half of an unknown model', { model: 'flux', n: 2.5 }, ['field.number'], 3],
    ['many previews of an unknown model', { model: 'flux', stream: true, partialImages: 8 }, []],
    ['less than no previews of it', { model: 'flux', partialImages: -1 }, ['field.number'], 0],
    [
      'what other models refuse',
      { model: 'flux', n: 2, stream: true, outputFormat: 'svg', outputCompression: 50, frameCount: 40 },
      [],
    ],
    ['a free size', { model: 'gpt-image-2', size: '2048x1152' }, []],
    ['auto size', { model: 'gpt-image-2.5-flare', size: 'auto' }, []],
    ['a size off the grid', { model: 'gpt-image-2', size: '1000x1000' }, ['size.notDivisible'], '1008x1008'],
    ['a banner', { model: 'gpt-image-2', size: '3840x640' }, ['size.tooSlim'], '2736x912'],
    ['a small size', { model: 'gpt-image-2', size: '512x512' }, ['size.tooFewPixels'], '816x816'],
    ['too many pixels', { model: 'gpt-image-2', size: '3840x3840' }, ['size.tooManyPixels'], '2880x2880'],
    ['a long edge', { model: 'gpt-image-2', size: '4096x2048' }, ['size.edgeTooLong']],
    ['a size that is no size', { model: 'gpt-image-2', size: 'big' }, ['size.malformed'], 'auto'],
    ['no size of a list', { model: 'dall-e-3', size: '0x0' }, ['size.malformed'], '1024x1024'],
    ['a star', { model: 'gpt-image-2', size: '1024*768' }, ['size.malformed'], '1024x768'],
    ['white space', { model: 'gpt-image-2', size: ' 1024 x 768 ' }, ['size.malformed'], '1024x768'],
    ['a cross', { model: 'gpt-image-2', size: '1536×1024px' }, ['size.malformed'], '1536x1024'],
    ['one number', { model: 'gpt-image-2', size: '1024' }, ['size.malformed'], '1024x1024'],
    ['a star off the list', { model: 'dall-e-3', size: '1000*999' }, ['size.malformed'], '1024x1024'],
    ['a fixed size', { model: 'dall-e-3', size: '1792x1024' }, []],
    ['a size of another model', { model: 'dall-e-3', size: '1536x1024' }, ['size.unsupported'], '1792x1024'],
    ['auto where it is not known', { model: 'dall-e-2', size: 'auto' }, ['size.unsupported'], '1024x1024'],
    ['a quality of a later family', { model: 'gpt-image-2', quality: 'max' }, ['field.value'], 'high'],
    ['hd where it is not known', { model: 'gpt-image-2', quality: 'hd' }, ['field.value'], 'high'],
    ['a quality of another kind', { model: 'dall-e-3', quality: 'low' }, ['field.value'], 'standard'],
    ['a word nobody knows', { model: 'gpt-image-2', quality: 'fancy' }, ['field.value'], 'auto'],
    ['that quality there', { model: 'gpt-image-2.5-flare-2026-09-08', quality: 'max' }, []],
    ['style on a GPT image model', { model: 'gpt-image-2', style: 'vivid' }, ['field.unsupported']],
    ['style on dall-e-3', { model: 'dall-e-3', style: 'vivid' }, []],
    ['two of a model that makes one', { model: 'dall-e-3', n: 2 }, ['n.range'], 1],
    ['eleven', { model: 'gpt-image-2', n: 11 }, ['n.range'], 10],
    ['none', { model: 'gpt-image-2', n: 0 }, ['n.range'], 1],
    ['a stream of a model that has none', { model: 'dall-e-3', stream: true }, ['field.unsupported']],
    ['three previews', { model: 'gpt-image-2', stream: true, partialImages: 3 }, []],
    ['four previews', { model: 'gpt-image-2', stream: true, partialImages: 4 }, ['partials.range'], 3],
    ['previews without a stream', { model: 'gpt-image-2', partialImages: 1 }, ['partials.stream']],
    ['complexity on 2.6', { model: 'gpt-image-2.6-sunburst', complexity: 'low' }, []],
    ['complexity before 2.6', { model: 'gpt-image-2.5-sunburst', complexity: 'low' }, ['field.unsupported']],
    ['fidelity without pictures', { model: 'gpt-image-1.5', inputFidelity: 'high' }, ['field.editsOnly']],
    ['fidelity on 2', { model: 'gpt-image-2', inputFidelity: 'high' }, ['field.unsupported']],
    ['a gif on 2.6', { model: 'gpt-image-2.6-flare', outputFormat: 'gif', frameCount: 8 }, []],
    ['a gif on 2', { model: 'gpt-image-2', outputFormat: 'gif' }, ['field.value'], 'png'],
    ['frames of a png', { model: 'gpt-image-2.6-flare', frameCount: 8 }, ['frames.format']],
    ['one frame', { model: 'gpt-image-2.6-flare', outputFormat: 'gif', frameCount: 1 }, ['frames.range'], 2],
    ['svg options of a png', { model: 'gpt-image-2.6-flare', svg: {} }, ['svg.format']],
    ['two svgs', { model: 'gpt-image-2.6-flare', outputFormat: 'svg', n: 2 }, ['n.range'], 1],
    ['several in one stream', { model: 'gpt-image-2', n: 2, stream: true }, ['stream.count'], 1],
    [
      'a streamed svg',
      { model: 'gpt-image-2.6-flare', outputFormat: 'svg', stream: true },
      ['stream.format'],
    ],
    [
      'a transparent jpeg',
      { model: 'gpt-image-2', outputFormat: 'jpeg', background: 'transparent' },
      ['background.jpeg'],
    ],
    ['a compressed png', { model: 'gpt-image-2', outputCompression: 50 }, ['compression.format']],
    ['a compressed webp', { model: 'gpt-image-2', outputFormat: 'webp', outputCompression: 50 }, []],
    [
      'too much compression',
      { model: 'gpt-image-2', outputFormat: 'webp', outputCompression: 101 },
      ['compression.range'],
    ],
  ];
  for (const [name, parameters, expected, nearest] of rows) {
    it(`${name}: ${expected.join() || 'fine'}`, () => {
      const problems = validate(generation(parameters));
      assert.deepEqual(
        problems.map(problem => problem.code),
        expected,
      );
      if (nearest !== undefined) assert.equal(problems[0]?.nearest, nearest);
    });
  }

  it('takes fidelity for edits', () => {
    const parameters = { model: 'gpt-image-1.5', inputFidelity: 'high' } as const;
    assert.deepEqual(codes({ route: 'edits', prompt: 'x', images: [file], parameters }), []);
  });

  it('wants a prompt, and not too much of it', () => {
    assert.deepEqual(codes(generation({ model: 'gpt-image-2' }, '  ')), ['prompt.empty']);
    assert.deepEqual(codes(generation({ model: 'dall-e-2' }, 'x'.repeat(1001))), ['prompt.tooLong']);
  });

  it('wants 1 to 16 references of a kind and size the model takes', () => {
    assert.deepEqual(edit([file]), []);
    assert.deepEqual(edit([]), ['images.none']);
    assert.deepEqual(edit(Array.from({ length: 17 }, () => file)), ['images.tooMany']);
    assert.deepEqual(edit([{ ...file, type: 'gif' }]), ['source.type']);
    assert.deepEqual(edit([{ ...file, bytes: 50 * 1024 * 1024 }]), ['source.tooLarge']);
    assert.deepEqual(edit([file], 'dall-e-3'), ['images.unsupported']);
  });

  it('leaves the limits of a model nobody knows to its server', () => {
    const many = Array.from({ length: 17 }, () => ({ ...file, type: 'gif' as const, bytes: 2 ** 30 }));
    assert.deepEqual(edit(many, 'flux'), []);
    assert.deepEqual(edit([], 'flux'), ['images.none']);
    assert.deepEqual(codes(generation({ model: 'flux' }, 'x'.repeat(32_001))), []);
    assert.deepEqual(codes(generation({ model: 'flux' }, ' ')), ['prompt.empty']);
    assert.deepEqual(drawn({ mask: { ...file, bytes: 4 * 1024 * 1024 } }, 'flux'), []);
  });

  it('takes a mask or markup where the model does, not both', () => {
    assert.deepEqual(drawn({ mask: file }), []);
    assert.deepEqual(drawn({ markup: file }), []);
    assert.deepEqual(drawn({ mask: file, markup: file }), ['markup.withMask']);
    assert.deepEqual(drawn({ markup: file }, 'gpt-image-2'), ['field.unsupported']);
    assert.deepEqual(drawn({ mask: { ...file, type: 'webp' } }), ['source.type']);
    assert.deepEqual(drawn({ markup: { ...file, type: 'jpeg' } }), ['source.type']);
    assert.deepEqual(drawn({ mask: { ...file, bytes: 4 * 1024 * 1024 } }), ['source.tooLarge']);
  });

  it('says why a file cannot go to the legacy route', () => {
    const source = { ...file, width: 64, height: 64 };
    assert.deepEqual(checkLegacySource(source), []);
    assert.equal(checkLegacySource({ ...source, type: 'jpeg' })[0]?.code, 'source.notPng');
    assert.equal(checkLegacySource({ ...source, width: 65 })[0]?.code, 'source.notSquare');
    assert.equal(checkLegacySource({ ...source, bytes: 4 * 1024 * 1024 })[0]?.code, 'source.tooLarge');
  });
});
