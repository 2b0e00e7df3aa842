import assert from 'node:assert/strict';
import { foldSpace, parseArguments } from '../../../src/commands/arguments.ts';

const a = { $mid: 1, scheme: 'file', authority: '', path: '/w/a.png', query: '', fsPath: '/w/a.png' };
const b = { ...a, path: '/w/b.png' };
const paths = (...args: unknown[]): string[] => parseArguments(args).uris.map(uri => uri.path);

describe('arguments of commands', () => {
  it('takes what the explorer passes', () => {
    assert.deepEqual(paths(a, [a, b]), ['/w/a.png', '/w/b.png']);
    assert.deepEqual(paths(a, []), ['/w/a.png']);
  });
  it('takes what an editor title passes', () => assert.deepEqual(paths(a, { groupId: 0 }), ['/w/a.png']));
  it('knows the image preview by its webview', () => {
    assert.deepEqual(parseArguments([{ webview: 'imagePreview.previewEditor' }]), {
      uris: [],
      options: {},
      fromWebview: true,
    });
  });
  it('takes nothing', () =>
    assert.deepEqual(parseArguments([]), { uris: [], options: {}, fromWebview: false }));
  it('takes the argument object', () => {
    const options = { prompt: 'a fox', count: 2, size: '1024x1024', saveTo: 'assets', files: ['a.png', a] };
    assert.deepEqual(parseArguments([options]).options, options);
  });
  const wrong: [string, unknown][] = [
    ['a count out of range', { count: 11 }],
    ['a size that is none', { size: 'large' }],
    ['a host', { prompt: 'x', baseUrl: 'https://evil.example' }],
    ['a key', { prompt: 'x', apiKey: 'sk-1' }],
    ['a word', 'prompt'],
    ['a number', 7],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}`, () => assert.throws(() => parseArguments([value]), { kind: 'invalid' }));
  }
  it('folds white space', () => assert.equal(foldSpace('  a\n\t fox \r\n'), 'a fox'));
});
