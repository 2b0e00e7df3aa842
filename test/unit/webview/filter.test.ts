import assert from 'node:assert/strict';
import { isFiltering, listingOf, noFilter, type Filter } from '../../../src/webview/filter.ts';
import { aRun, aTile } from './runs.ts';

const day = 24 * 60 * 60 * 1000;
const now = new Date(2026, 5, 15, 12).getTime();
const saved = [{ uri: 'file:///w/a.png', label: 'a.png' }];

const boats = aRun({
  id: 'boats',
  prompt: 'Paper BOATS on calm water',
  startedAt: now,
  parameters: { model: 'one' },
  tiles: [
    aTile('1', 'done', { verdict: 'kept' }),
    aTile('2', 'done', { verdict: 'rejected', saved }),
    aTile('3', 'done', { discarded: true }),
    aTile('4', 'done'),
  ],
});
const logo = aRun({
  id: 'logo',
  kind: 'variations',
  prompt: '',
  startedAt: now - 8 * day,
  parameters: { model: 'two' },
  sources: [
    { uri: 'u', label: 'images/logo.png', file: 's.png', type: 'png', bytes: 1, width: 1, height: 1 },
  ],
  tiles: [aTile('1', 'done', { revisedPrompt: 'A fox in a circle' })],
});

const shown = (filter: Partial<Filter>): string[] =>
  listingOf([boats, logo], { ...noFilter, ...filter }, now).shown.flatMap(({ run, tiles }) =>
    tiles.map(tile => `${run.id}/${tile.id}`),
  );

describe('Filter of the sheet', () => {
  it('leaves out what was discarded, and nothing else, while nobody filters', () => {
    assert.deepEqual(shown({}), ['boats/1', 'boats/2', 'boats/4', 'logo/1']);
    assert.equal(isFiltering(noFilter), false);
  });

  it('keeps runs whole, whatever is shown of them: numbers and costs are those of all pictures', () => {
    assert.equal(listingOf([boats], { ...noFilter, which: 'kept' }, now).shown[0]?.run, boats);
  });

  it('counts what it shows of all there is', () => {
    const { pictures } = listingOf([boats, logo], { ...noFilter, which: 'undecided' }, now);
    assert.deepEqual(pictures, { shown: 2, all: 5 });
  });

  const byWhich: Readonly<Record<string, readonly string[]>> = {
    kept: ['boats/1'],
    rejected: ['boats/2'],
    saved: ['boats/2'],
    discarded: ['boats/3'],
    undecided: ['boats/4', 'logo/1'],
  };
  for (const which of ['kept', 'rejected', 'saved', 'discarded', 'undecided'] as const) {
    it(`finds what is ${which}`, () => assert.deepEqual(shown({ which }), byWhich[which]));
  }

  it('finds all words of a prompt, whatever their case and order', () => {
    assert.deepEqual(shown({ words: ' water boats ' }), ['boats/1', 'boats/2', 'boats/4']);
    assert.deepEqual(shown({ words: 'boats fire' }), []);
  });

  it('finds names of sources and the words the server made of a prompt', () => {
    assert.deepEqual(shown({ words: 'logo' }), ['logo/1']);
    assert.deepEqual(shown({ words: 'fox' }), ['logo/1']);
  });

  it('finds by model and by time', () => {
    assert.deepEqual(shown({ model: 'two' }), ['logo/1']);
    assert.deepEqual(shown({ since: 'week' }), ['boats/1', 'boats/2', 'boats/4']);
    assert.deepEqual(shown({ since: 'month', which: 'undecided' }), ['boats/4', 'logo/1']);
    assert.deepEqual(
      listingOf([{ ...boats, startedAt: now - 13 * 3_600_000 }], { ...noFilter, since: 'today' }, now).shown,
      [],
    );
  });

  it('knows the models there are', () => {
    assert.deepEqual(listingOf([boats, logo, boats, aRun()], noFilter, now).models, ['one', 'two']);
  });
});
