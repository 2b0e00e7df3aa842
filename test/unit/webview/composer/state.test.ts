import assert from 'node:assert/strict';
import type { ComposerView } from '../../../../src/protocol/composer.ts';
import { earlierPrompts } from '../../../../src/webview/composer/fields.ts';
import {
  initialComposer,
  reduceComposer,
  type ComposerEvent,
  type ComposerState,
} from '../../../../src/webview/composer/state.ts';
import { aRun } from '../runs.ts';

const nothing = {
  size: [],
  quality: [],
  background: [],
  outputFormat: [],
  moderation: [],
  partialImages: [],
  style: [],
  complexity: [],
  inputFidelity: [],
};

function aView(change: Partial<ComposerView> = {}): ComposerView {
  return {
    epoch: 1,
    focus: 0,
    draft: { prompt: 'kept', count: 2, parameters: { size: 'auto' } },
    references: [],
    provider: { label: 'OpenAI', offline: false, ready: true },
    model: { state: 'unasked', known: [] },
    offers: nothing,
    refused: {},
    lacking: [],
    freeSize: true,
    problems: [],
    price: { text: 'free', detail: '' },
    canBringBack: false,
    ...change,
  };
}

type News = ComposerEvent | ComposerView;

function after(...events: readonly News[]): ComposerState {
  const start: readonly News[] = [aView(), ...events];
  return start.reduce<ComposerState>(
    (state, event) => reduceComposer(state, 'type' in event ? event : { type: 'composer', view: event }),
    initialComposer,
  );
}

const typed = (prompt: string): ComposerEvent => ({ type: 'composer.typed', prompt });
const recall = (older: boolean): ComposerEvent => ({
  type: 'composer.recalled',
  older,
  earlier: ['newest', 'older'],
});

const set = (field: 'outputCompression' | 'size', value: string): ComposerEvent => ({
  type: 'composer.set',
  field,
  value,
});
const counted = (count: number): unknown => after({ type: 'composer.counted', count }).draft?.count;

describe('State of the composer', () => {
  it('begins with what the host kept, and not before', () => {
    assert.equal(reduceComposer(initialComposer, typed('early')), initialComposer);
    assert.equal(after().draft?.prompt, 'kept');
  });

  it('keeps what is typed when the host answers to something older', () => {
    const state = after(typed('ahead'), aView({ problems: [{ field: 'size', sentence: 'wrong' }] }));
    assert.equal(state.draft?.prompt, 'ahead');
    assert.equal(state.view?.problems.length, 1);
  });

  it('takes the draft that the host itself has changed', () => {
    const draft = { prompt: 'of a run', count: 4, parameters: {} };
    assert.deepEqual(after(typed('ahead'), aView({ epoch: 2, draft })).draft, draft);
  });

  it('sets and unsets parameters as their controls spell them', () => {
    const state = after(set('outputCompression', '80'), set('size', ''));
    assert.deepEqual(state.draft?.parameters, { outputCompression: 80 });
    assert.deepEqual(after(set('outputCompression', 'x')).draft?.parameters, { size: 'auto' });
  });

  it('counts from 1 to 10', () => {
    assert.deepEqual([0, 3.4, 99].map(counted), [1, 3, 10]);
  });

  it('walks through earlier prompts and back to what was typed', () => {
    const walk = [typed('mine'), recall(true), recall(true), recall(true)];
    assert.equal(after(...walk).draft?.prompt, 'older');
    assert.equal(after(...walk, recall(false)).draft?.prompt, 'newest');
    assert.equal(after(...walk, recall(false), recall(false)).draft?.prompt, 'mine');
    assert.equal(after(...walk, recall(false), recall(false), recall(false)).draft?.prompt, 'mine');
  });

  it('begins to walk anew after typing', () => {
    assert.equal(after(recall(true), typed('newest and more'), recall(true)).draft?.prompt, 'newest');
  });

  it('forgets that Run was pressed in vain when something is typed', () => {
    assert.equal(after({ type: 'composer.tried' }).tried, true);
    assert.equal(after({ type: 'composer.tried' }, typed('x')).tried, false);
  });

  it('offers prompts once, and none of plain variations', () => {
    const runs = ['a', 'b', 'a', ''].map((prompt, at) => aRun({ id: String(at), prompt }));
    assert.deepEqual(earlierPrompts([aRun({ kind: 'variations', prompt: 'v' }), ...runs]), ['a', 'b']);
  });
});
