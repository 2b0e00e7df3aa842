import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageError } from '../../../src/images/errors.ts';
import type { Run } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import {
  isUntouched,
  replaceFile,
  restore,
  undoable,
  updateFile,
  type ReplaceFiles,
} from '../../../src/studio/replace.ts';

const facts = { type: 'png', width: 8, height: 8, alpha: true } as const;
const picture = (file: string) => ({ ...facts, file, bytes: 3 });
const run: Run = {
  id: '20260101T000000-00000001',
  kind: 'variations',
  state: 'done',
  startedAt: 1,
  prompt: '',
  sources: [],
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: {},
  tiles: [
    { id: '1', state: 'done', picture: picture('1.png') },
    { id: '2', state: 'done', picture: picture('2.png') },
  ],
};

function isDisk(error: unknown): boolean {
  return error instanceof ImageError && error.kind === 'disk';
}

describe('replacing a source', () => {
  let root: string;
  let library: Library;
  let place: { readonly uri: string; readonly label: string };
  const open = (): Library =>
    new Library({
      root: join(root, 'library'),
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
      watching: false,
    });
  const files: ReplaceFiles = {
    read: uri => readFile(uri).catch(() => undefined),
    write: (uri, bytes) => writeFile(uri, bytes),
  };
  const disk = (): Promise<string> => readFile(place.uri, 'utf8');
  const replace = (tileId: string): ReturnType<typeof replaceFile> =>
    replaceFile(library, files, picture(`${tileId}.png`), { runId: run.id, tileId }, place);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-replace-'));
    place = { uri: join(root, 'logo.PNG'), label: 'images/logo.PNG' };
    await writeFile(place.uri, 'old');
    library = open();
    const folder = await library.prepare(run.id, 1);
    await writeFile(join(folder, '1.png'), 'one');
    await writeFile(join(folder, '2.png'), 'two');
    await library.start(run);
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(root, { recursive: true });
  });

  it('keeps the old bytes, and puts them back', async () => {
    const replaced = await replace('1');
    assert.equal(await disk(), 'one');
    assert.equal(await readFile(join(library.folderOf(run.id), 'replaced-1.png'), 'utf8'), 'old');
    assert.equal(await isUntouched(library, files, replaced), true);
    await restore(library, files, replaced);
    assert.equal(await disk(), 'old');
    assert.deepEqual(await undoable(library), []);
  });

  it('is undone backwards, also by a window that came later', async () => {
    await replace('1');
    await replace('2');
    library.dispose();
    library = open();
    for (const expected of ['one', 'old']) {
      const [newest] = await undoable(library);
      assert.ok(newest);
      assert.equal(await isUntouched(library, files, newest), true);
      await restore(library, files, newest);
      assert.equal(await disk(), expected);
    }
    assert.deepEqual(await undoable(library), []);
    assert.equal(library.get(run.id)?.tiles[0]?.replaced?.[0]?.undone, true);
  });

  it('sees that a file was changed since', async () => {
    const replaced = await replace('1');
    await writeFile(place.uri, 'painted over');
    assert.equal(await isUntouched(library, files, replaced), false);
    await writeFile(place.uri, 'old');
    assert.equal(await isUntouched(library, files, replaced), true);
    await rm(place.uri);
    assert.equal(await isUntouched(library, files, replaced), false);
    await writeFile(place.uri, 'x');
  });

  it('updates a file only while it has what it was given before', async () => {
    const of = { runId: run.id, tileId: '1' };
    const crop = { x: 0, y: 2, width: 8, height: 4 };
    // As it was saved, or as it was put in place with a mark.
    const updates = [
      { before: Buffer.from('plain'), after: Buffer.from('plain, moved') },
      { before: Buffer.from('marked'), after: Buffer.from('marked, moved') },
    ];
    const update = (): ReturnType<typeof updateFile> => updateFile(library, files, updates, of, place, crop);
    assert.equal(await update(), 'changed');
    assert.equal(await disk(), 'old');
    await rm(place.uri);
    assert.equal(await update(), 'gone');
    assert.deepEqual(await undoable(library), [], 'nothing is kept of what was not touched');
    for (const [has, gets] of [
      ['marked', 'marked, moved'],
      ['plain', 'plain, moved'],
    ] as const) {
      await writeFile(place.uri, has);
      const updated = await update();
      assert.ok(typeof updated === 'object');
      assert.equal(await disk(), gets);
      assert.equal(await isUntouched(library, files, updated), true);
      assert.deepEqual(updated.replacement.crop, crop);
      await restore(library, files, updated);
      assert.equal(await disk(), has);
    }
  });

  it('comes back with the crop of the old bytes, also in a window that came later', async () => {
    const crop = { x: 0, y: 2, width: 8, height: 4 };
    const update = { before: Buffer.from('old'), after: Buffer.from('new') };
    await updateFile(library, files, [update], { runId: run.id, tileId: '1' }, place, crop);
    library.dispose();
    library = open();
    assert.deepEqual((await undoable(library))[0]?.replacement.crop, crop);
  });

  it('touches nothing when the old bytes cannot be read or the new ones not be written', async () => {
    const broken: ReplaceFiles = { ...files, write: () => Promise.reject(new Error('EACCES')) };
    const of = { runId: run.id, tileId: '1' };
    await assert.rejects(replaceFile(library, broken, picture('1.png'), of, place), isDisk);
    assert.equal(await disk(), 'old');
    assert.deepEqual(await undoable(library), []);
    await rm(place.uri);
    await assert.rejects(
      replace('1'),
      (error: unknown) => error instanceof ImageError && error.kind === 'source',
    );
    await writeFile(place.uri, 'x');
  });

  it('is on record before the file is touched, so that a window which ends in between takes nothing along', async () => {
    let recorded: readonly string[] = [];
    const watching: ReplaceFiles = {
      ...files,
      write: async (uri, bytes) => {
        const other = open();
        recorded = (await undoable(other)).map(({ replacement }) => replacement.file);
        other.dispose();
        await files.write(uri, bytes);
      },
    };
    await replaceFile(library, watching, picture('1.png'), { runId: run.id, tileId: '1' }, place);
    assert.deepEqual(recorded, ['replaced-1.png']);
  });

  it('can be undone where the file was lost by the write that failed', async () => {
    const losing: ReplaceFiles = {
      ...files,
      write: async uri => {
        await rm(uri);
        throw new Error('EIO');
      },
    };
    const of = { runId: run.id, tileId: '1' };
    await assert.rejects(replaceFile(library, losing, picture('1.png'), of, place), isDisk);
    const [newest] = await undoable(library);
    assert.ok(newest);
    await restore(library, files, newest);
    assert.equal(await disk(), 'old');
  });

  it('counts the old bytes into what the library takes, from then on', async () => {
    const before = (await library.usage()).bytes;
    await replace('1');
    assert.equal((await library.usage()).bytes, before + 3);
    await replace('2');
    assert.equal((await library.usage()).bytes, before + 6);
  });

  it('takes what it kept along when the picture is deleted', async () => {
    await replace('1');
    await library.remove(run.id, ['1']);
    const left = await readdir(library.folderOf(run.id));
    assert.deepEqual(
      left.filter(name => name.startsWith('replaced')),
      [],
    );
  });
});
