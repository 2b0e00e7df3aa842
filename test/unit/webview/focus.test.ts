import assert from 'node:assert/strict';
import { nextOf } from '../../../src/webview/focus.ts';
import { aRun, aTile } from './runs.ts';

const runs = [
  aRun({ id: 'a', tiles: [aTile('1', 'done'), aTile('2', 'done')] }),
  aRun({ id: 'b', tiles: [aTile('1', 'done')] }),
];
const next = (key: string, ...there: readonly string[]): string | undefined =>
  nextOf({ runs }, key, one => there.includes(one));

describe('Who gets the focus of a picture', () => {
  it('is the picture itself while it is there', () => assert.equal(next('a/1', 'a/1', 'a/2'), 'a/1'));
  it('is the one after it', () => assert.equal(next('a/1', 'a/2', 'b/1'), 'a/2'));
  it('is the first of the next row', () => assert.equal(next('a/2', 'a/1', 'b/1'), 'b/1'));
  it('is the one before where none comes after', () => assert.equal(next('b/1', 'a/1', 'a/2'), 'a/2'));
  it('is nobody where nothing is left', () => {
    assert.equal(next('a/1'), undefined);
    assert.equal(next('gone/1', 'a/1'), undefined);
  });
});
