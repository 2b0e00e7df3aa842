import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mask } from '../../../src/images/mask.ts';
import type { Source } from '../../../src/images/run.ts';
import { DeskFile, emptyDesk, type DeskState } from '../../../src/library/deskFile.ts';
import { parseMask } from '../../../src/protocol/mask.ts';
import { parseDraft } from '../../../src/protocol/parseComposer.ts';

const picture: Source = {
  uri: 'file:///w/logo.png',
  label: 'images/logo.png',
  file: '01234567-89ab-cdef-0123-456789abcdef.png',
  type: 'png',
  bytes: 3,
  width: 4,
  height: 3,
};
const state: DeskState = {
  draft: { prompt: 'a boat', count: 3, parameters: { size: '1024x1024', outputCompression: 80 } },
  modelAt: 'https://api.openai.com/v1',
  references: [picture],
};

describe('The desk on the disk', () => {
  let folder: string;
  let desk: DeskFile;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-desk-'));
    desk = new DeskFile(folder, parseDraft);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const again = (): Promise<DeskState | undefined> => new DeskFile(folder, parseDraft).read();

  it('is empty at first', async () => {
    assert.deepEqual(await desk.read(), emptyDesk);
  });

  it('outlives the window', async () => {
    await writeFile(join(folder, picture.file), 'png');
    await desk.write(state);
    assert.deepEqual(await again(), state);
    assert.deepEqual((await readdir(folder)).toSorted(), [picture.file, 'draft.json'].toSorted());
  });

  it('keeps what is drawn on its pictures, and forgets what cannot be made out or has no picture', async () => {
    const mask: Mask = { feather: 3, strokes: [{ kind: 'brush', radius: 2, points: [{ x: 1, y: 1 }] }] };
    await writeFile(join(folder, picture.file), 'png');
    const read = (): Promise<DeskState | undefined> => new DeskFile(folder, parseDraft, parseMask).read();
    await desk.write({ ...state, masks: { [picture.file]: mask, gone: mask } });
    assert.deepEqual((await read())?.masks, { [picture.file]: mask });
    const path = join(folder, 'draft.json');
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('"brush"', '"spray"'));
    assert.deepEqual(await read(), state);
  });

  it('leaves out pictures that are gone', async () => {
    await desk.write(state);
    assert.deepEqual((await again())?.references, []);
  });

  it('is the one of the window that wrote last', async () => {
    await writeFile(join(folder, picture.file), 'png');
    const other = new DeskFile(folder, parseDraft);
    await Promise.all([desk.write(state), other.write({ references: [] })]);
    await desk.write(state);
    assert.deepEqual(await again(), state);
  });

  it('keeps what was replaced, with its pictures', async () => {
    const other = { ...picture, file: picture.file.replace('0123', 'abcd') };
    await Promise.all([picture, other].map(({ file }) => writeFile(join(folder, file), 'png')));
    await desk.write({ references: [other], previous: state });
    assert.deepEqual(await again(), { references: [other], previous: state });
    await Promise.all([picture, other].map(({ file }) => utimes(join(folder, file), 1, 1)));
    assert.deepEqual(await again(), { references: [other], previous: state }, 'they are not swept');
  });

  it('drops pictures that are too many, and nothing else', async () => {
    await writeFile(join(folder, picture.file), 'png');
    const { draft, modelAt } = state;
    await desk.write({ ...state, references: Array.from({ length: 17 }, () => picture) });
    assert.deepEqual(await again(), {
      draft,
      modelAt,
      references: Array.from({ length: 16 }, () => picture),
    });
  });

  it('keeps the pictures young that a window uses', async () => {
    const path = join(folder, picture.file);
    await writeFile(path, 'png');
    await utimes(path, 1, 1);
    await desk.write(state);
    await new DeskFile(folder, parseDraft).write(emptyDesk);
    await again();
    assert.deepEqual((await readdir(folder)).toSorted(), [picture.file, 'draft.json'].toSorted());
  });

  for (const [name, text] of [
    ['no JSON', '{'],
    ['another version', '{"version":2,"references":[]}'],
    ['a draft that is none', '{"version":1,"references":[],"draft":{"prompt":7}}'],
    [
      'a picture outside of its folder',
      JSON.stringify({ version: 1, references: [{ ...picture, file: '../../etc/passwd' }] }),
    ],
  ] as const) {
    it(`cannot be made out: ${name}`, async () => {
      await writeFile(join(folder, 'draft.json'), text);
      assert.equal(await desk.read(), undefined);
    });
  }

  it('is swept of pictures that no draft has named for a day', async () => {
    const [old, young] = [join(folder, 'old.png'), join(folder, 'young.png')];
    await Promise.all([writeFile(old, 'x'), writeFile(young, 'x'), desk.write(emptyDesk)]);
    await utimes(old, 1, 1);
    await desk.read();
    assert.deepEqual((await readdir(folder)).toSorted(), ['draft.json', 'young.png']);
  });
});
