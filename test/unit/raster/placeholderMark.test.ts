import assert from 'node:assert/strict';
import { drawPlaceholder } from '../../../src/offline/painter.ts';
import { isMarkedPlaceholder, markPlaceholder } from '../../../src/raster/placeholderMark.ts';
import { isWhole, probe } from '../../../src/raster/probe.ts';
import { Raster } from '../../../src/raster/raster.ts';

describe('the mark of a placeholder', () => {
  const raster = new Raster();
  after(() => raster.close());

  for (const [type, background] of [
    ['png', 'opaque'],
    ['png', 'transparent'],
    ['jpeg', 'opaque'],
    ['webp', 'opaque'],
    ['webp', 'transparent'],
  ] as const) {
    it(`stands in a ${background} ${type} without changing a pixel or a fact`, async () => {
      const plain = await drawPlaceholder({ prompt: 'a stove', width: 61, height: 40, type, background });
      const marked = markPlaceholder(plain);
      assert.equal(isMarkedPlaceholder(plain, plain), false);
      assert.equal(isMarkedPlaceholder(marked, marked), true);
      const facts = probe(marked);
      assert.deepEqual(facts, probe(plain));
      assert.equal(isWhole(type, marked.length, marked, marked.subarray(-64)), true);
      const [before, after] = [await raster.decode(plain), await raster.decode(marked)];
      assert.deepEqual(after, before);
    });
  }

  it('is not put into what is no picture', () => {
    const text = Buffer.from('no picture');
    assert.equal(markPlaceholder(text), text);
  });
});
