import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { savePictureOf } from '../../../src/commands/save.ts';
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
});
