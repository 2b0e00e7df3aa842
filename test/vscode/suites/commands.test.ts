import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import type { Made } from '../../../src/commands/made.ts';
import { setUserSetting } from '../../../src/platform/settings.ts';

const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));
const fillings = (): unknown[] => slots.map(slot => Reflect.get(globalThis, slot));
// Taken while the files load, before anything of ours runs.
const untouched = fillings();

function run(command: string, ...args: unknown[]): Thenable<Made | undefined> {
  return vscode.commands.executeCommand<Made | undefined>(command, ...args);
}

function inWorkspace(...parts: string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return join(folder.uri.fsPath, ...parts);
}

async function made(command: string, ...args: unknown[]): Promise<Made> {
  const result = await run(command, ...args);
  assert.ok(result, `${command} made nothing`);
  return result;
}

describe('commands', () => {
  before(() => setUserSetting('provider', 'offline'));
  after(() => setUserSetting('provider', undefined));
  afterEach(() => rm(inWorkspace('made'), { recursive: true, force: true }));

  it('make what the arguments say, save it, and say what they made', async () => {
    const options = {
      prompt: 'a quiet harbour',
      count: 2,
      size: '256x192',
      outputFormat: 'jpeg',
      saveTo: 'made',
    };
    const result = await made('easel.generate', options);
    assert.equal(result.state, 'done');
    assert.deepEqual(result.errors, []);
    assert.deepEqual(
      result.pictures.map(({ type, width, height }) => [type, width, height]),
      [
        ['jpeg', 256, 192],
        ['jpeg', 256, 192],
      ],
    );
    assert.deepEqual(await readdir(inWorkspace('made')), ['a-quiet-harbour-2.jpg', 'a-quiet-harbour.jpg']);
    const [first] = result.pictures;
    assert.ok(first);
    const saved = await readFile(inWorkspace('made', 'a-quiet-harbour.jpg'));
    assert.ok(saved.equals(await readFile(first.path)), 'the bytes on disk are those of the server');
  });

  it('never save over a file', async () => {
    const options = { prompt: 'twice', size: '64x64', saveTo: 'made' };
    await made('easel.generate', options);
    const before = await readFile(inWorkspace('made', 'twice.png'));
    await made('easel.generate', options);
    assert.deepEqual(await readdir(inWorkspace('made')), ['twice-2.png', 'twice.png']);
    assert.ok(before.equals(await readFile(inWorkspace('made', 'twice.png'))));
  });

  it('make variations and edits of a file of the workspace', async () => {
    const variations = await made('easel.variations', {
      files: ['images/logo.png'],
      prompt: '',
      count: 2,
      size: '256x256',
    });
    assert.equal(variations.pictures.length, 2);
    const logo = vscode.Uri.file(inWorkspace('images', 'logo.png'));
    const edit = await made('easel.edit', { files: [logo], prompt: 'in winter', count: 1, size: '256x256' });
    assert.equal(edit.pictures.length, 1);
  });

  it('refuse to save outside of the workspace, before anything is made', async () => {
    await symlink(tmpdir(), inWorkspace('way-out')).catch(() => undefined);
    for (const saveTo of ['../out', '/tmp/out', 'way-out/out', 'index.html']) {
      assert.equal(await run('easel.generate', { prompt: 'x', size: '64x64', saveTo }), undefined, saveTo);
    }
    await rm(inWorkspace('way-out'));
  });

  it('refuse to start from a picture outside of the workspace, by path, uri or link', async () => {
    const outside = join(tmpdir(), `easel-outside-${process.pid}.png`);
    await copyFile(inWorkspace('images', 'logo.png'), outside);
    await symlink(outside, inWorkspace('link.png'));
    for (const file of [outside, '../x.png', 'link.png', vscode.Uri.file(outside)]) {
      const result = await run('easel.variations', { files: [file], prompt: '', size: '256x256' });
      assert.equal(result, undefined, String(file));
    }
    await Promise.all([rm(outside), rm(inWorkspace('link.png'))]);
  });

  it('refuse arguments they do not know, hosts and keys among them', async () => {
    assert.equal(await run('easel.generate', { prompt: 'x', baseUrl: 'https://evil.example' }), undefined);
    assert.equal(await run('easel.generate', { prompt: 'x', apiKey: 'sk-x' }), undefined);
  });

  it('refuse what no server would take', async () => {
    assert.equal(await run('easel.generate', { prompt: '   ' }), undefined);
    assert.equal(await run('easel.edit', { prompt: 'x', files: ['style.css'] }), undefined);
    await mkdir(inWorkspace('made'), { recursive: true });
    assert.equal(await run('easel.edit', { prompt: 'x', files: ['made/missing.png'] }), undefined);
  });

  it("leave the process's fetch to the other extensions, with the wire loaded", async () => {
    await made('easel.generate', { prompt: 'slots', size: '64x64' });
    fillings().forEach((filling, index) => assert.equal(filling, untouched[index], String(slots[index])));
  });
});
