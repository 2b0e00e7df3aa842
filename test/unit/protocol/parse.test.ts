import assert from 'node:assert/strict';
import type { HostMessage, WebviewMessage } from '../../../src/protocol/messages.ts';
import { parseHostMessage, parseWebviewMessage } from '../../../src/protocol/parse.ts';
import { englishStrings, fill } from '../../../src/protocol/strings.ts';

const tile = { runId: 'r', tileId: '1' };

describe('Messages of the webview', () => {
  const good: readonly WebviewMessage[] = [
    { type: 'ready' },
    { type: 'insert', ...tile },
    { type: 'reveal', ...tile },
    { type: 'retryAlpha', ...tile },
    { type: 'runAgain', runId: 'r' },
    { type: 'useSettings', runId: 'r' },
    { type: 'deleteRun', runId: 'r' },
    { type: 'saveMany', of: [tile] },
    { type: 'delete', of: [tile] },
    { type: 'thumbnails', of: [tile] },
    { type: 'mark', of: [tile], mark: { verdict: 'kept' } },
    { type: 'mark', of: [tile], mark: { discarded: true } },
    { type: 'libraryLimit' },
    { type: 'save', ...tile },
    { type: 'saveAs', ...tile },
    { type: 'open', ...tile },
    { type: 'openSaved', ...tile },
    { type: 'variations', ...tile },
    { type: 'edit', ...tile },
    { type: 'replace', ...tile, original: true },
    { type: 'saveBeside', ...tile },
    { type: 'undoReplace', ...tile },
    { type: 'deriveSet', ...tile },
    { type: 'cancel', runId: 'r' },
    { type: 'remedy', runId: 'r', tileIds: ['1', '2'], remedy: 'setApiKey' },
    { type: 'copyFailed', reason: 'NotAllowedError' },
  ];
  for (const message of good) {
    it(`takes ${message.type}`, () => assert.deepEqual(parseWebviewMessage(message), message));
  }

  const bad: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    'a text': 'ready',
    'another type': { type: 'shutdown' },
    'a type that objects inherit': { type: 'constructor' },
    'a missing id': { type: 'save', runId: 'r' },
    'an empty id': { type: 'cancel', runId: '' },
    'an id that is no text': { type: 'cancel', runId: 7 },
    'an endless id': { type: 'cancel', runId: 'r'.repeat(201) },
    'a mark of no kind': { type: 'mark', of: [tile], mark: { stars: 5 } },
    'pictures that are none': { type: 'delete', of: [] },
    'an unknown remedy': { type: 'remedy', runId: 'r', tileIds: ['1'], remedy: 'format' },
    'an inherited remedy': { type: 'remedy', runId: 'r', tileIds: ['1'], remedy: 'toString' },
  };
  for (const [name, message] of Object.entries(bad)) {
    it(`drops ${name}`, () => assert.equal(parseWebviewMessage(message), undefined));
  }

  it('keeps no field it does not know', () => {
    assert.deepEqual(parseWebviewMessage({ type: 'ready', path: '/etc' }), { type: 'ready' });
  });
});

describe('Messages of the host', () => {
  const run = {
    id: 'r',
    kind: 'generate',
    state: 'done',
    startedAt: 1,
    prompt: 'p',
    sources: [],
    provider: { id: 'openai', label: 'OpenAI', offline: false },
    parameters: {},
    tiles: [],
    base: 'x',
  } as const;
  const good: readonly HostMessage[] = [
    { type: 'state', runs: [run], more: true, strings: englishStrings },
    { type: 'runs', runs: [run], more: false },
    { type: 'library', bytes: 1, limitBytes: 2, damaged: [{ id: 'd', startedAt: 0, sentence: 's' }] },
    { type: 'unavailable', text: 't' },
    { type: 'runChanged', run },
    { type: 'runRemoved', runId: 'r' },
    { type: 'announce', text: 't' },
  ];
  for (const message of good) {
    it(`takes ${message.type}`, () => assert.deepEqual(parseHostMessage(message), message));
  }

  it('drops a run without its tiles', () => {
    assert.equal(parseHostMessage({ type: 'runChanged', run: { ...run, tiles: undefined } }), undefined);
  });
});

describe('Templates', () => {
  it('take values by number, and leave alone what has none', () => {
    assert.equal(fill('{1} of {0}, {2}', 4, 'two'), 'two of 4, {2}');
  });

  it('do not read values as templates', () => {
    assert.equal(fill('{0} {1}', '{1}', 'b'), '{1} b');
  });
});
