import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { Run } from '../../../src/images/run.ts';
import type { Library } from '../../../src/library/library.ts';
import { until } from '../../support/until.ts';
import { done, put, Rig, run } from './rig.ts';

/** Waits until a window shows a run as it should. */
function shows(library: Library, id: string, what: string, holds: (shown: Run) => boolean): Promise<void> {
  return until(`the other window shows ${what}`, () => {
    const shown = library.get(id);
    return shown !== undefined && holds(shown);
  });
}

const verdicts = (shown: Run | undefined): unknown => shown?.tiles.map(({ verdict }) => verdict);

const finish = (before: Run): Run => ({ ...before, state: 'done', tiles: [done('1'), done('2')] });

describe('two windows on one library', () => {
  let rig: Rig;
  let one: Library;
  let other: Library;

  beforeEach(async () => {
    rig = await Rig.make();
    one = rig.open();
    other = rig.openOther('other-window');
    await Promise.all([one.runs(), other.runs()]);
  });
  afterEach(async () => {
    assert.deepEqual(rig.damaged, []);
    await rig.end();
  });

  it('see each other’s runs begin, change and end', async () => {
    const seen: string[] = [];
    one.onDidChange(change => 'run' in change && seen.push(change.run.state));
    await put(other, run('a'));
    await shows(one, 'a', 'a run that began', ({ state }) => state === 'running');
    assert.equal(one.runsElsewhere('a'), true);
    assert.equal(other.runsElsewhere('a'), false);
    other.change('a', finish);
    await shows(one, 'a', 'a run that ended', ({ state, tiles }) => state === 'done' && tiles.length === 2);
    assert.equal(one.runsElsewhere('a'), false);
    assert.deepEqual([seen[0], seen.at(-1)], ['running', 'done']);
  });

  it('see what the other says about pictures, also about runs of their own that go on', async () => {
    await put(one, run('a', { tiles: [done('1'), { id: '2', state: 'running' }] }));
    await shows(other, 'a', 'the run', () => true);
    await other.mark('a', ['1'], { verdict: 'kept' });
    await other.mark('a', ['1'], { discarded: true });
    await shows(
      one,
      'a',
      'both marks',
      ({ tiles: [tile] }) => tile?.verdict === 'kept' && tile.discarded === true,
    );
    one.change('a', before => ({ ...before, prompt: 'changed' }));
    await other.mark('a', ['1'], { verdict: 'none' });
    await shows(one, 'a', 'a word taken back', ({ tiles: [tile] }) => tile?.verdict === undefined);
    await shows(other, 'a', 'the change', ({ prompt }) => prompt === 'changed');
    assert.equal(other.get('a')?.tiles[0]?.discarded, true);
    assert.equal(one.get('a')?.prompt, 'changed');
  });

  it('lose none of the marks that both write at once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
    await put(one, run('a', { state: 'done', tiles: ids.map(id => done(id)) }));
    await shows(other, 'a', 'the run', () => true);
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 ? one : other).mark('a', [id], { verdict: index % 3 ? 'kept' : 'rejected' }),
      ),
    );
    const expected = ids.map((_, index) => (index % 3 ? 'kept' : 'rejected'));
    for (const library of [one, other]) {
      await shows(library, 'a', 'all marks', shown => String(verdicts(shown)) === String(expected));
    }
    assert.deepEqual(verdicts((await rig.open().runs())[0]), expected);
  });

  it('see pictures and whole runs go that the other deletes', async () => {
    await put(one, run('a', { state: 'done', tiles: [done('1'), done('2')] }));
    await shows(other, 'a', 'the run', () => true);
    const gone: string[] = [];
    one.onDidChange(change => 'removed' in change && gone.push(change.removed));
    assert.equal(await other.remove('a', ['1']), 'removed');
    await shows(one, 'a', 'one picture less', ({ tiles }) => tiles.map(({ id }) => id).join() === '2');
    assert.equal(await other.remove('a'), 'removed');
    await until('the run is gone there too', () => one.get('a') === undefined);
    assert.deepEqual(gone, ['a']);
    assert.equal(await one.remove('a'), 'removed');
    await one.mark('a', ['1'], { verdict: 'kept' });
    assert.deepEqual(
      (await readdir(rig.root)).filter(name => name !== 'journal'),
      [],
    );
  });

  it('both deleting different pictures of a run leave nothing of it', async () => {
    await put(one, run('a', { state: 'done', tiles: [done('1'), done('2')] }));
    await shows(other, 'a', 'the run', () => true);
    await Promise.all([one.remove('a', ['1']), other.remove('a', ['2'])]);
    await until('nothing is left', async () => {
      const left = await readdir(rig.root);
      return !one.get('a') && !other.get('a') && !left.includes('a');
    });
  });

  it('do not delete what the other is at work on', async () => {
    await put(one, run('a'));
    await shows(other, 'a', 'the run', () => true);
    assert.equal(await other.remove('a'), 'runningElsewhere');
    assert.equal(await one.remove('a', ['1']), 'running');
    await one.prepare('b', 1);
    assert.equal(await one.remove('b'), 'running');
    one.change('a', finish);
    await one.flush();
    // What this window shows is older than the disk: the disk counts.
    assert.equal(await other.remove('a'), 'removed');
    await one.abandon('b');
  });

  it('take up each other’s runs without undoing what was done', async () => {
    await put(one, run('a', { state: 'done', tiles: [done('1'), { id: '2', state: 'failed' }] }));
    await shows(other, 'a', 'the run', () => true);
    other.change('a', before => ({ ...before, state: 'running' }));
    await shows(one, 'a', 'the retry', ({ state }) => state === 'running');
    other.change('a', finish);
    await shows(one, 'a', 'its end', ({ state }) => state === 'done');
    await one.flush();
    const [read] = await rig.open().runs();
    assert.deepEqual(read?.tiles, [done('1'), done('2')]);
  });

  it('begin a new journal when the old one is long, and miss nothing', async () => {
    const beating = rig.open({ beatMs: 30 });
    await beating.runs();
    await appendFile(rig.path('journal'), `${'x'.repeat(63)}\n`.repeat(1100));
    await until('a new journal is begun', async () => (await readdir(rig.root)).includes('journal.old'));
    await put(other, run('a', { state: 'done', tiles: [done('1')] }));
    await shows(one, 'a', 'the run', () => true);
    await other.mark('a', ['1'], { verdict: 'kept' });
    await shows(one, 'a', 'the mark', ({ tiles: [tile] }) => tile?.verdict === 'kept');
  });

  it('trust nothing that the journal says', async () => {
    await put(one, run('a', { state: 'done', tiles: [done('1')] }));
    await shows(other, 'a', 'the run', () => true);
    await appendFile(
      rig.path('journal'),
      '../../etc x\n\0\n\n journal\nnobody x\na x y z\n' + 'a'.repeat(5000),
    );
    await rename(rig.path('journal'), rig.path('elsewhere'));
    await rm(rig.path('elsewhere'));
    await one.mark('a', ['1'], { verdict: 'rejected' });
    await shows(other, 'a', 'the mark', ({ tiles: [tile] }) => tile?.verdict === 'rejected');
    assert.deepEqual(other.damaged(), []);
  });
});

