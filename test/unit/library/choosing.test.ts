import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Run } from '../../../src/images/run.ts';
import type { Library } from '../../../src/library/library.ts';
import { done, put, Rig, run } from './rig.ts';

const finished = (id: string, tiles = [done('1'), done('2')]): Run => run(id, { state: 'done', tiles });

describe('choosing among pictures', () => {
  let rig: Rig;
  let library: Library;

  const reopened = async (): Promise<Run | undefined> => (await rig.open().runs())[0];

  beforeEach(async () => {
    rig = await Rig.make();
    library = rig.open();
  });
  afterEach(() => rig.end());

  it('keeps, rejects and takes it back; the later word counts, also within a millisecond', async () => {
    await put(library, finished('a'));
    await Promise.all([
      library.mark('a', ['1', '2'], { verdict: 'kept' }),
      library.mark('a', ['1', '2'], { verdict: 'none' }),
      library.mark('a', ['2'], { verdict: 'rejected' }),
    ]);
    for (const shown of [library.get('a'), await reopened()])
      assert.deepEqual(shown?.tiles, [done('1'), done('2', { verdict: 'rejected' })]);
  });

  it('discards and brings back, which costs no bytes and no verdict', async () => {
    await put(library, finished('a'));
    await library.mark('a', ['1'], { verdict: 'rejected' });
    await library.mark('a', ['1', '2'], { discarded: true });
    await library.mark('a', ['2'], { discarded: false });
    const expected = [done('1', { verdict: 'rejected', discarded: true }), done('2')];
    for (const shown of [library.get('a'), await reopened()]) assert.deepEqual(shown?.tiles, expected);
    assert.ok((await readdir(rig.path('a'))).includes('1-0.png'));
  });

  it('reads marks of the first version, and loses one that is damaged', async () => {
    await put(library, finished('a'));
    const saved = { uri: 'file:///x/1.png', label: '1.png' };
    await mkdir(rig.path('a', 'marks'));
    await writeFile(rig.path('a', 'marks', '1-x.json'), JSON.stringify({ tile: '1', saved, at: 1 }));
    await writeFile(rig.path('a', 'marks', '2-x.json'), '{"tiles": ["1"], "verd');
    await writeFile(rig.path('a', 'marks', '3-x.json'), '{"tiles": ["1"], "at": 3, "verdict": "adored"}');
    assert.deepEqual((await reopened())?.tiles[0], done('1', { saved: [saved] }));
  });

  it('lets the last word count although a clock was ahead', async () => {
    await put(library, finished('a'));
    await mkdir(rig.path('a', 'marks'));
    const at = Date.now() + 3_600_000;
    await writeFile(rig.path('a', 'marks', 'x.json'), JSON.stringify({ tiles: ['1'], at, verdict: 'kept' }));
    const later = rig.open();
    await later.runs();
    await later.mark('a', ['1'], { verdict: 'rejected' });
    assert.equal((await reopened())?.tiles[0]?.verdict, 'rejected');
  });

  it('keeps what is said out of the run’s own file', async () => {
    await put(library, run('a', { tiles: [done('1')] }));
    await library.mark('a', ['1'], { verdict: 'kept' });
    library.change('a', before => ({ ...before, state: 'done' }));
    await library.flush();
    assert.doesNotMatch(await readFile(rig.path('a', 'run.json'), 'utf8'), /verdict|kept/);
    assert.deepEqual((await reopened())?.tiles, [done('1', { verdict: 'kept' })]);
  });

  it('takes back a word that could not be written', async () => {
    await put(library, finished('a'));
    await writeFile(rig.path('a', 'marks'), '');
    await assert.rejects(library.mark('a', ['1'], { verdict: 'kept' }), { kind: 'disk' });
    assert.equal(library.get('a')?.tiles[0]?.verdict, undefined);
  });

  it('deletes the bytes of pictures, previews included, and nothing else', async () => {
    await put(library, finished('a'));
    for (const name of ['1-0-partial-0.png', '1rk3-0-partial-0.png', '2-0-partial-0.png', 'source-1.png'])
      await writeFile(rig.path('a', name), 'png');
    assert.equal(await library.remove('a', ['1']), 'removed');
    const left = (await readdir(rig.path('a'))).toSorted();
    assert.deepEqual(left, ['2-0-partial-0.png', '2-0.png', 'marks', 'run.json', 'source-1.png']);
    for (const shown of [library.get('a'), await reopened()]) assert.deepEqual(shown?.tiles, [done('2')]);
    await library.mark('a', ['1'], { verdict: 'kept' });
    assert.deepEqual((await reopened())?.tiles, [done('2')]);
  });

  it('counts previews that nothing shows any more', async () => {
    await put(library, finished('a'));
    const before = (await library.usage()).bytes;
    await writeFile(rig.path('a', '1-0-partial-0.png'), 'png');
    const other = rig.open();
    assert.equal((await other.usage()).bytes, before + 3);
  });

  it('deletes the folder with the last picture, and tells', async () => {
    await put(library, finished('a'));
    await put(library, finished('b'));
    const gone: string[] = [];
    library.onDidChange(change => 'removed' in change && gone.push(change.removed));
    assert.equal(await library.remove('a', ['1', '2']), 'removed');
    assert.equal(await library.remove('b'), 'removed');
    assert.equal(await library.remove('b'), 'removed');
    assert.deepEqual(gone, ['a', 'b']);
    assert.deepEqual(await readdir(rig.root), ['journal']);
  });

  it('deletes nothing beside the library, whatever it is asked for', async () => {
    await put(library, finished('a'));
    await library.runs();
    for (const id of ['..', '.', '', '../x', 'a/../..', '.thumbnails', 'journal'])
      assert.equal(await library.remove(id), 'removed');
    assert.deepEqual((await readdir(rig.root)).toSorted(), ['a', 'journal']);
  });

  it('shows a picture still whose bytes could not be deleted', async () => {
    await put(library, finished('a'));
    await rm(rig.path('a', '1-0.png'));
    await mkdir(rig.path('a', '1-0.png'));
    await assert.rejects(library.remove('a', ['1']), { kind: 'disk' });
    for (const shown of [library.get('a'), await reopened()]) assert.equal(shown?.tiles.length, 2);
  });
});
