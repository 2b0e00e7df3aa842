import assert from 'node:assert/strict';
import { happened, typing, withFakeVscode } from '../../support/fakeVscode.ts';

const load = () => withFakeVscode(() => import('../../../src/commands/consent.ts'));

describe('Many pictures of one gesture', () => {
  beforeEach(() => {
    happened.questions = [];
    typing.text = '';
  });

  it('are made unasked up to eight', async () => {
    const { mayMakeMany } = await load();
    assert.equal(await mayMakeMany({ provider: 'openai' }, 8, { low: 1, high: 2 }), true);
    assert.deepEqual(happened.questions, []);
  });

  it('are asked about beyond, with number and price, and not made without a yes', async () => {
    const { mayMakeMany } = await load();
    assert.equal(await mayMakeMany({ provider: 'openai' }, 9, { low: 0.5, high: 2 }), false);
    const [question = ''] = happened.questions;
    assert.match(question, /9/);
    assert.match(question, /\$0\.50 to \$2\.00/);
    typing.text = happened.buttons.at(-1) ?? 'no button';
    assert.equal(await mayMakeMany({ provider: 'openai' }, 9, undefined), true);
    assert.doesNotMatch(happened.questions[1] ?? '', /\$/);
  });

  it('cost nothing offline, so no price is said', async () => {
    const { mayMakeMany } = await load();
    await mayMakeMany({ provider: 'offline' }, 9, { low: 0.5, high: 2 });
    assert.doesNotMatch(happened.questions[0] ?? '', /\$/);
  });
});
