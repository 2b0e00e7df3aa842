import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run, Tile } from '../../../src/images/run.ts';
import { Library } from '../../../src/library/library.ts';

const facts = { type: 'png', width: 4, height: 4, alpha: false } as const;
const picture = { ...facts, file: '1-0.png', bytes: 3 };

function run(id: string, overrides: Partial<Run> = {}): Run {
  return {
    id,
    kind: 'generate',
    state: 'running',
    startedAt: 1,
    prompt: 'a fox',
    sources: [],
    provider: { id: 'offline', label: 'Offline', offline: true },
    parameters: { size: '1024x1024' },
    tiles: [{ id: '1', state: 'queued' }],
    ...overrides,
  };
}

function withTile(tile: Tile): (before: Run) => Run {
  return before => ({ ...before, tiles: [tile] });
}

async function put(library: Library, value: Run): Promise<void> {
  await library.prepare(value.id, 1);
  await library.start(value);
}

describe('library', () => {
  let root: string;
  let opened: Library[];
  let damaged: string[];

  const open = (): Library => {
    const library = new Library({
      root,
      probeFile: async path => ((await readFile(path, 'utf8')) === 'png' ? facts : undefined),
      onDamaged: folder => damaged.push(folder),
    });
    opened.push(library);
    return library;
  };
  /** Makes a run's file look as if another process had written it. */
  const disown = async (id: string, pid: number): Promise<string> => {
    const file = join(root, id, 'run.json');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/"pid": \d+/, `"pid": ${pid}`).replace(/"session": "[^"]+"/, `"session": "x"`),
    );
    return file;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'easel-library-'));
    opened = [];
    damaged = [];
  });
  afterEach(async () => {
    for (const library of opened) library.dispose();
    await rm(root, { recursive: true });
  });

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
    assert.deepEqual(damaged, []);
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
    await disown('a', process.ppid);
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
    await disown('a', 2 ** 22 + 1);
    const [read] = await open().runs();
    assert.equal(read?.state, 'interrupted');
    assert.deepEqual(read.tiles, [
      { id: '1', state: 'done', stem: '1-0', picture },
      { id: '2', state: 'interrupted', stem: '2-0', error: { kind: 'interrupted', mayBeBilled: true } },
      { id: '3', state: 'interrupted', error: { kind: 'interrupted', mayBeBilled: false } },
      tiles[3],
    ]);
    assert.deepEqual((await readdir(join(root, 'a'))).toSorted(), ['1-0.png', 'run.json']);
  });

  it('does not trust a process id that was given to somebody else', async () => {
    await put(open(), run('a'));
    const file = await disown('a', process.ppid);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(file, longAgo, longAgo);
    assert.equal((await open().runs())[0]?.state, 'interrupted');
  });

  it('loses one entry to damage, says so, and nothing else', async () => {
    const library = open();
    for (const id of ['a', 'b', 'c']) await put(library, run(id, { state: 'done' }));
    await writeFile(join(root, 'a', 'run.json'), '{"version": 1, "run');
    await rm(join(root, 'b', 'run.json'));
    const runs = await open().runs();
    assert.deepEqual(
      runs.map(({ id }) => id),
      ['c'],
    );
    assert.deepEqual(damaged.toSorted(), [join(root, 'a'), join(root, 'b')]);
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
    assert.equal(first.get('a')?.tiles[0]?.saved?.length, 1);
  });

  it('says that the disk refuses before anything is spent', async () => {
    await writeFile(join(root, 'file'), '');
    const library = new Library({
      root: join(root, 'file'),
      probeFile: async () => undefined,
      onDamaged: () => undefined,
    });
    opened.push(library);
    await assert.rejects(library.prepare(randomUUID(), 1), { kind: 'disk' });
    await assert.rejects(open().prepare('a', 2 ** 40), { kind: 'disk' });
  });

  it('tells listeners of every change until they leave', async () => {
    const library = open();
    const seen: string[] = [];
    const subscription = library.onDidChange(change =>
      seen.push('run' in change ? change.run.prompt : change.removed),
    );
    await put(library, run('a'));
    library.change('a', before => ({ ...before, prompt: 'second' }));
    subscription.dispose();
    library.change('a', before => ({ ...before, prompt: 'third' }));
    assert.deepEqual(seen, ['a fox', 'second']);
    await library.flush();
  });
});
