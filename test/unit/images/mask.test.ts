import assert from 'node:assert/strict';
import { marksSomething, pointsOf, scaledMask, simplified, type Mask } from '../../../src/images/mask.ts';
import { parseMask } from '../../../src/protocol/mask.ts';

const square = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
] as const;

const brush = (points: number) => ({
  kind: 'brush',
  radius: 2,
  points: Array.from({ length: points }, () => ({ x: 1, y: 1 })),
});

describe('A mask as data', () => {
  it('loses the points of a way that nobody would miss, and keeps its corners and ends', () => {
    const straight = Array.from({ length: 100 }, (_, x) => ({ x, y: 0 }));
    const turned = Array.from({ length: 100 }, (_, y) => ({ x: 99, y }));
    const ways = [...straight, ...turned];
    assert.deepEqual(simplified(ways, 0.25), [
      { x: 0, y: 0 },
      { x: 99, y: 0 },
      { x: 99, y: 99 },
    ]);
  });

  it('stays within its tolerance of what was drawn', () => {
    const wave = Array.from({ length: 500 }, (_, x) => ({ x, y: 40 * Math.sin(x / 20) }));
    const few = simplified(wave, 0.5);
    assert.ok(few.length < 120, String(few.length));
    for (const { x, y } of wave) {
      const at = few.findIndex(point => point.x >= x);
      const [before, after] = [few[Math.max(0, at - 1)], few[at]];
      assert(before && after);
      const share = after.x === before.x ? 0 : (x - before.x) / (after.x - before.x);
      // Along y the way is farther off than square to it: this wave is no steeper than 2.
      assert.ok(Math.abs(before.y + share * (after.y - before.y) - y) < 0.6 * Math.sqrt(5), `at ${x}`);
    }
  });

  it('has one point left of a dot, and none of nothing', () => {
    assert.deepEqual(simplified([{ x: 1.234, y: 5.678 }], 0.5), [{ x: 1.2, y: 5.7 }]);
    assert.deepEqual(simplified([], 0.5), []);
  });

  it('grows and shrinks with its picture', () => {
    const mask: Mask = {
      feather: 4,
      strokes: [
        { kind: 'brush', radius: 6, points: square },
        { kind: 'rectangle', from: { x: 2, y: 4 }, to: { x: 8, y: 6 }, erase: true },
        { kind: 'lasso', points: square },
        { kind: 'invert' },
      ],
    };
    const half = scaledMask(mask, 0.5, 0.5);
    assert.equal(half.feather, 2);
    assert.deepEqual(half.strokes[1], {
      kind: 'rectangle',
      from: { x: 1, y: 2 },
      to: { x: 4, y: 3 },
      erase: true,
    });
    assert.equal(half.strokes[0]?.kind === 'brush' && half.strokes[0].radius, 3);
    assert.deepEqual(scaledMask(half, 2, 2), mask);
  });

  it('marks nothing as long as it only takes away', () => {
    const erased = { kind: 'rectangle', from: { x: 0, y: 0 }, to: { x: 1, y: 1 }, erase: true } as const;
    const eraser = { kind: 'eraser', radius: 1, points: square } as const;
    assert.equal(marksSomething({ strokes: [], feather: 0 }), false);
    assert.equal(marksSomething({ strokes: [erased, eraser], feather: 9 }), false);
    assert.equal(marksSomething({ strokes: [erased, { kind: 'invert' }], feather: 0 }), true);
  });

  it('is taken from the page only as long as it is one, and no longer than is kept', () => {
    const long = { strokes: [brush(4000), brush(4000)], feather: 0 };
    assert.deepEqual(parseMask(long), long);
    assert.equal(pointsOf(parseMask(long)?.strokes ?? []), 8000);
    const wrong: readonly unknown[] = [
      { strokes: [brush(4000), brush(4001)], feather: 0 },
      { strokes: [brush(0)], feather: 0 },
      { strokes: [{ ...brush(1), radius: Infinity }], feather: 0 },
      { strokes: [{ kind: 'rectangle', from: { x: 0, y: NaN }, to: { x: 1, y: 1 } }], feather: 0 },
      { strokes: [], feather: -1 },
      { strokes: Array.from({ length: 501 }, () => ({ kind: 'invert' })), feather: 0 },
      undefined,
    ];
    for (const value of wrong) assert.equal(parseMask(value), undefined);
  });
});
