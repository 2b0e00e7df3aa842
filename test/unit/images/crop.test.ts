import assert from 'node:assert/strict';
import {
  canMoveCrop,
  canShrinkCrop,
  cropFor,
  drawnOutCrop,
  keptCrop,
  movedCrop,
  resizedCrop,
} from '../../../src/images/crop.ts';
import type { Size } from '../../../src/images/size.ts';
import type { Rect } from '../../../src/images/transform.ts';

const picture = { width: 1536, height: 1024 };
const slot = { width: 1200, height: 400 };

function isInside({ width, height }: Size, rect: Rect): boolean {
  return rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= width && rect.y + rect.height <= height;
}

describe('The part of a picture that a slot shows', () => {
  it('is the largest of its shape, in the middle or at a side', () => {
    assert.deepEqual(cropFor(picture, slot), { x: 0, y: 256, width: 1536, height: 512 });
    assert.deepEqual(cropFor(picture, slot, { x: 0.5, y: 1 }), { x: 0, y: 512, width: 1536, height: 512 });
    const tall = cropFor(picture, { width: 100, height: 300 }, { x: 0, y: 0.5 });
    assert.deepEqual(tall, { x: 0, y: 0, width: 341, height: 1024 });
  });

  it('can be moved, where there is any other', () => {
    assert.equal(canMoveCrop(picture, slot), true);
    assert.equal(canMoveCrop(picture, picture), false);
    assert.equal(canMoveCrop(picture, { width: 768, height: 512 }), true, 'a smaller part of the same shape');
    assert.equal(canMoveCrop({ width: 300, height: 200 }, picture), false, 'nothing to spare');
  });

  it('moves inside the picture only', () => {
    const rect = cropFor(picture, slot);
    assert.deepEqual(movedCrop(picture, rect, { x: 50, y: 10.4 }), { ...rect, y: 266 });
    assert.equal(movedCrop(picture, rect, { x: 0, y: -9999 }).y, 0);
    assert.equal(movedCrop(picture, rect, { x: 0, y: 9999 }).y, 512);
  });

  it('shrinks about its middle, to the pixels of the slot and no farther', () => {
    const rect = cropFor(picture, slot);
    assert.deepEqual(resizedCrop(picture, slot, rect, 0.9), { x: 77, y: 282, width: 1382, height: 461 });
    const least = resizedCrop(picture, slot, rect, 0.001);
    assert.deepEqual([least.width, least.height], [1200, 400]);
    const atSide = resizedCrop(picture, slot, { x: 336, y: 624, width: 1200, height: 400 }, 100);
    assert.deepEqual(atSide, { x: 0, y: 512, width: 1536, height: 512 });
    const icon = resizedCrop(picture, { width: 8, height: 8 }, { ...rect, width: 512 }, 0.001);
    assert.deepEqual([icon.width, icon.height], [32, 32], 'what can still be held');
  });

  it('does not shrink where the slot has more pixels than the picture', () => {
    const small = { width: 600, height: 600 };
    const rect = cropFor(small, slot);
    assert.equal(canShrinkCrop(small, slot), false);
    assert.deepEqual(resizedCrop(small, slot, rect, 0.5), rect);
  });

  it('is drawn out at each corner while the opposite one stays', () => {
    const rect = { x: 100, y: 100, width: 1320, height: 440 };
    for (const x of [-1, 1]) {
      for (const y of [-1, 1]) {
        const drawn = drawnOutCrop(picture, slot, rect, { x, y }, { x: -60 * x, y: -20 * y });
        assert.deepEqual([drawn.width, drawn.height], [1260, 420]);
        assert.equal(drawn.x, x < 0 ? 160 : 100);
        assert.equal(drawn.y, y < 0 ? 120 : 100);
        const far = drawnOutCrop(picture, slot, rect, { x, y }, { x: 9999 * x, y: 9999 * y });
        assert.ok(isInside(picture, far) && far.width > rect.width);
      }
    }
  });

  it('whatever somebody says, has the shape of the slot and lies inside; and a right one is left alone', () => {
    const sizes = [1, 7, 33, 256, 1023, 1536];
    for (const width of sizes) {
      for (const height of sizes) {
        for (const of of [
          slot,
          { width: 33, height: 97 },
          { width: 1, height: 1 },
          { width: 1999, height: 64 },
        ]) {
          const whole = { width, height };
          const drawn = { x: 5000, y: 3, width: 17, height: 900 };
          const rect = keptCrop(whole, of, drawn);
          assert.ok(isInside(whole, rect), JSON.stringify({ whole, of, rect }));
          assert.deepEqual(keptCrop(whole, of, rect), rect);
          const largest = cropFor(whole, of);
          assert.ok(isInside(whole, largest));
          assert.deepEqual(keptCrop(whole, of, largest), largest);
        }
      }
    }
  });
});
