import assert from 'node:assert/strict';
import { parseSize } from '../../../src/images/size.ts';
import type { FailureView } from '../../../src/protocol/messages.ts';
import { frameBox, pictureUri, seenSize, sharedEnd } from '../../../src/webview/derive.ts';
import { aPicture, aRun, aTile } from './runs.ts';

const wide = aPicture({ width: 1536, height: 1024 });

describe('Sizes', () => {
  it('are read as the API spells them', () => {
    assert.deepEqual(parseSize('1536x1024'), { width: 1536, height: 1024 });
    for (const other of ['auto', '', undefined, '0x5', '12x', '1x2x3', '999999x1']) {
      assert.equal(parseSize(other), undefined);
    }
  });

  it('are as seen, not as stored', () => {
    assert.deepEqual(seenSize({ ...wide, orientation: 6 }), { width: 1024, height: 1536 });
    assert.deepEqual(seenSize({ ...wide, orientation: 3 }), { width: 1536, height: 1024 });
    assert.equal(seenSize({ ...wide, width: 0 }), undefined);
  });
});

describe('Shape of the frames', () => {
  const source = { uri: 'u', label: 'l', file: 'f', type: 'png', bytes: 1, width: 300, height: 200 } as const;

  it('is as asked, whatever came', () => {
    const run = aRun({ parameters: { size: '512x1024' }, tiles: [aTile('1', 'done', { picture: wide })] });
    assert.deepEqual(frameBox(run), { width: 512, height: 1024 });
  });

  it('is the first picture’s, else the preview’s, when nothing was asked', () => {
    const tiles = [aTile('1', 'running'), aTile('2', 'running', { partial: wide })];
    assert.deepEqual(frameBox(aRun({ parameters: { size: 'auto' }, tiles })), { width: 1536, height: 1024 });
  });

  it('is the source’s, else square, before anything came', () => {
    const { width, height } = frameBox(aRun({ sources: [source] }));
    assert.deepEqual([width, height], [300, 200]);
    assert.deepEqual(frameBox(aRun()), { width: 1, height: 1 });
  });
});

describe('Picture uri', () => {
  it('cannot leave the run’s folder', () => {
    assert.equal(pictureUri(aRun(), { file: '../a b.png' }), 'https://x/r/..%2Fa%20b.png');
  });
});

describe('One end for all', () => {
  const failure: FailureView = { sentence: 'No key.', remedies: [] };
  const failed = (id: string, more = {}) => aTile(id, 'failed', { failure, ...more });

  it('speaks once when all failed alike', () => {
    assert.equal(sharedEnd(aRun({ tiles: [failed('1'), failed('2')] }))?.id, '1');
  });

  it('does not speak for others', () => {
    const other = { failure: { ...failure, sentence: 'Refused.' } };
    for (const tiles of [
      [],
      [failed('1'), failed('2', other)],
      [failed('1'), aTile('2', 'done')],
      [failed('1'), failed('2', { partial: wide })],
      [failed('1'), aTile('2', 'cancelled')],
    ]) {
      assert.equal(sharedEnd(aRun({ tiles })), undefined);
    }
  });

  it('waits for the end', () => {
    assert.equal(sharedEnd(aRun({ state: 'running', tiles: [failed('1')] })), undefined);
  });
});
