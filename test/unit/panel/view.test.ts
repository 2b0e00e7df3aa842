import assert from 'node:assert/strict';
import type { ErrorRecord } from '../../../src/images/errors.ts';
import type { Run, Source, Tile } from '../../../src/images/run.ts';
import { runView } from '../../../src/panel/view.ts';
import type { RunView, TileView } from '../../../src/protocol/messages.ts';

const picture = { file: '1.png', bytes: 3, type: 'png', width: 8, height: 8, alpha: true } as const;

/** What the page gets of a run of one picture that was made from files. */
function runOf(
  kind: Run['kind'],
  uris: readonly string[],
  more: Partial<Tile>,
  ofRun: Partial<Run> = {},
  ofSource: Partial<Source> = {},
): RunView {
  const sources = uris.map(uri => ({ ...picture, uri, label: uri, ...ofSource }));
  const run: Run = {
    id: 'r',
    kind,
    state: 'done',
    startedAt: 1,
    prompt: '',
    sources,
    provider: { id: 'openai', label: 'OpenAI', offline: false },
    parameters: {},
    tiles: [{ id: '1', state: 'done', picture, fitted: { ...picture, file: '1-fitted.png' }, ...more }],
    ...ofRun,
  };
  const parts = {
    base: 'base',
    libraryRoot: '/home/me/library',
    sentence: (error: ErrorRecord) => `${error.kind} ${error.detail ?? ''}`,
    price: () => '',
  };
  return runView(run, { ...parts, thumbnail: file => `small-${file}` });
}

/** What the page gets of its picture. */
function viewOf(
  kind: Run['kind'],
  uris: readonly string[] = [],
  more: Partial<Tile> = {},
  ofSource: Partial<Source> = {},
): TileView | undefined {
  return runOf(kind, uris, more, {}, ofSource).tiles[0];
}

const price = ({ low }: { readonly low: number }): string => `about ${low.toFixed(4)}`;

describe('A picture as the page gets it', () => {
  it('may replace the file it was made from, and no picture of the library', () => {
    assert.equal(viewOf('variations', ['file:///w/my%20logo.png'])?.replaceable, true);
    assert.equal(viewOf('edit', ['vscode-vfs://github/w/logo.png'])?.replaceable, true);
    assert.equal(viewOf('edit', ['file:///home/me/library-2/logo.png'])?.replaceable, true);
    assert.equal(viewOf('variations', ['file:///home/me/library/r/1.png'])?.replaceable, undefined);
    assert.equal(viewOf('edit', ['file:///w/a.png', 'file:///w/b.png'])?.replaceable, undefined);
    assert.equal(viewOf('generate')?.replaceable, undefined);
  });

  it('replaces nothing while the one that fits is being made, and says why there is none', () => {
    const made = { fitting: true } as const;
    assert.equal(viewOf('variations', ['file:///w/logo.png'], made)?.replaceable, undefined);
    const view = viewOf('variations', ['file:///w/logo.png'], {
      unfitted: { kind: 'disk', detail: 'ENOSPC' },
    });
    assert.deepEqual([view?.replaceable, view?.unfitted], [true, 'disk ENOSPC']);
  });

  it('is shown also where its source is at no path of this system', () => {
    for (const uri of ['file:///w/a%2Fb.png', 'file:///w/%00.png', 'file:///w/%E0%A4%A.png', 'file://'])
      assert.equal(viewOf('edit', [uri])?.id, '1', uri);
  });

  it('says that its source is see-through', () => {
    assert.equal(viewOf('variations', ['file:///w/logo.png'])?.seeThroughSource, undefined);
    assert.equal(
      viewOf('variations', ['file:///w/logo.png'], {}, { seeThrough: true })?.seeThroughSource,
      true,
    );
  });

  it('has small copies of both', () => {
    const view = viewOf('variations', ['file:///w/logo.png']);
    assert.deepEqual([view?.thumbnail, view?.madeThumbnail], ['small-1.png', 'small-1-fitted.png']);
    const locked = { picture: { ...picture, file: '1-locked.png' }, changedShare: 0.1 };
    assert.equal(viewOf('edit', [], { locked })?.madeThumbnail, 'small-1-locked.png');
  });

  it('does not carry the strokes of its mask', () => {
    const drawn = { strokes: [{ kind: 'invert' }], feather: 0 } as const;
    const run = runOf('edit', [], {}, { mask: { file: 'mask.png', bytes: 4, drawn } });
    assert.equal(run.masked, true);
    assert.ok(!JSON.stringify(run).includes('strokes'));
  });

  it('says what asking again costs, where that is known', () => {
    const priced: Run = {
      id: 'r',
      kind: 'generate',
      state: 'done',
      startedAt: 1,
      prompt: 'a fox',
      sources: [],
      provider: { id: 'openai', label: 'OpenAI', offline: false },
      parameters: { model: 'gpt-image-2', quality: 'low', size: '1024x1024' },
      estimateUsd: { low: 0.02, high: 0.02 },
      tiles: [{ id: '1', state: 'done', picture, alphaTruth: 'opaque' }],
    };
    const parts = { base: '', libraryRoot: '/l', sentence: () => '', price, thumbnail: () => undefined };
    const view = runView(priced, parts);
    assert.equal(view.againPrice, 'about 0.0200');
    // 196 output tokens at 30 USD a million.
    assert.deepEqual(
      [view.tiles[0]?.retryModel, view.tiles[0]?.againPrice],
      ['gpt-image-2.5-flare', 'about 0.0059'],
    );
    const { estimateUsd: _none, ...unknown } = priced;
    const silent = runView({ ...unknown, provider: { id: 'x', label: 'x', offline: false } }, parts);
    assert.deepEqual([silent.againPrice, silent.tiles[0]?.againPrice], [undefined, undefined]);
  });
});
