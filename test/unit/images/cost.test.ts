import assert from 'node:assert/strict';
import { addUsage, actualUsd, estimateUsd, outputTokens } from '../../../src/images/cost.ts';

const square = { width: 1024, height: 1024 };

describe('cost', () => {
  // Check values published with the formula.
  const published: [number, number, number[], number[]][] = [
    [1024, 1024, [16, 48, 96], [196, 1756, 7024]],
    [1536, 1024, [16, 48, 96], [158, 1372, 5488]],
    [2048, 1152, [16, 24, 48, 64, 96], [157, 367, 1413, 2511, 5650]],
  ];
  for (const [width, height, bases, tokens] of published) {
    it(`counts the published tokens of ${width}x${height}`, () => {
      assert.deepEqual(
        bases.map(base => outputTokens({ width, height }, base)),
        tokens,
      );
    });
  }

  it('gives one figure for a fixed size and quality', () => {
    const price = estimateUsd({ model: 'gpt-image-2', size: '1024x1024', quality: 'low' }, 2);
    assert.ok(price);
    assert.equal(price.low, price.high);
    assert.ok(Math.abs(price.low - (2 * 196 * 30) / 1e6) < 1e-12);
  });

  it('gives a range for auto and adds partials to its upper end', () => {
    const price = estimateUsd({ model: 'gpt-image-2', stream: true, partialImages: 2 }, 1);
    assert.ok(price);
    assert.ok(Math.abs(price.low - (158 * 30) / 1e6) < 1e-12);
    assert.ok(Math.abs(price.high - ((outputTokens(square, 96) + 200) * 30) / 1e6) < 1e-12);
  });

  it('does not guess for a model without a formula', () => {
    assert.equal(estimateUsd({ model: 'gpt-image-2.6-flare' }, 1), undefined);
    assert.equal(estimateUsd({ model: 'flux' }, 1), undefined);
  });

  it('prices what the server counted', () => {
    const usage = {
      inputTokens: 110,
      outputTokens: 1756,
      totalTokens: 1866,
      inputTextTokens: 10,
      inputImageTokens: 100,
    };
    assert.equal(actualUsd(usage, 'gpt-image-2'), (10 * 5 + 100 * 8 + 1756 * 30) / 1e6);
    assert.equal(actualUsd(usage, 'flux'), undefined);
  });

  it('adds counts and keeps parts that only one side has', () => {
    const sum = addUsage(
      { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      { inputTokens: 1, outputTokens: 1, totalTokens: 2, inputTextTokens: 1 },
    );
    assert.deepEqual(sum, { inputTokens: 2, outputTokens: 3, totalTokens: 5, inputTextTokens: 1 });
  });
});
