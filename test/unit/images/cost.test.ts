import assert from 'node:assert/strict';
import { addUsage, actualUsd, countedOf, estimateUsd, outputTokens } from '../../../src/images/cost.ts';

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

  it('does not price what another model drew', () => {
    const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
    const drawn = { ...usage, unpriced: true } as const;
    assert.ok(actualUsd(usage, 'gpt-image-2') !== undefined);
    assert.equal(actualUsd(drawn, 'gpt-image-2'), undefined);
    assert.equal(addUsage(usage, drawn).unpriced, true);
    assert.equal(addUsage(drawn, usage).unpriced, true);
    assert.equal('unpriced' in addUsage(usage, usage), false);
  });

  it('tells how many pictures are counted, of those that may cost something', () => {
    const picture = { file: 'a.png', type: 'png', width: 1, height: 1, alpha: false, bytes: 1 } as const;
    const counted = { state: 'done', picture, counted: true } as const;
    assert.deepEqual(countedOf([counted, counted]), { pictures: 2, of: 2 });
    assert.deepEqual(countedOf([counted, { state: 'done', picture }]), { pictures: 1, of: 2 });
    assert.deepEqual(countedOf([counted, { state: 'running' }, { state: 'queued' }]), { pictures: 1, of: 3 });
    assert.deepEqual(countedOf([counted, { state: 'failed' }]), { pictures: 1, of: 1 });
    assert.deepEqual(countedOf([counted, { state: 'failed', mayBeBilled: true }]), { pictures: 1, of: 2 });
  });

  it('adds counts and keeps parts that only one side has', () => {
    const sum = addUsage(
      { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      { inputTokens: 1, outputTokens: 1, totalTokens: 2, inputTextTokens: 1 },
    );
    assert.deepEqual(sum, { inputTokens: 2, outputTokens: 3, totalTokens: 5, inputTextTokens: 1 });
  });
});
