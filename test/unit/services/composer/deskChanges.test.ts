import assert from 'node:assert/strict';
import type { Mask } from '../../../../src/images/mask.ts';
import type { DeskState } from '../../../../src/library/deskFile.ts';
import {
  exchanged,
  maskOfFirst,
  moved,
  noLongerNamed,
  withDraft,
  withMask,
  withoutForeignModel,
  withReferences,
} from '../../../../src/services/composer/deskChanges.ts';
import { drafted, sourceOf } from './samples.ts';

const [a, b, c] = [sourceOf('a.png'), sourceOf('b.png'), sourceOf('c.png')];
const mask: Mask = { strokes: [{ kind: 'invert' }], feather: 0 };
const nothing: DeskState = { references: [] };
const mine: DeskState = { draft: drafted('mine'), references: [a] };
const theirs: DeskState = { draft: drafted('theirs'), references: [b] };

describe('What is done on the desk', () => {
  it('leaves a model with the server it was chosen for', () => {
    const chosen = withDraft(nothing, drafted('a', { model: 'm', quality: 'low' }), 'one');
    const retyped = withDraft(chosen, drafted('a boat', { model: 'm', quality: 'low' }), 'other');
    assert.equal(retyped.modelAt, 'one', 'it only stands there');
    assert.equal(withDraft(chosen, drafted('a', { model: 'n' }), 'other').modelAt, 'other');
    assert.equal(withoutForeignModel(retyped, 'one'), retyped);
    assert.deepEqual(withoutForeignModel(retyped, 'other').draft, drafted('a boat'));
  });

  it('keeps a mask with its picture, and gives none to another', () => {
    const drawn = withMask({ references: [a, b] }, a.file, mask);
    assert(drawn);
    assert.equal(withMask(drawn, c.file, mask), undefined);
    assert.deepEqual(maskOfFirst(drawn), mask);
    assert.equal(maskOfFirst(withReferences(drawn, moved(drawn.references, a.file, 1))), undefined);
    assert.deepEqual(withReferences(drawn, [a]).masks, { [a.file]: mask });
    assert.deepEqual(withReferences(drawn, [b]), { references: [b] });
    const unmarked = { ...mask, strokes: [] };
    assert.equal(maskOfFirst({ references: [a], masks: { [a.file]: unmarked } }), undefined);
  });

  it('moves a picture to any place, and nothing for one that is gone', () => {
    assert.deepEqual(moved([a, b, c], a.file, 2), [b, c, a]);
    assert.deepEqual(moved([a, b, c], c.file, 0), [c, a, b]);
    const two = [a, b];
    assert.equal(moved(two, c.file, 0), two);
  });

  it('can be undone: what stood there comes back, and then the other way round', () => {
    const put = exchanged(mine, theirs);
    assert.deepEqual(put, { ...theirs, previous: mine });
    assert.deepEqual(exchanged(put, mine), { ...mine, previous: theirs });
  });

  it('can be undone also after something was put where nothing stood', () => {
    const cleared = exchanged(mine, nothing);
    assert.deepEqual(cleared, { ...nothing, previous: mine });
    assert.deepEqual(exchanged(cleared, theirs), { ...theirs, previous: mine });
    assert.deepEqual(exchanged(cleared, cleared.previous), mine, 'nothing is not worth keeping');
    assert.deepEqual(exchanged({ draft: drafted(' '), references: [] }, theirs), theirs);
  });

  it('leaves pictures that nobody can see or bring back', () => {
    const twice = exchanged(exchanged(mine, theirs), { references: [c] });
    assert.deepEqual(noLongerNamed(exchanged(mine, theirs), twice), [a]);
    assert.deepEqual(noLongerNamed(mine, exchanged(mine, theirs)), []);
  });
});
