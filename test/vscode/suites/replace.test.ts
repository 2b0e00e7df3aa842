import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Made } from '../../../src/commands/made.ts';
import { ImageError } from '../../../src/images/errors.ts';
import type { Run } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';
import { replaceFiles } from '../../../src/platform/projectFiles.ts';
import { setUserSetting } from '../../../src/platform/settings.ts';
import { isUntouched, replaceFile, restore, undoable } from '../../../src/studio/replace.ts';

const facts = { type: 'png', width: 8, height: 8, alpha: true } as const;
const picture = { ...facts, file: '1.png', bytes: 3 };
const run: Run = {
  id: '20260101T000000-00000001',
  kind: 'variations',
  state: 'done',
  startedAt: 1,
  prompt: '',
  sources: [],
  provider: { id: 'offline', label: 'Offline', offline: true },
  parameters: {},
  tiles: [{ id: '1', state: 'done', picture }],
};

function inWorkspace(...parts: string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return join(folder.uri.fsPath, ...parts);
}

describe('a replaced file', () => {
  let root: string;
  let library: Library;
  const logo = inWorkspace('images', 'replaced logo.png');
  const place = { uri: vscode.Uri.file(logo).toString(), label: 'images/replaced logo.png' };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-replace-'));
    await copyFile(inWorkspace('images', 'logo.png'), logo);
    library = new Library({
      root,
      probeFile: async () => facts,
      onDamaged: (_, error) => assert.fail(String(error)),
    });
    const folder = await library.prepare(run.id, 1);
    await writeFile(join(folder, '1.png'), 'new');
    await library.start(run);
  });
  afterEach(async () => {
    await library.flush();
    library.dispose();
    await Promise.all([rm(root, { recursive: true }), rm(logo, { force: true })]);
  });

  it('gets the new bytes whole, and the old ones back, through the workspace', async () => {
    const before = await readFile(logo);
    const beside = await readdir(inWorkspace('images'));
    const replaced = await replaceFile(library, replaceFiles, picture, { runId: run.id, tileId: '1' }, place);
    assert.equal(await readFile(logo, 'utf8'), 'new');
    assert.deepEqual(await readdir(inWorkspace('images')), beside, 'nothing is left beside it');
    assert.equal(await isUntouched(library, replaceFiles, replaced), true);
    const [newest] = await undoable(library);
    assert.ok(newest);
    await restore(library, replaceFiles, newest);
    assert.ok((await readFile(logo)).equals(before));
    assert.deepEqual(await undoable(library), []);
  });

  it('is what a link leads to, which stays one', async () => {
    const link = inWorkspace('images', 'linked logo.png');
    const linked = { uri: vscode.Uri.file(link).toString(), label: 'images/linked logo.png' };
    const before = await readFile(logo);
    await symlink('replaced logo.png', link);
    try {
      const of = { runId: run.id, tileId: '1' };
      const replaced = await replaceFile(library, replaceFiles, picture, of, linked);
      assert.equal(await readlink(link), 'replaced logo.png');
      assert.equal(await readFile(logo, 'utf8'), 'new');
      assert.equal(await isUntouched(library, replaceFiles, replaced), true);
      await rm(logo);
      await restore(library, replaceFiles, replaced);
      assert.equal(await readlink(link), 'replaced logo.png');
      assert.ok((await readFile(logo)).equals(before));
    } finally {
      await rm(link);
    }
  });

  it('is refused where a link leads out of the workspace, before anything is kept or written', async () => {
    const outside = join(root, 'outside.png');
    const link = inWorkspace('images', 'way out.png');
    await writeFile(outside, 'outside');
    await symlink(outside, link);
    try {
      const linked = { uri: vscode.Uri.file(link).toString(), label: 'images/way out.png' };
      const of = { runId: run.id, tileId: '1' };
      await assert.rejects(
        replaceFile(library, replaceFiles, picture, of, linked),
        (error: unknown) =>
          error instanceof ImageError && error.record.problems?.[0]?.code === 'path.outside',
      );
      await assert.rejects(replaceFiles.write(linked.uri, Uint8Array.of(1)), ImageError);
      assert.equal(await readFile(outside, 'utf8'), 'outside');
      assert.deepEqual(await undoable(library), []);
    } finally {
      await rm(link);
    }
  });

  it('that is gone is not made again', async () => {
    await rm(logo);
    const of = { runId: run.id, tileId: '1' };
    await assert.rejects(replaceFile(library, replaceFiles, picture, of, place));
    await assert.rejects(readFile(logo));
  });
});

describe('variations in directions', () => {
  before(() => setUserSetting('provider', 'offline'));
  after(() => setUserSetting('provider', undefined));

  it('are one picture each, of the size of any source, by the argument object', async () => {
    const made = await vscode.commands.executeCommand<Made | undefined>('easel.variations', {
      files: ['images/hero.png'],
      directions: ['same', 'a paper cut'],
      count: 1,
    });
    assert.ok(made);
    assert.deepEqual([made.state, made.errors, made.pictures.length], ['done', [], 2]);
    const png = await readFile(inWorkspace('images', 'hero.png'));
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    for (const { fitted, width, height } of made.pictures) {
      const shown = fitted ?? { width, height };
      assert.deepEqual([shown.width, shown.height], size);
    }
  });
});
