import assert from 'node:assert/strict';
import { estimateUsd } from '../../../src/images/cost.ts';
import type { Source } from '../../../src/images/run.ts';
import type { Order } from '../../../src/studio/plan.ts';
import type { ApiTraits } from '../../../src/studio/ports.ts';
import { foreseen } from '../../../src/studio/prepare.ts';
import { askedOf, priceOf, sizeOf } from '../../../src/studio/price.ts';

const api: ApiTraits = {
  label: { id: 'openai', label: 'OpenAI', offline: false },
  hasVariations: false,
  streams: true,
  lacksFormats: [],
  defaults: {},
};

function source(width: number, height: number, change: Partial<Source> = {}): Source {
  return {
    uri: 'file:///w/a.png',
    label: 'a.png',
    file: 'a.png',
    type: 'png',
    bytes: 9,
    width,
    height,
    ...change,
  };
}

function order(change: Partial<Order> = {}): Order {
  const parameters = { model: 'gpt-image-2', quality: 'low' };
  return { kind: 'generate', prompt: 'a boat', count: 1, parameters, sources: [], folder: '', ...change };
}

const askedFor = (change: Partial<Order>): ReturnType<typeof askedOf> =>
  askedOf(foreseen(order(change), api), api);

describe('The price of an order', () => {
  it('is that of the size which is sent', () => {
    const asked = askedFor({ kind: 'edit', sources: [source(3000, 1000)] });
    const size = sizeOf(asked) ?? '';
    assert.match(size, /^\d+x\d+$/);
    assert.deepEqual(priceOf(asked), estimateUsd({ model: 'gpt-image-2', quality: 'low', size }, 1));
  });

  it('is the sum over sources that are sent each in its own size', () => {
    const asked = askedFor({ kind: 'variations', count: 2, sources: [source(900, 900), source(3000, 1000)] });
    assert.equal(sizeOf(asked), undefined);
    const prices = asked.map(({ parameters, pictures }) => estimateUsd(parameters, pictures)?.low ?? NaN);
    assert.equal(prices.length, 2);
    assert.equal(
      priceOf(asked)?.low,
      prices.reduce((sum, price) => sum + price, 0),
    );
  });

  it('has no previews where none can be sent', () => {
    const parameters = { model: 'gpt-image-2', quality: 'low', size: '1024x1024', partialImages: 3 };
    const streamed = priceOf(askedFor({ parameters }));
    const drawing = priceOf(askedFor({ parameters: { ...parameters, outputFormat: 'svg' } }));
    assert.ok(streamed && drawing && streamed.high > drawing.high);
    assert.equal(drawing.low, drawing.high);
  });

  it('is unknown where any part of it is', () => {
    assert.equal(priceOf(askedFor({ parameters: { model: 'flux' } })), undefined);
    assert.equal(priceOf([]), undefined);
  });

  it('is not changed by what was prepared already', () => {
    const size = { width: 1000, height: 3000 };
    const whole = { x: 0, y: 0, ...size };
    const prepared = source(3000, 1000, {
      transform: { source: size, crop: whole, frame: whole, sent: size },
    });
    const [width = 0, height = 0] = (sizeOf(askedFor({ kind: 'edit', sources: [prepared] })) ?? '').split(
      'x',
    );
    assert.ok(Number(width) < Number(height));
  });
});
