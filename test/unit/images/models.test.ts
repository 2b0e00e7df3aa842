import assert from 'node:assert/strict';
import {
  capabilitiesOf,
  looksLikeImageModel,
  nearestSize,
  suggestedSizes,
} from '../../../src/images/models.ts';
import { brokenRule, parseSize } from '../../../src/images/size.ts';

describe('models', () => {
  const families: [string, string][] = [
    ['gpt-image-2.6-sunburst', 'gpt-image-2.6'],
    ['gpt-image-2.6-flare-2027-01-01', 'gpt-image-2.6'],
    ['gpt-image-2.5-flare-2026-09-08', 'gpt-image-2.5'],
    ['gpt-image-2-2026-04-21', 'gpt-image-2'],
    ['gpt-image-2', 'gpt-image-2'],
    ['gpt-image-1.5', 'gpt-image-1.5'],
    ['chatgpt-image-latest', 'gpt-image-1.5'],
    ['gpt-image-1-mini', 'gpt-image-1-mini'],
    ['gpt-image-1', 'gpt-image-1'],
    ['dall-e-3', 'dall-e-3'],
    ['dall-e-2', 'dall-e-2'],
    ['gpt-image-25', 'unknown'],
    ['gpt-image-3', 'unknown'],
    ['flux', 'unknown'],
  ];
  for (const [model, family] of families) {
    it(`${model} is of ${family}`, () => assert.equal(capabilitiesOf(model).family, family));
  }

  const sizes: [number, number, string, string][] = [
    [64, 64, 'gpt-image-2', '816x816'],
    [1920, 1080, 'gpt-image-2', '1936x1088'],
    [1200, 630, 'gpt-image-1', '1536x1024'],
    [800, 1200, 'gpt-image-1', '1024x1536'],
    [300, 300, 'dall-e-2', '256x256'],
    [1920, 1080, 'dall-e-3', '1792x1024'],
    [123, 45, 'flux', '123x45'],
  ];
  for (const [width, height, model, expected] of sizes) {
    it(`${model} makes ${expected} for ${width}x${height}`, () => {
      assert.equal(nearestSize(width, height, model), expected);
    });
  }

  it('find a legal free size near any', () => {
    const { sizes: capability } = capabilitiesOf('gpt-image-2');
    assert.ok(capability.kind === 'free');
    for (let width = 1; width < 9000; width += 397) {
      for (let height = 1; height < 9000; height += 631) {
        const size = parseSize(nearestSize(width, height, 'gpt-image-2'));
        assert.ok(size, `${width}x${height}`);
        assert.equal(brokenRule(size, capability.rules), undefined, `${width}x${height}`);
      }
    }
  });

  it('offer only sizes they make', () => {
    for (const model of ['gpt-image-2', 'gpt-image-1', 'dall-e-3']) {
      for (const size of suggestedSizes(model).map(parseSize)) {
        if (size) assert.equal(nearestSize(size.width, size.height, model), `${size.width}x${size.height}`);
      }
    }
  });

  it('that make pictures are told by their names', () => {
    assert.deepEqual(['flux-1', 'sdxl', 'gpt-image-9', 'words'].map(looksLikeImageModel), [
      true,
      true,
      true,
      false,
    ]);
  });
});
