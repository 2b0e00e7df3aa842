import assert from 'node:assert/strict';
import type { RunView, TileView } from '../../../src/protocol/messages.ts';
import { englishStrings } from '../../../src/protocol/strings.ts';
import { announcement } from '../../../src/webview/announce.ts';
import { aPicture, aRun, aTile } from './runs.ts';

const running = (...tiles: readonly TileView[]): RunView => aRun({ state: 'running', tiles });
const queued = running(aTile('1', 'queued'), aTile('2', 'queued'));

function said(before: RunView | undefined, run: RunView): string {
  return announcement(before, run, englishStrings);
}

/** A run whose picture was saved that many times. */
function saved(count: number): RunView {
  const places = Array.from({ length: count }, (_, index) => ({ uri: 'u', label: `${index}.png` }));
  return aRun({ tiles: [aTile('1', 'done', { saved: places })] });
}

/** A run whose two pictures have that verdict. */
function judged(verdict: 'kept' | undefined): RunView {
  const more = verdict ? { verdict } : {};
  return aRun({ tiles: [aTile('1', 'done', more), aTile('2', 'done', more)] });
}

describe('What is announced', () => {
  it('a start', () => assert.equal(said(undefined, queued), 'Started; pictures to come: 2'));
  it('not a run of the past', () => assert.equal(said(undefined, aRun()), ''));

  it('an arrival, with its place', () => {
    assert.equal(said(queued, running(aTile('1', 'queued'), aTile('2', 'done'))), 'Picture 2 of 2 ready');
  });

  it('a failure, with its reason', () => {
    const failed = aTile('1', 'failed', { failure: { sentence: 'No key.', remedies: [] } });
    assert.equal(said(queued, running(failed, aTile('2', 'queued'))), 'Picture 1 of 2 failed: No key.');
  });

  it('not a preview', () => {
    const preview = aTile('1', 'queued', { partial: aPicture() });
    assert.equal(said(queued, running(preview, aTile('2', 'queued'))), '');
  });

  it('the end together with the last arrival', () => {
    const done = aRun({ tiles: [aTile('1', 'done'), aTile('2', 'failed')] });
    const before = running(aTile('1', 'running'), aTile('2', 'failed'));
    assert.equal(said(before, done), 'Picture 1 of 2 ready. Run finished; ready: 1 of 2');
  });

  it('a stop', () => {
    const cancelled = aRun({ state: 'cancelled', tiles: [aTile('1', 'cancelled'), aTile('2', 'cancelled')] });
    assert.equal(said(queued, cancelled), 'Run cancelled');
  });

  it('where a picture was saved, each time', () => {
    assert.equal(said(saved(0), saved(1)), 'Saved to 0.png');
    assert.equal(said(saved(1), saved(2)), 'Saved to 1.png');
    assert.equal(said(saved(2), saved(2)), '');
  });

  it('a verdict, once for all pictures it was said of', () => {
    assert.equal(said(judged(undefined), judged('kept')), 'Kept');
    assert.equal(said(judged('kept'), judged(undefined)), 'Undecided');
    assert.equal(said(judged('kept'), judged('kept')), '');
  });
});
