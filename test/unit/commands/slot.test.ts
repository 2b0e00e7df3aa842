import assert from 'node:assert/strict';
import {
  canBeMade,
  drawProblem,
  parametersFor,
  placeholderSize,
  sizeText,
  slotProblem,
  withFormat,
  type Asked,
} from '../../../src/commands/missing/slot.ts';
import { canBecome, isDrawn, slotTypeOf } from '../../../src/commands/missing/slotType.ts';
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

function made(model: string | undefined, asked = openai): readonly string[] {
  return (['png', 'jpeg', 'webp', 'gif', 'svg', 'ico'] as const).filter(type =>
    canBeMade(type, model, asked),
  );
}

/** What is wrong with a place of that size, px. */
function problem(width: number, height?: number): string | undefined {
  return slotProblem({ type: 'png', size: { width, height } }, 'gpt-image-1', openai)?.code;
}

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
      'svg',
      'ico',
    ]);
  });

  it('is filled by a model only that makes what can be put there', () => {
    const raster = ['png', 'jpeg', 'webp', 'ico'];
    assert.deepEqual(made('gpt-image-1'), raster);
    assert.deepEqual(made('gpt-image-2.5-flare'), raster);
    assert.deepEqual(made('dall-e-3'), raster);
    assert.deepEqual(made('gpt-image-2.6-flare'), ['png', 'jpeg', 'webp', 'gif', 'svg', 'ico']);
    assert.deepEqual(made('sdxl').length, 6, 'which nobody knows');
    assert.deepEqual(made('easel-placeholder', offline), raster);
    assert.deepEqual(
      made('gpt-image-2.6-flare', { offline: false, lacksFormats: ['svg'] }),
      raster.toSpliced(3, 0, 'gif'),
    );
  });

  it('says why nothing is paid for, and what to do', () => {
    const svg = { type: 'svg', size: { width: 200, height: 100 } } as const;
    assert.deepEqual(slotProblem(svg, 'gpt-image-1', openai), {
      code: 'slot.model',
      field: 'model',
      args: { value: 'SVG', model: 'gpt-image-1', other: 'gpt-image-2.6-flare' },
    });
    assert.equal(slotProblem(svg, 'gpt-image-2.6-flare', openai), undefined);
    assert.equal(slotProblem(svg, 'gpt-image-1', offline)?.field, 'provider');
    assert.equal(drawProblem(svg), undefined, 'which can be drawn all the same');
    assert.equal(drawProblem({ ...svg, type: 'gif' })?.code, 'slot.notDrawn');
  });

  it('is refused where it is larger than a picture is made for', () => {
    assert.equal(problem(10_000, 10_000), 'slot.tooLarge');
    assert.equal(problem(20_000, 10), 'slot.tooLarge');
    assert.equal(problem(10_000), 'slot.tooLarge', 'as it would be filled in');
    assert.equal(problem(3840, 2160), undefined);
    assert.equal(problem(7680, 4160), undefined);
    assert.equal(
      drawProblem({ type: 'svg', size: { width: 10_000, height: 10_000 } })?.code,
      'slot.tooLarge',
    );
  });

  it('takes what can be brought into its type', () => {
    assert.ok(canBecome('png', 'ico') && canBecome('webp', 'jpeg') && canBecome('svg', 'svg'));
    assert.ok(!canBecome('png', 'svg') && !canBecome('png', 'gif') && !canBecome('svg', 'png'));
    assert.ok(!canBecome('gif', 'webp') && !canBecome('svg', 'ico'));
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
