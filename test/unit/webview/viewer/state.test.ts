import assert from 'node:assert/strict';
import type { Box } from '../../../../src/webview/derive.ts';
import {
  forgetRun,
  initialViewer,
  reduceViewer,
  type OpenViewer,
  type ViewerEvent,
  type ViewerState,
} from '../../../../src/webview/viewer/state.ts';

const size = { width: 1024, height: 1024 };
const one = { runId: 'r', tileId: '1' };
const two = { runId: 'r', tileId: '2' };
const opening: ViewerEvent = { type: 'viewer.opened', of: one, at: 0, size, mode: 'look' };
const measured: ViewerEvent = { type: 'viewer.measured', stage: { width: 500, height: 400, density: 1 } };

function state(...events: readonly ViewerEvent[]): ViewerState {
  return [opening, measured, ...events].reduce(reduceViewer, initialViewer);
}

function after(...events: readonly ViewerEvent[]): OpenViewer {
  const { open } = state(...events);
  assert.ok(open);
  return open;
}

function boxOfWidth(width: number): Box {
  return after({ type: 'viewer.boxed', box: { width, height: 20.4 } }).places.box;
}

describe('State of the viewer', () => {
  it('is closed, and hears nothing, until it is opened', () => {
    assert.equal(reduceViewer(initialViewer, { type: 'viewer.zoomed', to: 2 }), initialViewer);
    assert.equal(reduceViewer(initialViewer, { type: 'viewer.closed' }), initialViewer);
    assert.equal(after().of, one);
  });

  it('forgets all but the backdrop when it is closed', () => {
    const page = { kind: 'page', page: '#aabbcc' } as const;
    const closed = state({ type: 'viewer.backdrop', backdrop: page }, { type: 'viewer.closed' });
    assert.deepEqual(closed, { backdrop: page, open: undefined });
  });

  it('closes when its run is gone, and only then', () => {
    const open = state();
    assert.equal(forgetRun(open, 'another'), open);
    assert.equal(forgetRun(open, 'r').open, undefined);
  });

  it('keeps zoom and place between pictures of one size, so that they can be compared', () => {
    const zoom = [
      { type: 'viewer.zoomed', to: 4 },
      { type: 'viewer.panned', by: { x: 100, y: 60 } },
    ] as const;
    const before = after(...zoom);
    assert.equal(before.sight.zoom, 4);
    const next = after(...zoom, { type: 'viewer.showed', of: two, at: 1, size });
    assert.deepEqual(next.sight, before.sight);
    const other = after(...zoom, { type: 'viewer.showed', of: two, at: 1, size: { width: 64, height: 32 } });
    assert.deepEqual(other.sight, { zoom: 'fit', centre: { x: 32, y: 16 } });
  });

  it('zooms in steps and to fit', () => {
    assert.equal(
      after({ type: 'viewer.zoomed', to: 1 }, { type: 'viewer.zoomed', to: 'in' }).sight.zoom,
      1.5,
    );
    assert.equal(
      after({ type: 'viewer.zoomed', to: 1 }, { type: 'viewer.zoomed', to: 'out' }).sight.zoom,
      0.75,
    );
    assert.equal(
      after({ type: 'viewer.zoomed', to: 3 }, { type: 'viewer.zoomed', to: 'fit' }).sight.zoom,
      'fit',
    );
  });

  it('swaps the two when the picture leafed to is the one compared with', () => {
    const open = after(
      { type: 'viewer.compared', other: { kind: 'tile', of: two } },
      { type: 'viewer.showed', of: two, at: 1, size },
    );
    assert.deepEqual([open.of, open.other], [two, { kind: 'tile', of: one }]);
  });

  it('compares once something to compare with is chosen, in the way it was compared last', () => {
    const source: ViewerEvent = { type: 'viewer.compared', other: { kind: 'source', index: 0 } };
    assert.equal(after(source).mode, 'swipe');
    assert.equal(after({ type: 'viewer.moded', mode: 'side' }, source).mode, 'side');
  });

  it('takes a file that was fetched for the picture it was fetched for', () => {
    const file = {
      label: 'a.png',
      uri: 'u',
      type: 'png',
      width: 1,
      height: 1,
      alpha: false,
      bytes: 1,
    } as const;
    assert.deepEqual(after({ type: 'viewer.fileCame', of: one, file }).other, { kind: 'file', uri: 'u' });
    assert.equal(after({ type: 'viewer.fileCame', of: two, file }).other, undefined);
    const twice = after(
      { type: 'viewer.fileCame', of: one, file },
      { type: 'viewer.fileCame', of: one, file },
    );
    assert.equal(twice.files.length, 1);
  });

  it('keeps border and share between 0 and 1', () => {
    assert.equal(after({ type: 'viewer.split', split: 1.7 }).split, 1);
    assert.equal(after({ type: 'viewer.faded', opacity: -1 }).opacity, 0);
  });

  it('shows the first place that was found, and a box of choice where there is none', () => {
    const place = { label: 'a.html', line: 3, before: [], after: [] };
    assert.equal(after({ type: 'viewer.places', of: one, found: [place] }).places.at, 0);
    assert.equal(after({ type: 'viewer.places', of: one, found: [] }).places.at, -1);
    assert.equal(after({ type: 'viewer.places', of: one, found: { failed: 'No.' } }).places.at, -1);
    assert.equal(after({ type: 'viewer.places', of: two, found: [place] }).places.found, 'unasked');
  });

  it('keeps the places of a picture that is shown in another size', () => {
    const place = { label: 'a.html', line: 3, before: [], after: [] };
    const found: ViewerEvent = { type: 'viewer.places', of: one, found: [place] };
    const twin: ViewerEvent = { type: 'viewer.showed', of: one, at: 0, size: { width: 64, height: 32 } };
    assert.deepEqual(after(found, twin).places.found, [place]);
    assert.equal(after(found, { ...twin, of: two }).places.found, 'unasked');
  });

  it('keeps a box of choice within reason, whatever is typed', () => {
    assert.deepEqual(boxOfWidth(99_999), { width: 4096, height: 20 });
    assert.deepEqual(boxOfWidth(Number.NaN), { width: 1, height: 20 });
  });

  it('is the same object when it is measured again', () => {
    const before = state();
    assert.equal(reduceViewer(before, measured), before);
  });
});
