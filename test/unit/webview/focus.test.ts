import assert from 'node:assert/strict';
import { nextOf } from '../../../src/webview/focus.ts';
import { aRun, aTile } from './runs.ts';

const runs = [
  aRun({ id: 'a', tiles: [aTile('1', 'done'), aTile('2', 'done')] }),
  aRun({ id: 'b', tiles: [aTile('1', 'done')] }),
];
const next = (key: string, ...there: readonly string[]): string | undefined => {
  const heir = nextOf({ runs }, key, one => there.includes('tile' in one ? one.tile : one.run));
  return heir && ('tile' in heir ? heir.tile : heir.run);
};

describe('Who gets the focus of a picture', () => {
  it('is the picture itself while it is there', () =>
    assert.equal(next('a/1', 'a', 'a/1', 'a/2', 'b', 'b/1'), 'a/1'));
  it('is the one after it', () => assert.equal(next('a/1', 'a', 'a/2', 'b', 'b/1'), 'a/2'));
  it('is the one before it of the same run rather than one of the next', () =>
    assert.equal(next('a/2', 'a', 'a/1', 'b', 'b/1'), 'a/1'));
  it('is the title of a run that shows no picture now, not a picture of another run', () => {
    assert.equal(next('a/2', 'a', 'b', 'b/1'), 'a');
    assert.equal(next('b/1', 'a', 'a/1', 'a/2', 'b'), 'b');
  });
  it('is the next picture where the run is gone, or the one before', () => {
    assert.equal(next('a/1', 'b', 'b/1'), 'b/1');
    assert.equal(next('b/1', 'a', 'a/1', 'a/2'), 'a/2');
  });
  it('is nobody where nothing is left', () => {
    assert.equal(next('a/1'), undefined);
    assert.equal(next('gone/1', 'a', 'a/1'), undefined);
  });
});
