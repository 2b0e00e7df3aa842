import assert from 'node:assert/strict';
import type { Connection } from '../../../src/commands/services.ts';
import { askedFor, type Standing, type WordsQuestion } from '../../../src/commands/words/question.ts';
import { outlook } from '../../sheet/fakeComposer.ts';
import { withFakeVscode } from '../../support/fakeVscode.ts';

const { buttonsOf, rowsOf } = await withFakeVscode(() => import('../../../src/commands/words/rows.ts'));

const connection: Connection = {
  ...outlook,
  api: { ...outlook.traits, send: () => assert.fail('sent') },
  check: () => assert.fail('checked'),
  listModels: () => assert.fail('listed'),
};
const question: WordsQuestion = {
  title: 'Generate',
  placeholder: 'What?',
  go: count => `Generate ${count}`,
  initial: '',
  earlier: ['a tree', 'a stove'],
  optional: false,
  times: 2,
  sendsPictures: false,
};

function standing(change: Partial<Standing> = {}, asks: Partial<WordsQuestion> = {}): Standing {
  const choice = {
    count: 3,
    parameters: { model: 'gpt-image-2.5-flare', quality: 'low', size: '1024x1024' },
  };
  return { question: { ...question, ...asks }, connection, choice, typed: '', look: undefined, ...change };
}

function labels(of: Standing): readonly string[] {
  return rowsOf(of, askedFor(of)).map(({ label }) => label);
}

function buttons(of: Standing): readonly string[] {
  return buttonsOf(of, askedFor(of)).map(({ choice }) => choice);
}

describe('The pick for words', () => {
  it('says what Enter does: how many, of whom, in what size, for how much', () => {
    const [go] = rowsOf(standing({ typed: 'a boat' }), askedFor(standing({ typed: 'a boat' })));
    assert.match(go?.label ?? '', /Generate 6$/);
    assert.match(go?.description ?? '', /^OpenAI · gpt-image-2\.5-flare · 1024x1024 · .*\$0\.\d+/);
  });

  it('has nothing that Enter could take instead of words that are typed', () => {
    assert.equal(labels(standing({ typed: 'a boat' })).length, 1);
    assert.deepEqual(labels(standing()).slice(-2), ['a tree', 'a stove']);
    assert.doesNotMatch(labels(standing())[0] ?? '', /Generate/, 'nothing can be started without words');
    assert.match(labels(standing({}, { optional: true }))[0] ?? '', /Generate 6$/);
  });

  it('has no price before it is known how pictures would be sent', () => {
    const asks: Partial<WordsQuestion> = {
      sendsPictures: true,
      order: (prompt, { count, parameters }, sources) => ({
        kind: 'edit',
        prompt,
        count,
        parameters,
        sources,
        folder: '',
      }),
    };
    const waiting = standing({ typed: 'a boat' }, asks);
    assert.doesNotMatch(rowsOf(waiting, askedFor(waiting))[0]?.description ?? '', /\$/);
    const source = { uri: 'file:///a.png', label: 'a.png', file: 'a.png', type: 'png', bytes: 9 } as const;
    const sources = [{ ...source, width: 64, height: 64 }];
    const known = standing({ typed: 'a boat', look: { text: 'as it is', square: false, sources } }, asks);
    assert.match(rowsOf(known, askedFor(known))[0]?.description ?? '', /\$/);
  });

  it('has the buttons that would do something', () => {
    assert.deepEqual(buttons(standing()), ['history', 'count', 'size', 'model']);
    assert.deepEqual(buttons(standing({}, { earlier: [], single: true })), ['size', 'model']);
    const { choice } = standing();
    const varying = { ...choice, directions: [] };
    assert.ok(!buttons(standing({ choice: varying })).includes('direction'), 'there are no words to add');
    assert.ok(buttons(standing({ choice: varying, typed: 'at night' })).includes('direction'));
    const look = { text: 'cut', square: true, open: async () => undefined };
    assert.deepEqual(buttons(standing({ look })).slice(0, 2), ['fit', 'preview']);
  });
});
