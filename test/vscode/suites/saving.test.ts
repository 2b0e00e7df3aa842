import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { savePictureOf, withLoss } from '../../../src/commands/save.ts';
import { newestSet, oldFilesOf, undoSet } from '../../../src/commands/undoSet.ts';
import type { Memory } from '../../../src/platform/memory.ts';
import { setFolder } from '../../../src/platform/projectFiles.ts';
import { writeSet } from '../../../src/studio/writeSet.ts';
import { without, type Run, type Tile } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';

const facts = { type: 'png', width: 8, height: 8, alpha: true } as const;
const tile: Tile = {
  id: '1',
  state: 'done',
  picture: { ...facts, file: '1.png', bytes: 8 },
  fitted: { ...facts, width: 4, file: '1-fitted.png', bytes: 6 },
};

describe('saving a picture that has one which fits beside it', () => {
  let root: string;
  let library: Library;
  let run: Run;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-saving-'));
    await mkdir(join(root, 'project'));
    run = {
      id: '20260101T000000-00000001',
      kind: 'variations',
      state: 'done',
      startedAt: 1,
      prompt: '',
      sources: [],
      provider: { id: 'offline', label: 'Offline', offline: true },
      parameters: {},
      tiles: [tile],
      saveTo: vscode.Uri.file(join(root, 'project')).toString(),
    };
    library = new Library({
      root: join(root, 'library'),
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
    });
    const folder = await library.prepare(run.id, 1);
    await writeFile(join(folder, '1.png'), 'original');
    await writeFile(join(folder, '1-fitted.png'), 'fitted');
    await library.start(run);
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await rm(root, { recursive: true });
  });

  const save = async (of: Tile): Promise<string> => {
    const saved = await savePictureOf({ archive: library, lastActiveFile: () => undefined }, run, of);
    assert.ok(saved);
    return readFile(saved.uri.fsPath, 'utf8');
  };

  it('saves what is shown: the one that fits, and the other one only where that is asked for', async () => {
    assert.equal(await save(tile), 'fitted');
    assert.equal(await save(without(tile, 'fitted')), 'original');
    assert.equal(library.get(run.id)?.tiles[0]?.saved?.length, 2);
  });

  it('says where the signature stays', () => {
    const signed: Tile = { ...tile, picture: { ...facts, file: '1.png', bytes: 8, signed: true } };
    assert.equal(withLoss('Saved a.png', [tile]), 'Saved a.png');
    assert.match(withLoss('Saved a.png', [tile, signed]), /^Saved a\.png\. .*signature/);
    assert.equal(withLoss('Saved a.png', [without(signed, 'fitted')]), 'Saved a.png');
  });

  it('gives back all that a set was put in place of, and keeps what was new', async () => {
    let sets: ReturnType<Memory['replacedSets']['get']> = [];
    const replacedSets: Memory['replacedSets'] = {
      get: () => sets,
      set: async value => void (sets = value),
    };
    const undoing = { archive: library, memory: { replacedSets } };
    const project = join(root, 'project');
    await writeFile(join(project, 'a.png'), 'old a');
    await writeFile(join(project, 'target.png'), 'old b');
    await symlink('target.png', join(project, 'b.png'));
    const files = ['a.png', 'b.png', 'c.png'].map(name => ({ name, bytes: Buffer.from(`new ${name}`) }));
    await writeSet(setFolder(vscode.Uri.file(project)), files, oldFilesOf(undoing));
    const read = (name: string): Promise<string> => readFile(join(project, name), 'utf8');
    assert.deepEqual(await Promise.all(['a.png', 'target.png', 'c.png'].map(read)), [
      'new a.png',
      'new b.png',
      'new c.png',
    ]);
    assert.equal(await readlink(join(project, 'b.png')), 'target.png');
    assert.equal((await library.usage()).bytes, 8 + 6 + 5 + 5);
    const set = newestSet(undoing);
    assert.ok(set);
    await undoSet(undoing, set);
    assert.deepEqual(await Promise.all(['a.png', 'target.png', 'c.png'].map(read)), [
      'old a',
      'old b',
      'new c.png',
    ]);
    assert.equal(newestSet(undoing), undefined);
    assert.deepEqual((await readdir(project)).toSorted(), ['a.png', 'b.png', 'c.png', 'target.png']);
    assert.deepEqual(await readdir(library.asideFolder), []);
  });
});
