import assert from 'node:assert/strict';
import type { Draft } from '../../../../src/images/draft.ts';
import { judge, type ViewParts } from '../../../../src/services/composer/judge.ts';
import { reference } from '../../../sheet/deskScenes.ts';
import { outlook, words } from '../../../sheet/fakeComposer.ts';

function parts(draft: Partial<Draft> = {}, change: Partial<ViewParts> = {}): ViewParts {
  return {
    draft: { prompt: 'a boat', count: 1, parameters: {}, ...draft },
    references: [],
    models: { state: 'unasked' },
    usualPartials: 1,
    refusals: [],
    ...change,
  };
}

const fields = (of: ViewParts, by = outlook): readonly string[] =>
  judge(of, by, words).problems.map(({ field }) => field);

const fidelityRefused = (references: ViewParts['references']): string | undefined =>
  judge(parts({ parameters: { model: 'gpt-image-1.5' } }, { references }), outlook, words).refused
    .inputFidelity;

describe('A draft that is being written', () => {
  it('is judged by the checks of a run, each problem once', () => {
    assert.deepEqual(fields(parts({ count: 4, parameters: { size: '1500x500' } })), ['size']);
    assert.deepEqual(fields(parts({ prompt: '' })), []);
    const [problem] = judge(parts({ parameters: { size: '1000x1000' } }), outlook, words).problems;
    assert.match(problem?.nearest ?? '', /^\d+x\d+$/);
  });

  it('knows what only the provider refuses', () => {
    const azure = { ...outlook, traits: { ...outlook.traits, lacksFormats: ['webp'] as const } };
    assert.deepEqual(fields(parts({ parameters: { outputFormat: 'webp' } }), azure), ['outputFormat']);
    const webp = judge(parts(), azure, words).offers.outputFormat.find(({ value }) => value === 'webp');
    assert.equal(webp?.reason, 'format.provider');
  });

  it('minds the pictures that go along', () => {
    const references = [1, 2].map(seed => reference(seed, 512, 256, 'images/a.png'));
    const of = parts({ parameters: { model: 'dall-e-2' } }, { references });
    assert.ok(fields(of).includes('image'));
    assert.match(judge(parts({}, { references }), outlook, words).price.text, /pictures sent$/);
    assert.deepEqual(fields(parts({}, { references })), []);
  });

  it('has the price and the size of what will be sent for its first picture', () => {
    const references = [reference(1, 3000, 1000, 'images/wide.png')];
    const of = (parameters: Draft['parameters']): ReturnType<typeof judge> =>
      judge(parts({ parameters: { quality: 'low', ...parameters } }, { references }), outlook, words);
    const { usualSize = '', price } = of({});
    const [width = 0, height = 0] = usualSize.split('x').map(Number);
    assert.equal(Math.round(width / height), 3);
    assert.deepEqual(price, of({ size: usualSize }).price);
    assert.notDeepEqual(price, of({ size: 'auto' }).price);
    assert.equal(of({ size: '1024x1024' }).usualSize, undefined);
    assert.equal(of({ model: 'flux' }).usualSize, undefined, 'nobody knows what it makes: none is sent');
    assert.equal(judge(parts(), outlook, words).usualSize, undefined);
  });

  it('is not stricter than a run, which makes pictures fit first', () => {
    const photo = { ...reference(1, 1600, 900, 'images/photo.jpg'), type: 'jpeg', bytes: 9_000_000 } as const;
    const of = parts({ parameters: { model: 'dall-e-2' } }, { references: [photo] });
    assert.deepEqual(fields(of), []);
    assert.equal(judge(of, outlook, words).usualSize, '1024x1024');
    const drawing = { ...photo, type: 'svg' } as const;
    assert.ok(fields({ ...of, references: [drawing] }).includes('image'));
  });

  it('offers input fidelity where there are pictures only', () => {
    assert.equal(fidelityRefused([]), 'field.editsOnly');
    assert.equal(fidelityRefused([reference(1, 512, 512, 'images/a.png')]), undefined);
  });

  it('has a price with its previews, or says that there is none', () => {
    const price = (usualPartials: number): string =>
      judge(parts({ parameters: { size: '1024x1024', quality: 'low' } }, { usualPartials }), outlook, words)
        .price.text;
    assert.notEqual(price(0), price(3));
    assert.equal(judge(parts({ parameters: { model: 'flux' } }), outlook, words).price.text, 'price unknown');
    const offline = { ...outlook.traits, label: { ...outlook.traits.label, offline: true } };
    assert.equal(judge(parts(), { ...outlook, traits: offline }, words).price.text, 'free');
  });

  it('lists image models first, and when they end', () => {
    const models = { state: 'known', models: [{ id: 'whisper' }, { id: 'gpt-image-1' }] } as const;
    const { known } = judge(parts({}, { models }), outlook, words).model;
    assert.deepEqual(known, [
      { id: 'gpt-image-1', image: true, endsOn: '2026-10-23' },
      { id: 'whisper', image: false },
    ]);
  });

  it('does not show what the model does not have, unless something stands in it', () => {
    assert.ok(judge(parts(), outlook, words).lacking.includes('style'));
    const { lacking, problems } = judge(parts({ parameters: { style: 'vivid' } }), outlook, words);
    assert.ok(!lacking.includes('style'));
    assert.deepEqual(
      problems.map(({ field }) => field),
      ['style'],
    );
  });
});
