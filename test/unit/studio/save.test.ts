import assert from 'node:assert/strict';
import type { Run } from '../../../src/images/run.ts';
import { nameOf, savePicture, withTrueExtension, type ProjectFolder } from '../../../src/studio/save.ts';

const picture = { type: 'jpeg', width: 8, height: 4, alpha: false, file: '1-0.jpg', bytes: 9 } as const;
const source = {
  uri: 'x',
  label: 'images/logo.png',
  file: 's.png',
  type: 'png',
  bytes: 1,
  width: 1,
  height: 1,
} as const;
const run: Run = {
  id: 'a',
  kind: 'generate',
  state: 'done',
  startedAt: Date.parse('2026-11-21T00:00:00Z'),
  prompt: 'A red fox',
  sources: [],
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: { model: 'gpt-image-2' },
  tiles: [{ id: '1', state: 'done', picture }],
};

/** A folder with files in it; `racing` names appear between look and write. */
function folder(files: string[], racing: string[] = []): ProjectFolder & { readonly files: string[] } {
  return {
    files,
    ensure: async () => undefined,
    exists: async name => files.includes(name),
    add: async name => {
      if (racing.includes(name)) return false;
      files.push(name);
      return true;
    },
  };
}

describe('save', () => {
  it('takes the next free name, with the extension of the bytes', async () => {
    assert.equal(await savePicture(picture, '/run', 'fox', folder([])), 'fox.jpg');
    assert.equal(await savePicture(picture, '/run', 'fox', folder(['fox.jpg', 'fox-2.jpg'])), 'fox-3.jpg');
  });

  it('never replaces a file that appeared meanwhile', async () => {
    assert.equal(await savePicture(picture, '/run', 'fox', folder([], ['fox.jpg'])), 'fox-2.jpg');
  });

  it('says what the disk said', async () => {
    const full: ProjectFolder = {
      ...folder([]),
      add: () => Promise.reject(new Error('ENOSPC: no space left')),
    };
    await assert.rejects(savePicture(picture, '/run', 'fox', full), {
      kind: 'disk',
      record: { kind: 'disk', detail: 'ENOSPC: no space left' },
    });
  });

  it('names by the words, or by the source', () => {
    const [tile] = run.tiles;
    assert.ok(tile);
    assert.equal(nameOf(run, tile, picture, '${slug}-${size}-${index}'), 'a-red-fox-8x4-1');
    assert.equal(
      nameOf({ ...run, kind: 'variations', sources: [source] }, tile, picture, '${slug}'),
      'logo-variation',
    );
    assert.equal(nameOf({ ...run, kind: 'edit', sources: [source] }, tile, picture, '${slug}'), 'logo-edit');
  });

  const extensions: [string, string][] = [
    ['fox', 'fox.jpg'],
    ['fox.jpg', 'fox.jpg'],
    ['fox.JPEG', 'fox.JPEG'],
    ['fox.png', 'fox.jpg'],
    ['fox.min', 'fox.min.jpg'],
  ];
  for (const [name, expected] of extensions) {
    it(`${name} becomes ${expected}`, () => assert.equal(withTrueExtension(name, picture), expected));
  }
});
