import assert from 'node:assert/strict';
import { adapted, forModel } from '../../../src/images/adapt.ts';
import { transparentModel } from '../../../src/images/models.ts';
import type { ImageParameters } from '../../../src/images/request.ts';
import { validate } from '../../../src/images/validate.ts';

const rows: readonly (readonly [string, ImageParameters, string, ImageParameters])[] = [
  [
    'fidelity of 1.5',
    { inputFidelity: 'high', quality: 'high' },
    'gpt-image-2.5-flare',
    { quality: 'high', model: 'gpt-image-2.5-flare' },
  ],
  [
    'complexity and frames of 2.6',
    { complexity: 'high', outputFormat: 'gif', frameCount: 4, frameDurationMs: 100 },
    'gpt-image-2.5-flare',
    { model: 'gpt-image-2.5-flare' },
  ],
  [
    'style, quality and size of dall-e-3',
    { style: 'vivid', quality: 'hd', size: '1792x1024' },
    'gpt-image-2.5-flare',
    { size: '1792x1024', model: 'gpt-image-2.5-flare' },
  ],
  ['a free size', { size: '2048x1152' }, 'gpt-image-1', { size: '1536x1024', model: 'gpt-image-1' }],
  ['a model of which nobody knows', { style: 'vivid' }, 'flux', { style: 'vivid', model: 'flux' }],
];

describe('What was asked of another model', () => {
  for (const [name, before, model, after] of rows) {
    it(`leaves out what is refused: ${name}`, () => {
      const parameters = forModel({ model: 'any', ...before }, model);
      assert.deepEqual(parameters, after);
      assert.deepEqual(validate({ route: 'generations', prompt: 'a fox', parameters }), []);
    });
  }

  it('has no compression in a format that has none', () => {
    assert.deepEqual(adapted({ outputFormat: 'png', outputCompression: 80 }), {
      outputFormat: 'png',
      outputCompression: 80,
    });
    const known = { model: 'gpt-image-2', outputFormat: 'png', outputCompression: 80 } as const;
    assert.deepEqual(adapted(known), { model: 'gpt-image-2', outputFormat: 'png' });
  });

  it('goes to another family where transparency is wanted, also from a dated id', () => {
    const others = ['gpt-image-2.5-flare-2026-09-08', 'gpt-image-2.6-flare-2026-09-08', 'gpt-image-2'];
    assert.deepEqual(others.map(transparentModel), [
      'gpt-image-2.6-flare',
      'gpt-image-2.5-flare',
      'gpt-image-2.5-flare',
    ]);
  });
});
