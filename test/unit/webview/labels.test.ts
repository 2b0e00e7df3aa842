import assert from 'node:assert/strict';
import type { ImageParameters } from '../../../src/images/request.ts';
import type { RunView } from '../../../src/protocol/messages.ts';
import { englishStrings as strings } from '../../../src/protocol/strings.ts';
import { altText, chips, costLabels, facts, runTitle, type Label } from '../../../src/webview/labels.ts';
import { aPicture, aRun, aTile } from './runs.ts';

const source = {
  uri: 'u',
  label: 'images/logo.png',
  file: 'f',
  type: 'png',
  bytes: 1,
  width: 1,
  height: 1,
} as const;
const texts = (labels: readonly Label[]): readonly string[] => labels.map(label => label.text);
const wrong = (labels: readonly Label[]): readonly string[] => texts(labels.filter(label => label.wrong));

const title = (more: Partial<RunView>): string => runTitle(aRun(more), strings);
const chipsOf = (parameters: ImageParameters, more: Partial<RunView> = {}): readonly Label[] =>
  chips(aRun({ parameters, ...more }), strings);
const cost = (more: Partial<RunView>): readonly string[] => texts(costLabels(aRun(more), strings, 'en'));

describe('Title of a run', () => {
  it('is the prompt', () => assert.equal(title({}), 'A boat'));
  it('is the source of variations', () => {
    assert.equal(title({ kind: 'variations', sources: [source] }), 'Variations of images/logo.png');
  });
  it('is the source of an edit', () => {
    assert.equal(title({ kind: 'edit', sources: [source] }), 'Edit of images/logo.png');
  });
  it('is never empty', () => assert.equal(title({ prompt: '' }), 'No prompt'));
});

describe('Chips', () => {
  it('are absent for what was not asked or is the default', () => {
    assert.deepEqual(chipsOf({}), []);
    assert.deepEqual(
      chipsOf({
        model: 'm',
        size: 'auto',
        quality: 'auto',
        background: 'auto',
        outputFormat: 'png',
        outputCompression: 100,
        moderation: 'auto',
      }),
      [],
    );
  });

  it('cut what a server says without an end, and keep what was asked', () => {
    const [chip, ...others] = chipsOf({ quality: 'high' }, { echo: { quality: 'low '.repeat(9000) } });
    assert.match(chip?.text ?? '', /^.{0,20}low low.*….*high/);
    assert((chip?.text.length ?? 0) < 120 && (chip?.more?.length ?? 0) === 500);
    assert.equal(chip?.wrong, true);
    assert.deepEqual(others, []);
    assert.equal(chipsOf({ size: 's'.repeat(61) })[0]?.text, `${'s'.repeat(59)}…`);
    assert.deepEqual(chipsOf({ size: 's'.repeat(60) }), [{ text: 's'.repeat(60) }]);
  });

  it('say what was asked', () => {
    const asked: ImageParameters = {
      size: '1536x1024',
      quality: 'high',
      background: 'transparent',
      outputFormat: 'webp',
      outputCompression: 80,
      moderation: 'low',
    };
    assert.deepEqual(texts(chipsOf(asked)), [
      '1536×1024',
      'high quality',
      'transparent background',
      'WEBP',
      'compression 80',
      'low moderation',
    ]);
  });

  it('say when the server did something else', () => {
    assert.deepEqual(wrong(chipsOf({ quality: 'high' }, { echo: { quality: 'medium' } })), [
      'medium quality (asked for high)',
    ]);
    assert.deepEqual(wrong(chipsOf({ quality: 'high' }, { echo: { quality: 'high' } })), []);
  });
});

describe('Facts of a picture', () => {
  it('are size, format, bytes and alpha', () => {
    assert.deepEqual(texts(facts(aPicture({ alpha: true }), {}, strings, 'en')), [
      '1024×1024',
      'PNG',
      '1.2 MB',
      'alpha',
    ]);
  });

  it('say what is not as asked', () => {
    const asked: ImageParameters = { size: '512x512' };
    assert.deepEqual(wrong(facts(aPicture(), asked, strings, 'en')), ['asked for 512×512']);
    assert.deepEqual(wrong(facts(aPicture({ alpha: true }), { size: '1024x1024' }, strings, 'en')), []);
  });
});

