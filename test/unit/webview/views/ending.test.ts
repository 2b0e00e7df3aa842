import assert from 'node:assert/strict';
import { englishStrings } from '../../../../src/protocol/strings.ts';
import { sharedEnd } from '../../../../src/webview/derive.ts';
import { endSentence } from '../../../../src/webview/views/ending.ts';
import { aRun, aTile } from '../runs.ts';

const billed = { failure: { sentence: '', remedies: [], mayBeBilled: true } } as const;
const free = { failure: { sentence: '', remedies: [] } } as const;

describe('The end of a picture', () => {
  it('may be billed where it was under way, and not where it only waited', () => {
    const said = (state: 'cancelled' | 'interrupted', more: typeof billed | typeof free): string =>
      endSentence(aTile('1', state, more), englishStrings);
    assert.equal(said('cancelled', billed), 'Cancelled; may be billed');
    assert.equal(said('cancelled', free), 'Cancelled');
    assert.equal(said('interrupted', billed), 'Interrupted; may have been billed');
    assert.doesNotMatch(said('interrupted', free), /bill/);
  });

  it('is said once only for pictures that are billed alike', () => {
    const two = (second: typeof billed | typeof free) =>
      sharedEnd(
        aRun({
          state: 'cancelled',
          tiles: [aTile('1', 'cancelled', billed), aTile('2', 'cancelled', second)],
        }),
      );
    assert.equal(two(billed)?.id, '1');
    assert.equal(two(free), undefined);
  });
});
