import assert from 'node:assert/strict';
import { parseWebviewMessage } from '../../../src/protocol/parse.ts';
import { parseComparedFile, parseDone, parsePlaces } from '../../../src/protocol/parseViewer.ts';

const tile = { runId: 'r', tileId: '1' };

describe('Messages about a picture that is looked at', () => {
  for (const type of ['viewer.compareWithFile', 'viewer.compareWithSaved', 'viewer.findPlaces'] as const) {
    it(`take ${type} with its picture only`, () => {
      assert.deepEqual(parseWebviewMessage({ type, ...tile }), { type, ...tile });
      assert.equal(parseWebviewMessage({ type }), undefined);
    });
  }

  it('take the end of a search', () => {
    assert.deepEqual(parseWebviewMessage({ type: 'viewer.stopPlaces', x: 1 }), { type: 'viewer.stopPlaces' });
  });

  it('take another crop in whole pixels, with the file that follows or without', () => {
    const rect = { x: 0, y: 12, width: 300, height: 100 };
    const message = { type: 'viewer.moveCrop', ...tile, rect };
    assert.deepEqual(parseWebviewMessage(message), message);
    const named = { ...message, updates: 'file:///w/a.png' };
    assert.deepEqual(parseWebviewMessage({ ...named, path: '/etc' }), named);
    for (const wrong of [undefined, { ...rect, x: -1 }, { ...rect, y: 0.5 }, { ...rect, width: Infinity }]) {
      assert.equal(parseWebviewMessage({ ...message, rect: wrong }), undefined);
    }
    assert.deepEqual([parseDone(true), parseDone(undefined), parseDone('true')], [true, false, false]);
  });

  it('read a file to compare with, and nothing else', () => {
    const file = { label: 'a.png', uri: 'u', type: 'png', width: 1, height: 2, alpha: true, bytes: 3 };
    assert.deepEqual(parseComparedFile(file), file);
    assert.equal(parseComparedFile({ ...file, type: 'tiff' }), undefined);
    assert.equal(parseComparedFile(undefined), undefined);
  });

  it('read places, and nothing else', () => {
    const place = { label: 'a.html', line: 3, width: 64, before: ['a'], after: [] };
    assert.deepEqual(parsePlaces([place]), [place]);
    assert.deepEqual(parsePlaces([]), []);
    assert.equal(parsePlaces([{ label: 'a.html' }]), undefined);
    assert.equal(parsePlaces(undefined), undefined);
  });
});
