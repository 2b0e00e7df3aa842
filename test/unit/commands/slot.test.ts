import assert from 'node:assert/strict';
import {
  isDrawn,
  parametersFor,
  placeholderSize,
  sizeText,
  slotTypeOf,
  withFormat,
  type Asked,
} from '../../../src/commands/missing/slot.ts';
import { imageExtensions } from '../../../src/project/references/filePath.ts';

const openai: Asked = { offline: false, lacksFormats: [] };
const offline: Asked = { offline: true, lacksFormats: [] };
const known = { model: 'gpt-image-2.5-flare' };

describe('What a missing picture is asked for with', () => {
  it('is the nearest size the model makes, in the shape that the code implies', () => {
    const slot = { size: { width: 640, height: 360 }, type: 'png' } as const;
    const { size = '' } = parametersFor(slot, known, openai);
    const [width = 0, height = 0] = size.split('x').map(Number);
    assert.equal((width % 16) + (height % 16), 0);
    assert.ok(width * height >= 655_360, size);
    assert.ok(Math.abs(width / height - 640 / 360) < 0.02, size);
    assert.equal(parametersFor(slot, { model: 'gpt-image-1' }, openai).size, '1536x1024');
    assert.equal(parametersFor(slot, {}, offline).size, '640x360');
  });

  it('is a size that diffusion models make where nobody knows the server', () => {
    const slot = { size: { width: 40, height: 30 }, type: 'png' } as const;
    const { size = '' } = parametersFor(slot, { model: 'sdxl' }, openai);
    const [width = 0, height = 0] = size.split('x').map(Number);
    assert.equal((width % 64) + (height % 64), 0);
    assert.ok(width * height >= 512 * 512 && Math.max(width, height) <= 1536, size);
  });

  it('leaves the size to the user where the code says one edge or none', () => {
    for (const size of [{}, { width: 300 }, { height: 300 }]) {
      assert.equal(parametersFor({ size, type: 'png' }, known, openai).size, undefined);
      assert.equal(
        parametersFor({ size, type: 'png' }, { ...known, size: '1024x1024' }, openai).size,
        '1024x1024',
      );
    }
  });

  it('is the format of the extension where the model makes it, and what goes with it', () => {
    const set = { ...known, outputFormat: 'webp', outputCompression: 60, background: 'transparent' } as const;
    assert.deepEqual(withFormat('jpeg', set, openai), {
      ...known,
      outputFormat: 'jpeg',
      outputCompression: 60,
    });
    assert.deepEqual(withFormat('png', set, openai), {
      ...known,
      outputFormat: 'png',
      background: 'transparent',
    });
    assert.equal(withFormat('ico', set, openai).outputFormat, 'png');
    assert.equal(withFormat('webp', known, { ...openai, lacksFormats: ['webp'] }).outputFormat, undefined);
    assert.equal(withFormat('webp', { model: 'sdxl', outputFormat: 'jpeg' }, openai).outputFormat, undefined);
    assert.equal(withFormat('webp', {}, offline).outputFormat, 'webp');
  });
});

describe('The place of a missing picture', () => {
  it('has a type that can be made, or none', () => {
    assert.deepEqual(
      imageExtensions.map(extension => slotTypeOf(extension)),
      ['png', 'jpeg', 'jpeg', 'webp', 'gif', 'svg', 'ico', undefined],
    );
    assert.deepEqual((['png', 'jpeg', 'webp', 'gif', 'svg', 'ico'] as const).filter(isDrawn), [
      'png',
      'jpeg',
      'webp',
    ]);
  });

  it('is filled by a placeholder, whatever the code leaves open', () => {
    assert.deepEqual(placeholderSize({ width: 7, height: 9 }), { width: 7, height: 9 });
    assert.deepEqual(placeholderSize({ width: 300 }), { width: 300, height: 200 });
    assert.deepEqual(placeholderSize({ height: 200 }), { width: 300, height: 200 });
    assert.deepEqual(placeholderSize({ width: 1 }), { width: 1, height: 1 });
    assert.deepEqual(placeholderSize({}), { width: 960, height: 640 });
  });

  it('is said in pixels', () => {
    assert.equal(sizeText({ width: 640, height: 360 }), '640 × 360');
    assert.equal(sizeText({ width: 640 }), '640 × …');
    assert.equal(sizeText({}), '');
  });
});