describe('Name of a picture', () => {
  const tile = aTile('2', 'done');
  const run = aRun({ tiles: [aTile('1', 'done'), tile] });

  it('is its place and the prompt', () => {
    assert.equal(altText(run, tile, strings), 'Picture 2 of 2: A boat');
  });

  it('says that it is a placeholder', () => {
    const offline = { ...run, provider: { ...run.provider, offline: true } };
    assert.equal(altText(offline, tile, strings), 'Picture 2 of 2: A boat (offline placeholder)');
  });

  it('says that it is a preview', () => {
    const preview = aTile('1', 'running', { partial: aPicture() });
    assert.equal(altText(aRun({ tiles: [preview] }), preview, strings), 'Preview of picture 1 of 1: A boat');
  });
});

describe('Cost', () => {
  it('is silent when nothing is known', () => assert.deepEqual(cost({}), []));
  it('is tokens and price', () => {
    const usage = { inputTokens: 92, outputTokens: 6208, totalTokens: 6300 };
    assert.deepEqual(cost({ usage, estimateUsd: { low: 0.25, high: 0.25 } }), [
      '6,300 tokens',
      'about $0.25',
    ]);
  });
  it('is what the tokens cost once they are known, not what was estimated', () => {
    const usage = { inputTokens: 10, outputTokens: 1756, totalTokens: 1766 };
    const run = { usage, estimateUsd: { low: 0.1, high: 0.2 }, parameters: { model: 'gpt-image-2' } };
    const tiles = [aTile('1', 'done', { counted: true }), aTile('2', 'failed')];
    const paid = { ...run, tiles, provider: { id: 'openai', label: 'OpenAI', offline: false } };
    assert.deepEqual(cost(paid), ['1,766 tokens', '$0.053 (actual)']);
    assert.deepEqual(cost({ ...paid, provider: { ...paid.provider, offline: true } }), ['1,766 tokens']);
  });
  it('is a lower bound while requests have not said what they used', () => {
    const usage = { inputTokens: 10, outputTokens: 1756, totalTokens: 1766 };
    const done = aTile('1', 'done', { counted: true });
    const failure = { sentence: 'Time is over.', remedies: [], mayBeBilled: true } as const;
    const part = { usage, parameters: { model: 'gpt-image-2' }, tiles: [done, aTile('2', 'running')] };
    assert.deepEqual(cost({ ...part, state: 'running' }), [
      'at least 1,766 tokens',
      'at least $0.053 so far (actual, 1 of 2 pictures)',
    ]);
    assert.deepEqual(
      cost({ ...part, tiles: [done, aTile('2', 'done'), aTile('3', 'failed', { failure })] }),
      ['at least 1,766 tokens', 'at least $0.053 (actual, 1 of 3 pictures)'],
    );
  });
  it('is unknown where another model drew a part, whatever was estimated', () => {
    const usage = { inputTokens: 10, outputTokens: 1756, totalTokens: 1766, unpriced: true } as const;
    const run = { usage, estimateUsd: { low: 0.1, high: 0.2 }, parameters: { model: 'gpt-image-2' } };
    assert.deepEqual(cost(run), ['1,766 tokens', 'price unknown']);
  });
  it('says when no price is known', () => {
    const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
    const provider = { id: 'compatible', label: 'x', offline: false };
    assert.deepEqual(cost({ usage, provider, parameters: { model: 'flux' } }), ['2 tokens', 'price unknown']);
  });
  it('is a range where it is not sure', () => {
    assert.deepEqual(cost({ estimateUsd: { low: 0.02, high: 0.04 } }), ['about $0.02 to $0.04']);
  });
});
