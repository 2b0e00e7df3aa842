import assert from 'node:assert/strict';
import { isDrawable } from '../../../src/images/picture.ts';

describe('pictures', () => {
  const rows: [number, number, boolean][] = [
    [1024, 1024, true],
    [16_384, 15_000, true],
    [16_384, 16_384, false],
    [16_385, 1, false],
    [1, 30_000, false],
  ];
  for (const [width, height, drawable] of rows) {
    it(`of ${width} by ${height} are ${drawable ? '' : 'not '}decoded`, () => {
      assert.equal(isDrawable({ width, height }), drawable);
    });
  }
});
