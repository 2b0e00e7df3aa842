import assert from 'node:assert/strict';
import {
  fitted,
  nextStop,
  panned,
  placement,
  scaleOf,
  zoomed,
  type Sight,
  type Stage,
} from '../../../../src/webview/viewer/geometry.ts';

const picture = { width: 1536, height: 1024 };
const stage: Stage = { width: 700, height: 500, density: 1 };

/** The picture pixel at a place of the stage, counted from its middle. */
function pixelAt(sight: Sight, at: { x: number; y: number }, on: Stage = stage): { x: number; y: number } {
  const scale = scaleOf(sight.zoom, picture, on) / on.density;
  return { x: sight.centre.x + at.x / scale, y: sight.centre.y + at.y / scale };
}

function near(one: { x: number; y: number }, other: { x: number; y: number }): void {
  assert.ok(Math.hypot(one.x - other.x, one.y - other.y) < 0.001, JSON.stringify([one, other]));
}

describe('Geometry of the stage', () => {
  it('fits a large picture with a margin, and never enlarges one that is not small', () => {
    assert.equal(scaleOf('fit', picture, stage), 668 / 1536);
    assert.equal(scaleOf('fit', { width: 300, height: 200 }, stage), 1);
  });

  it('enlarges icons to fit by whole steps', () => {
    assert.equal(scaleOf('fit', { width: 100, height: 100 }, stage), 4);
    assert.equal(scaleOf('fit', { width: 16, height: 16 }, stage), 8);
  });

  it('counts in pixels of the screen', () => {
    const dense = { ...stage, density: 2 };
    assert.equal(scaleOf('fit', picture, dense), (668 * 2) / 1536);
    const { width, scale } = placement({ zoom: 1, centre: { x: 0, y: 0 } }, picture, dense);
    assert.deepEqual({ width, scale }, { width: 768, scale: 1 });
  });

  for (const density of [1, 1.25, 2]) {
    it(`keeps the pixel under the pointer while it zooms, at ${density} screen pixels`, () => {
      const on = { ...stage, density };
      const at = { x: 120, y: -80 };
      let sight = zoomed(fitted(picture), picture, on, 2);
      for (const to of [3.3, 5, 16, 7, 4]) {
        const before = pixelAt(sight, at, on);
        sight = zoomed(sight, picture, on, to, at);
        near(pixelAt(sight, at, on), before);
      }
    });
  }

  it('stays between its limits', () => {
    assert.equal(zoomed(fitted(picture), picture, stage, 99).zoom, 16);
    assert.equal(zoomed(fitted(picture), picture, stage, 0.001).zoom, 1 / 16);
  });

  it('goes below the limit only for what fits no other way', () => {
    const huge = { width: 16_384, height: 100 };
    const fit = scaleOf('fit', huge, stage);
    assert.ok(fit < 1 / 16);
    assert.equal(zoomed(fitted(huge), huge, stage, 0.001).zoom, fit);
  });

  it('stops at round figures, from wherever it is', () => {
    assert.equal(nextStop('fit', picture, stage, 'in'), 0.5);
    assert.equal(nextStop('fit', picture, stage, 'out'), 1 / 3);
    assert.equal(nextStop(1, picture, stage, 'in'), 1.5);
    assert.equal(nextStop(16, picture, stage, 'in'), 16);
    assert.equal(nextStop(1 / 16, picture, stage, 'out'), 1 / 16);
  });

  it('moves with the hand, pixel for pixel', () => {
    const sight = zoomed(fitted(picture), picture, stage, 2);
    const before = placement(sight, picture, stage);
    const after = placement(panned(sight, picture, stage, { x: 30, y: -11 }), picture, stage);
    assert.deepEqual([after.left - before.left, after.top - before.top], [30, -11]);
  });

  it('is never pulled off the stage, and in the middle when it is smaller', () => {
    const sight = zoomed(fitted(picture), picture, stage, 2);
    const far = placement(panned(sight, picture, stage, { x: 99_999, y: -99_999 }), picture, stage);
    assert.equal(far.left, 16);
    assert.equal(far.top + far.height, stage.height - 16);
    const small = panned({ zoom: 1 / 4, centre: { x: 0, y: 0 } }, picture, stage, { x: 50, y: 50 });
    assert.deepEqual(small.centre, { x: 768, y: 512 });
  });

  it('lies on whole pixels of the screen', () => {
    const dense = { width: 701, height: 499, density: 1.25 };
    const { left, top } = placement({ zoom: 3, centre: { x: 700.3, y: 400.7 } }, picture, dense);
    for (const edge of [left, top]) assert.ok(Math.abs(edge * 1.25 - Math.round(edge * 1.25)) < 1e-9);
  });
});
