import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/images/draft.ts';
import type { Mask } from '../../../../src/images/mask.ts';
import type { Run } from '../../../../src/images/run.ts';
import { askedBy, wishFor } from '../../../../src/services/composer/wishes.ts';
import { outlook } from '../../../sheet/fakeComposer.ts';
import { connection } from './rig.ts';
import { aRun, drafted, sourceOf } from './samples.ts';

const mask: Mask = { strokes: [{ kind: 'invert' }], feather: 0 };
const [a, b] = [sourceOf('a.png'), sourceOf('b.png')];

function modelFor(modelAt: string): string | undefined {
  const asked = { draft: drafted('a boat', { model: 'theirs' }), modelAt, references: [] };
  return wishFor(asked, connection, 0, []).parameters.model;
}

function draftOf(run: Run): Draft | undefined {
  return askedBy(run, outlook, []).draft;
}

describe('What a draft asks for', () => {
  it('has a model of another server never in it', () => {
    assert.equal(modelFor(outlook.baseUrl), 'theirs');
    assert.equal(modelFor('https://other.example/v1'), outlook.model);
  });

  it('is an edit where pictures go along, with the mask of the first', () => {
    const asked = { draft: drafted(' a boat '), references: [a, b], masks: { [a.file]: mask } };
    const edit = wishFor(asked, connection, 2, asked.references);
    assert.deepEqual(
      [edit.kind, edit.prompt, edit.mask, edit.parameters.partialImages],
      ['edit', 'a boat', mask, 2],
    );
    const generate = wishFor({ ...asked, references: [] }, connection, 0, []);
    assert.deepEqual([generate.kind, generate.mask], ['generate', undefined]);
  });
});

describe('What a run asked for', () => {
  it('is asked for again, with its mask on the copy of its first picture', () => {
    const edit = { ...aRun([]), mask: { file: 'mask.png', bytes: 1, drawn: mask } };
    assert.deepEqual(askedBy(edit, outlook, [a, b]), {
      draft: { prompt: 'of a run', count: 1, parameters: { size: '1024x1024' } },
      modelAt: outlook.baseUrl,
      references: [a, b],
      masks: { [a.file]: mask },
    });
  });

  it('is as many pictures as came of each source', () => {
    const tiles = ['1', '2', '3', '4'].map(id => ({ id, state: 'done' }) as const);
    assert.equal(draftOf({ ...aRun(['a.png', 'b.png']), tiles })?.count, 2);
    assert.equal(draftOf({ ...aRun(['a.png', 'b.png']), kind: 'edit', tiles })?.count, 4);
  });

  it('is without its model where another server made it', () => {
    const run = { ...aRun([]), parameters: { model: 'theirs' } };
    assert.equal(draftOf(run)?.parameters.model, 'theirs');
    const elsewhere = { ...run, provider: { ...run.provider, host: 'other.example' } };
    assert.equal(draftOf(elsewhere)?.parameters.model, undefined);
  });
});
