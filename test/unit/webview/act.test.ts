import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../../src/protocol/messages.ts';
import { englishStrings } from '../../../src/protocol/strings.ts';
import { perform } from '../../../src/webview/act.ts';
import type { Effects } from '../../../src/webview/effects.ts';
import { initialState, reduce } from '../../../src/webview/state.ts';
import type { UiAction } from '../../../src/webview/ui.ts';

/** A page whose host answers when the test says so. */
function page(): {
  act: (action: UiAction, now?: number) => Promise<void>;
  asked: WebviewMessage[];
  answer: () => void;
} {
  let state = reduce(initialState(undefined), {
    type: 'state',
    runs: [],
    more: false,
    strings: englishStrings,
  });
  const asked: WebviewMessage[] = [];
  const waiting: (() => void)[] = [];
  const effects: Effects = {
    state: () => state,
    dispatch: (...events) => void (state = events.reduce(reduce, state)),
    send: message => void asked.push(message),
    request: async (message, parseReply) => {
      asked.push(message);
      await new Promise<void>(resolve => waiting.push(resolve));
      return parseReply(undefined);
    },
    say: text => assert.fail(text),
  };
  return {
    act: (action, now = 0) => perform(action, effects, now),
    asked,
    answer: () => waiting.splice(0).forEach(resolve => resolve()),
  };
}

const of = { runId: 'r', tileId: '1' };

describe('What a view asks for', () => {
  it('is asked of the host once until the host has answered', async () => {
    const { act, asked, answer } = page();
    const first = act({ type: 'save', ...of });
    await act({ type: 'save', ...of });
    const other = act({ type: 'save', ...of, tileId: '2' });
    assert.equal(asked.length, 2);
    answer();
    await Promise.all([first, other]);
    void act({ type: 'save', ...of });
    assert.equal(asked.length, 3);
  });

  it('is bought once by two presses, also when the host has answered the first', async () => {
    const { act, asked, answer } = page();
    const again = { type: 'runAgain', runId: 'r' } as const;
    const first = act(again, 1000);
    answer();
    await first;
    await act(again, 1300);
    assert.equal(asked.length, 1);
    void act(again, 1600);
    assert.equal(asked.length, 2);
  });

  it('may be another word about the same picture', () => {
    const { act, asked } = page();
    for (const verdict of ['kept', 'rejected', 'rejected'] as const)
      void act({ type: 'mark', of: [of], mark: { verdict } });
    void act({ type: 'mark', of: [of], mark: { discarded: true } });
    void act({ type: 'mark', of: [of], mark: { discarded: false } });
    assert.deepEqual(
      asked.map(message => message.type === 'mark' && message.mark),
      [{ verdict: 'kept' }, { verdict: 'rejected' }, { discarded: true }, { discarded: false }],
    );
  });
});
