import assert from 'node:assert/strict';
import { cropOf, isUnmoved, type Crop } from '../../../../src/webview/viewer/crop.ts';
import { initialViewer, reduceViewer, type ViewerEvent } from '../../../../src/webview/viewer/state.ts';
import { aPicture, aTile } from '../runs.ts';

const slot = { width: 400, height: 100, path: 'images/banner.jpg', label: 'images/banner.jpg' };
const fittedRect = { x: 0, y: 384, width: 1024, height: 256 };
const tile = aTile('1', 'done', { fittedRect });
const of = { runId: 'r', tileId: '1' };
const size = { width: 400, height: 100 };

function cropAfter(...events: readonly ViewerEvent[]): Crop | undefined {
  const crop = cropOf({ slot }, tile);
  assert.ok(crop);
  const opening: readonly ViewerEvent[] = [
    { type: 'viewer.opened', of, at: 0, size, mode: 'swipe' },
    { type: 'viewer.cropOpened', crop },
  ];
  return [...opening, ...events].reduce(reduceViewer, initialViewer).open?.crop;
}

describe('A crop that is moved', () => {
  it('is of the upright picture as it came', () => {
    assert.deepEqual(cropOf({ slot }, tile), {
      picture: { width: 1024, height: 1024 },
      slot: size,
      rect: fittedRect,
      before: fittedRect,
    });
    const turned = aTile('1', 'done', {
      fittedRect,
      picture: aPicture({ width: 600, height: 800, orientation: 6 }),
    });
    assert.deepEqual(cropOf({ slot }, turned)?.picture, { width: 800, height: 600 });
  });

  it('is there only for what is in a slot, can be seen, and has room', () => {
    assert.equal(cropOf({}, tile), undefined);
    assert.equal(cropOf({ slot }, aTile('1', 'done')), undefined);
    assert.equal(cropOf({ slot }, { ...tile, fitting: true }), undefined);
    assert.equal(cropOf({ slot: { ...slot, width: 1024, height: 1024 } }, tile), undefined);
  });

  it('goes where it is moved, resized and put, inside the picture', () => {
    assert.equal(cropAfter({ type: 'viewer.cropMoved', by: { x: 9, y: -100 } })?.rect.y, 284);
    assert.deepEqual(cropAfter({ type: 'viewer.cropResized', factor: 0.5 })?.rect, {
      x: 256,
      y: 448,
      width: 512,
      height: 128,
    });
    const rect = { x: 3, y: 4000, width: 1024, height: 256 };
    assert.deepEqual(cropAfter({ type: 'viewer.cropPut', rect })?.rect, { ...rect, x: 0, y: 768 });
    const reset = cropAfter({ type: 'viewer.cropPut', rect }, { type: 'viewer.cropReset' });
    assert.ok(reset && isUnmoved(reset));
  });

  it('says nothing new where it cannot move', () => {
    const before = cropAfter();
    assert.ok(before);
    const open = { ...initialViewer, open: undefined };
    assert.equal(reduceViewer(open, { type: 'viewer.cropReset' }), open);
    const shown = [
      { type: 'viewer.opened', of, at: 0, size, mode: 'look' } as const,
      { type: 'viewer.cropOpened', crop: before } as const,
    ].reduce(reduceViewer, initialViewer);
    assert.equal(reduceViewer(shown, { type: 'viewer.cropMoved', by: { x: 5, y: 0 } }), shown);
    assert.equal(isUnmoved(before), true);
  });

  it('is left with its picture, and leaves the way of looking as it was', () => {
    assert.equal(cropAfter({ type: 'viewer.cropClosed' }), undefined);
    const next = { runId: 'r', tileId: '2' };
    assert.equal(cropAfter({ type: 'viewer.showed', of: next, at: 1, size }), undefined);
    assert.ok(cropAfter({ type: 'viewer.showed', of, at: 0, size }), 'the same one, fitted anew');
  });
});
