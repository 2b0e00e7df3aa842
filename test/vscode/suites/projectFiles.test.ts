import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { addFile, lookupIn, projectFolder, sourceFiles } from '../../../src/platform/projectFiles.ts';
import { projectFilesIn } from '../../../src/platform/projectPort.ts';
import { scanWorkspace } from '../../../src/project/references/scan.ts';

describe('files of the project', () => {
  let folder: string;
  let picture: string;
  const uri = (...parts: string[]): vscode.Uri => vscode.Uri.file(join(folder, 'project', ...parts));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-files-'));
    picture = join(folder, 'picture.png');
    await writeFile(picture, 'bytes of a picture');
    await mkdir(join(folder, 'project'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are added whole, with nothing left beside them', async () => {
    const images = projectFolder(uri('new', 'images'));
    await images.ensure();
    assert.equal(await images.exists('a.png'), false);
    assert.equal(await images.add('a.png', picture), true);
    assert.equal(await images.exists('a.png'), true);
    assert.equal(await readFile(uri('new', 'images', 'a.png').fsPath, 'utf8'), 'bytes of a picture');
    assert.deepEqual(await readdir(uri('new', 'images').fsPath), ['a.png']);
  });

  it('are never replaced unasked, and replaced when asked', async () => {
    await writeFile(uri('a.png').fsPath, 'old');
    assert.equal(await addFile(uri('a.png'), picture, false), false);
    assert.equal(await readFile(uri('a.png').fsPath, 'utf8'), 'old');
    assert.deepEqual(await readdir(uri().fsPath), ['a.png']);
    assert.equal(await addFile(uri('a.png'), picture, true), true);
    assert.equal(await readFile(uri('a.png').fsPath, 'utf8'), 'bytes of a picture');
  });

  it('are left alone when the write fails', async () => {
    await assert.rejects(addFile(uri('a.png'), join(folder, 'missing.png'), false));
    await writeFile(uri('file').fsPath, '');
    await assert.rejects(addFile(uri('file', 'a.png'), picture, false));
    assert.deepEqual(await readdir(uri().fsPath), ['file']);
  });

  it('are told apart: folder, file, missing, outside', async () => {
    await mkdir(uri('images').fsPath);
    await writeFile(uri('file').fsPath, '');
    await symlink(folder, uri('way-out').fsPath);
    await symlink(uri('images').fsPath, uri('way-round').fsPath);
    const lookup = lookupIn(uri());
    const look = (path: string): ReturnType<typeof lookup.look> => lookup.look(path);
    assert.equal(await look('images'), 'folder');
    assert.equal(await look('file'), 'file');
    assert.equal(await look('missing/deeper'), 'missing');
    assert.equal(await look('way-out'), 'outside');
    assert.equal(await look('way-out/not-there-yet'), 'outside');
    assert.equal(await look('way-round'), 'folder');
  });

  it('are there behind links too, for whoever looks for what is missing', async () => {
    await mkdir(uri('shared').fsPath);
    await writeFile(uri('shared', 'a.png').fsPath, '');
    await symlink(uri('shared').fsPath, uri('images').fsPath);
    await symlink(uri('shared', 'a.png').fsPath, uri('b.png').fsPath);
    await symlink(uri('gone.png').fsPath, uri('c.png').fsPath);
    await writeFile(uri('page.md').fsPath, '![](images/a.png) ![](b.png) ![](c.png) ![](images/d.png)');
    const missing: string[] = [];
    await scanWorkspace(projectFilesIn(uri()), {
      onFound: found => missing.push(...found.map(({ path }) => path)),
    });
    assert.deepEqual(missing.toSorted(), ['c.png', 'images/d.png']);
  });

  it('are neither read nor listed through a link that leads out', async () => {
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'package.json'), '{}');
    await writeFile(uri('own.json').fsPath, '[]');
    await symlink(outside, uri('way-out').fsPath);
    await symlink(join(outside, 'package.json'), uri('package.json').fsPath);
    await symlink(uri('own.json').fsPath, uri('inside.json').fsPath);
    const files = projectFilesIn(uri());
    assert.deepEqual((await files.list('')).map(({ name, kind }) => `${kind} ${name}`).toSorted(), [
      'file own.json',
      'link inside.json',
      'link package.json',
      'link way-out',
    ]);
    assert.deepEqual(await files.list('way-out'), []);
    assert.equal(await files.read('package.json'), undefined);
    assert.equal(await files.read('inside.json'), '[]');
  });

  it('name their pictures, without those of packages and those that git ignores', async () => {
    for (const path of ['web/img', 'made/img', 'node_modules/x/img'])
      await mkdir(uri(...path.split('/')).fsPath, { recursive: true });
    for (const path of ['web/img/a.PNG', 'made/img/b.png', 'node_modules/x/img/c.png'])
      await writeFile(uri(...path.split('/')).fsPath, '');
    await writeFile(uri('.gitignore').fsPath, 'made/\n');
    const pictures = await projectFilesIn(uri()).pictures();
    assert.deepEqual(await pictures.endingWith('img/a.PNG'), ['web/img/a.PNG']);
    assert.deepEqual(await pictures.endingWith('img/b.png'), []);
    assert.deepEqual(await pictures.endingWith('img/c.png'), []);
  });

  it('serve as sources, byte for byte', async () => {
    const copy = join(folder, 'copy.png');
    await sourceFiles.copy(vscode.Uri.file(picture).toString(), copy);
    assert.equal(await readFile(copy, 'utf8'), 'bytes of a picture');
  });
});
