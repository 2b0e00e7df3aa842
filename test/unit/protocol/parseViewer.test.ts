import assert from 'node:assert/strict';
import { parseWebviewMessage } from '../../../src/protocol/parse.ts';
import { parseComparedFile, parsePlaces } from '../../../src/protocol/parseViewer.ts';

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
