import assert from 'node:assert/strict';
import { lossOf } from '../../../src/images/loss.ts';
import { isPreviewOf } from '../../../src/images/previews.ts';
import { losesSignature, type Replacement, type Tile } from '../../../src/images/run.ts';

const picture = { file: '1-0.png', bytes: 5, type: 'png', width: 8, height: 8, alpha: true } as const;
const old: Replacement = { uri: 'file:///a.png', label: 'a.png', file: 'replaced-1.png', hash: 'x', at: 1 };
const done = (more: Partial<Tile> = {}): Tile => ({ id: '1', state: 'done', picture, ...more });

describe('what is gone when pictures are deleted', () => {
  it('is their bytes, those that fit and previews too', () => {
    const tiles = [done({ fitted: { ...picture, bytes: 3 } }), { ...done({ partial: picture }) }];
    assert.equal(lossOf(tiles).bytes, 5 + 3 + 5 + 5);
  });

  it('counts as unsaved what is nowhere in a project: saved or in the place of a file is not', () => {
    const undone = { ...old, undone: true } as const;
    const tiles = [
      done(),
      done({ saved: [{ uri: 'u', label: 'l' }] }),
      done({ replaced: [old] }),
      done({ replaced: [undone] }),
      { id: '2', state: 'failed' } as const,
    ];
    assert.equal(lossOf(tiles).unsaved, 2);
  });

  it('is the way back to each file that was replaced and not put back', () => {
    const undone = { ...old, uri: 'file:///b.png', undone: true } as const;
    const again = { ...old, file: 'replaced-2.png' };
    assert.equal(lossOf([done({ replaced: [old, again, undone] }), done({ replaced: [old] })]).replaced, 1);
    assert.equal(lossOf([done({ replaced: [undone] })]).replaced, 0);
  });
});

describe('a signature', () => {
  it('is lost where a signed picture was written anew to fit, and that one is shown', () => {
    const signed = { ...picture, signed: true };
    assert.equal(losesSignature({ picture: signed, fitted: picture }), true);
    assert.equal(losesSignature({ picture: signed }), false);
    assert.equal(losesSignature({ picture, fitted: picture }), false);
  });
});

describe('previews of a tile', () => {
  it('are known by its name, of each attempt, and by no other', () => {
    const tile = { id: '1', stem: '1rk3-0' };
    for (const name of ['1-0-partial-0.png', '1rk3-0-partial-2.webp', '1rzz9-0-partial-0.png'])
      assert.equal(isPreviewOf(tile, name), true, name);
    for (const name of ['1-0.png', '12-0-partial-0.png', '2-0-partial-0.png', '1-0-fitted.png'])
      assert.equal(isPreviewOf(tile, name), false, name);
    assert.equal(isPreviewOf({ id: '2', stem: '1-1' }, '1-1-partial-0.png'), true);
  });
});
