import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run, Tile } from '../../../src/images/run.ts';
import type { Library } from '../../../src/library/library.ts';
import { facts, put, Rig, run } from './rig.ts';

const picture = { ...facts, file: '1-0.png', bytes: 3 };

function withTile(tile: Tile): (before: Run) => Run {
  return before => ({ ...before, tiles: [tile] });
}

describe('library', () => {
  let rig: Rig;
  let root: string;
  const open = (): Library => rig.open();

  beforeEach(async () => {
    rig = await Rig.make();
    root = rig.root;
  });
  afterEach(() => rig.end());

  it('gives back what was put, newest first, to another window', async () => {
    const library = open();
    await put(library, run('a', { startedAt: 1, state: 'done' }));
    await put(library, run('b', { startedAt: 2, state: 'done' }));
    library.change('b', before => ({ ...before, prompt: 'two foxes' }));
    await library.flush();
    const runs = await open().runs();
    assert.deepEqual(
      runs.map(({ id, prompt }) => [id, prompt]),
      [
        ['b', 'two foxes'],
        ['a', 'a fox'],
      ],
    );
    assert.deepEqual(rig.damaged, []);
  });

  it('keeps what is known of the cost', async () => {
    const library = open();
    const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3, unpriced: true } as const;
    await put(library, run('a', { usage, tiles: [{ id: '1', state: 'done', picture, counted: true }] }));
    await library.flush();
    const [kept] = await open().runs();
    assert.deepEqual([kept?.usage, kept?.tiles[0]?.counted], [usage, true]);
  });

  it('leaves no temporary files and one whole file after many quick changes', async () => {
    const library = open();
    await put(library, run('a'));
    for (let version = 0; version < 50; version++) {
      library.change('a', before => ({ ...before, prompt: `version ${version}` }));
    }
    await library.flush();
    assert.deepEqual(await readdir(join(root, 'a')), ['run.json']);
    assert.match(await readFile(join(root, 'a', 'run.json'), 'utf8'), /version 49/);
  });

  it('shows a run as running while its window lives', async () => {
    await put(open(), run('a'));
    await rig.disown('a', process.ppid);
    assert.equal((await open().runs())[0]?.state, 'running');
  });

  it('shows a run of a window that is gone as interrupted, with the pictures that had arrived', async () => {
    const tiles: Tile[] = [
      { id: '1', state: 'running', stem: '1-0' },
      { id: '2', state: 'running', stem: '2-0', retryAt: 5 },
      { id: '3', state: 'queued' },
      { id: '4', state: 'done', picture: { ...picture, file: '4-0.png' } },
    ];
    await put(open(), run('a', { tiles }));
    await writeFile(join(root, 'a', '1-0.png'), 'png');
    await writeFile(join(root, 'a', '2-0.part'), 'png');
    await rig.disown('a', 2 ** 22 + 1);
    const [read] = await open().runs();
    assert.equal(read?.state, 'interrupted');
    assert.deepEqual(read.tiles, [
      { id: '1', state: 'done', stem: '1-0', picture },
      { id: '2', state: 'interrupted', stem: '2-0', error: { kind: 'interrupted', mayBeBilled: true } },
      { id: '3', state: 'interrupted', error: { kind: 'interrupted', mayBeBilled: false } },
      tiles[3],
    ]);
    assert.deepEqual((await readdir(join(root, 'a'))).toSorted(), ['1-0.png', '4-0.png', 'run.json']);
  });

  it('does not trust a process id that was given to somebody else', async () => {
    await put(open(), run('a'));
    const file = await rig.disown('a', process.ppid);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, longAgo, longAgo);
    assert.equal((await open().runs())[0]?.state, 'interrupted');
  });

  it('loses one entry to damage, says so, and nothing else', async () => {
    const library = open();
    for (const id of ['a', 'b', 'c']) await put(library, run(id, { state: 'done' }));
    await writeFile(join(root, 'a', 'run.json'), '{"version": 1, "run');
    await rm(join(root, 'b', 'run.json'));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(root, 'b'), longAgo, longAgo);
    const runs = await open().runs();
    assert.deepEqual(
      runs.map(({ id }) => id),
      ['c'],
    );
    assert.deepEqual(rig.damaged.toSorted(), [join(root, 'a'), join(root, 'b')]);
  });

  it('refuses a picture name that is a path', async () => {
    const library = open();
    await put(library, run('a', { state: 'done', tiles: [{ id: '1', state: 'done', picture }] }));
    library.change('a', withTile({ id: '1', state: 'done', picture: { ...picture, file: '../../x.png' } }));
    await library.flush();
    assert.deepEqual(await open().runs(), []);
  });

  it('remembers where pictures were saved, from two windows at once', async () => {
    const first = open();
    await put(first, run('a', { state: 'done', tiles: [{ id: '1', state: 'done', picture }] }));
    const second = open();
    await second.runs();
    await Promise.all([
      first.markSaved('a', '1', { uri: 'file:///x/1.png', label: '1.png' }),
      second.markSaved('a', '1', { uri: 'file:///x/2.png', label: '2.png' }),
    ]);
    first.change('a', before => ({ ...before, prompt: 'changed' }));
    await first.flush();
    const [read] = await open().runs();
    assert.deepEqual(read?.tiles[0]?.saved?.map(({ label }) => label).toSorted(), ['1.png', '2.png']);
  });

  it('says that the disk refuses before anything is spent', async () => {
    await writeFile(join(root, 'file'), '');
    const library = rig.open({ root: join(root, 'file') });
    await assert.rejects(library.prepare(randomUUID(), 1), { kind: 'disk' });
    await assert.rejects(open().prepare('a', 2 ** 40), { kind: 'disk' });
  });

  it('tells listeners of every change that changes something, until they leave', async () => {
    const library = open();
    const seen: string[] = [];
    const subscription = library.onDidChange(change =>
      seen.push('run' in change ? change.run.prompt : 'gone'),
    );
    await put(library, run('a'));
    library.change('a', before => ({ ...before, prompt: 'second' }));
    library.change('a', before => before);
    subscription.dispose();
    library.change('a', before => ({ ...before, prompt: 'third' }));
    assert.deepEqual(seen, ['a fox', 'second']);
    await library.flush();
  });
});
