import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Placeholders } from '../../../src/services/placeholders.ts';

describe('placeholders', () => {
  const placeholders = new Placeholders();
  let folder: string;
  const isOne = (name: string): Promise<boolean> => placeholders.isOne(vscode.Uri.file(join(folder, name)));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-placeholders-'));
    const order = { prompt: 'a stove', width: 64, height: 48, type: 'png' } as const;
    await writeFile(join(folder, 'drawn.png'), await placeholders.draw(order));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are known again, also behind a link', async () => {
    await symlink(join(folder, 'drawn.png'), join(folder, 'link.png'));
    assert.equal(await isOne('drawn.png'), true);
    assert.equal(await isOne('link.png'), true);
    await writeFile(join(folder, 'drawn.png'), 'something else');
    assert.equal(await isOne('drawn.png'), false);
  });

  it('are none where nothing can be read, which stops nobody', async () => {
    await symlink(join(folder, 'nowhere.png'), join(folder, 'dangling.png'));
    await symlink(join(folder, 'round.png'), join(folder, 'round.png'));
    await mkdir(join(folder, 'folder.png'));
    for (const name of ['nowhere.png', 'dangling.png', 'round.png', 'folder.png', 'drawn.png/x.png'])
      assert.equal(await isOne(name), false, name);
    await rename(join(folder, 'drawn.png'), join(folder, 'dangling.png'));
    assert.equal(await isOne('dangling.png'), true, 'once it is there');
  });
});
