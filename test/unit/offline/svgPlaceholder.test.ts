import assert from 'node:assert/strict';
import sharp from 'sharp';
import { svgPlaceholder } from '../../../src/offline/svgPlaceholder.ts';
import { probe } from '../../../src/raster/probe.ts';

describe('a placeholder as a drawing', () => {
  for (const [width, height] of [
    [200, 100],
    [16, 16],
    [1, 1],
    [1200, 20],
  ] as const) {
    it(`is ${width} × ${height} and can be drawn`, async () => {
      const bytes = svgPlaceholder({ prompt: 'a stove', width, height });
      const { type, width: wide, height: high } = probe(bytes) ?? {};
      assert.deepEqual([type, wide, high], ['svg', width, height]);
      const drawn = await sharp(bytes).metadata();
      assert.deepEqual([drawn.width, drawn.height], [width, height]);
    });
  }

  it('says its size, and the prompt as what it is whatever stands in that', async () => {
    const bytes = svgPlaceholder({ prompt: '</title><script>&\0\uD800x', width: 200, height: 100 });
    const text = Buffer.from(bytes).toString();
    assert.match(text, />200 × 100<\/text>/);
    assert.match(text, /<title>&lt;\/title&gt;&lt;script&gt;&amp; x<\/title>/);
    assert.doesNotMatch(text, /[\r\n]/);
    assert.equal((await sharp(bytes).metadata()).width, 200);
  });
});