describe('a window beside others', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.make();
  });
  afterEach(() => rig.end());

  it('finds everything by its heartbeat where the file system tells of no changes', async () => {
    const other = rig.openOther('other-window');
    await put(other, run('a'));
    await put(other, run('b', { state: 'done', tiles: [done('1')] }));
    const deaf = rig.open({ watching: false, beatMs: 30 });
    assert.equal((await deaf.runs()).length, 2);
    other.change('a', finish);
    await put(other, run('c', { state: 'done', tiles: [done('1')] }));
    await other.mark('b', ['1'], { verdict: 'kept' });
    await shows(deaf, 'a', 'the end', ({ state }) => state === 'done');
    await shows(deaf, 'c', 'the new run', () => true);
    await shows(deaf, 'b', 'the mark', ({ tiles: [tile] }) => tile?.verdict === 'kept');
    await rm(rig.path('b'), { recursive: true });
    await until('the removed run is gone', () => deaf.get('b') === undefined);
  });

  it('sees the run of a window that crashed as interrupted, with what had arrived', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const crashing = rig.open({ owner: { pid: child.pid ?? 0, session: 'crashing-window' } });
    const tiles = ['1', '2'].map(id => ({ id, state: 'running', stem: `${id}-0` }) as const);
    await put(crashing, run('a', { tiles }));
    await writeFile(rig.path('a', '1-0.png'), 'png');
    const survivor = rig.open({ beatMs: 30 });
    assert.equal((await survivor.runs())[0]?.state, 'running');
    assert.equal(await survivor.remove('a'), 'runningElsewhere');
    crashing.dispose();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await shows(survivor, 'a', 'an interrupted run', ({ state }) => state === 'interrupted');
    const shown = survivor.get('a');
    assert.deepEqual(
      shown?.tiles.map(({ state }) => state),
      ['done', 'interrupted'],
    );
    assert.equal(await survivor.remove('a'), 'removed');
  });

  it('says nothing about a run that another window only prepares', async () => {
    const other = rig.openOther('other-window');
    await other.prepare('a', 1);
    const one = rig.open({ beatMs: 30 });
    assert.deepEqual(await one.runs(), []);
    await other.start(run('a'));
    await shows(one, 'a', 'the run', ({ state }) => state === 'running');
    assert.deepEqual(rig.damaged, []);
  });

  it('finishes removals that were cut short', async () => {
    await mkdir(rig.path('.trash-1'));
    await writeFile(rig.path('.trash-1', '1-0.png'), 'png');
    await rig.open().runs();
    assert.deepEqual(await readdir(rig.root), []);
  });
});
