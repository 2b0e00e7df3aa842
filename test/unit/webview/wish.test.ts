import assert from 'node:assert/strict';
import type { UiAction } from '../../../src/webview/ui.ts';
import { isSameWish, wishOf, type Wish } from '../../../src/webview/wish.ts';

const boat = { prompt: 'A boat', count: 1, parameters: {} };
const run: UiAction = { type: 'composer.run' };
const again = (runId: string, at: number): Wish | undefined => wishOf({ type: 'runAgain', runId }, boat, at);

describe('A wish that costs', () => {
  it('is one however often it is pressed within 600 ms, and another one after', () => {
    const first = wishOf(run, boat, 1000);
    for (const [at, same] of [
      [1001, true],
      [1300, true],
      [1599, true],
      [1600, false],
      [9000, false],
    ] as const)
      assert.equal(isSameWish(first, wishOf(run, { ...boat }, at)), same, String(at));
    assert.equal(isSameWish(undefined, first), false);
  });

  it('is another one with other words, number or parameters', () => {
    const first = wishOf(run, boat, 0);
    for (const change of [{ prompt: 'A ship' }, { count: 2 }, { parameters: { size: 'auto' } }])
      assert.equal(isSameWish(first, wishOf(run, { ...boat, ...change }, 10)), false);
  });

  it('is another one of another run', () => {
    assert.equal(isSameWish(again('a', 0), again('b', 10)), false);
    assert.equal(isSameWish(again('a', 0), again('a', 10)), true);
  });

  it('is none where nothing is bought', () => {
    const save = wishOf({ type: 'save', runId: 'a', tileId: '1' }, boat, 0);
    assert.equal(save, undefined);
    assert.equal(isSameWish(save, save), false);
  });
});
