import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Run } from '../../../src/images/run.ts';
import { done, put, Rig, run } from './rig.ts';

/** Ids as the studio makes them: they sort by time. */
function idAt(index: number): string {
  return `20260101T${String(index).padStart(6, '0')}-00000000`;
}

describe('a long library', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.make();
    for (let index = 0; index < 100; index++) {
      const id = idAt(index);
      await mkdir(rig.path(id));
      const file = {
        version: 1,
        owner: { pid: 1, session: 'x' },
        run: run(id, { state: 'done', startedAt: index, tiles: [done('1')] }),
      };
      await writeFile(rig.path(id, 'run.json'), JSON.stringify(file));
    }
  });
  afterEach(() => rig.end());

  it('comes in pages, newest first, the first of them small, and once', async () => {
    const library = rig.open();
    const pages: (readonly Run[])[] = [];
    library.onDidChange(() => assert.fail('loading is no change'));
    const followed: boolean[] = [];
    for await (const { runs, more } of library.load({ first: 5, following: 40 })) {
      pages.push(runs);
      followed.push(more);
    }
    assert.deepEqual(followed, [true, true, true, false]);
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 40, 40, 15],
    );
    assert.deepEqual(
      pages.flat().map(({ startedAt }) => startedAt),
      Array.from({ length: 100 }, (_, index) => 99 - index),
    );
    const [first] = await library.runs();
    assert.equal(first, pages[0]?.[0]);
  });

  it('reads no more than the first page before it gives that', async () => {
    let read = 0;
    const library = rig.open({
      probeFile: async () => {
        read++;
        return undefined;
      },
    });
    // Runs whose window is gone have their files looked at, which can be counted.
    for (let index = 0; index < 100; index++) {
      const tiles = [{ id: '1', state: 'running', stem: '1-0' }] as const;
      const file = {
        version: 1,
        owner: { pid: 2 ** 22 + 1, session: 'x' },
        run: run(idAt(index), { startedAt: index, tiles }),
      };
      await writeFile(rig.path(idAt(index), 'run.json'), JSON.stringify(file));
      await writeFile(rig.path(idAt(index), '1-0.png'), 'png');
    }
    const pages = library.load({ first: 5 });
    assert.equal((await pages.next()).value?.runs.length, 5);
    assert.equal(read, 5);
    await pages.return(undefined);
    assert.equal((await library.runs()).length, 100);
    assert.equal(read, 100);
  });

  it('gives runs that came since in later pages, and none twice', async () => {
    const library = rig.open();
    await library.runs();
    await put(library, run('20270101T000000-00000000', { startedAt: 1000 }));
    await library.remove(idAt(50));
    const started: number[] = [];
    for await (const page of library.load({ first: 5 }))
      started.push(...page.runs.map(({ startedAt }) => startedAt));
    assert.equal(started.length, 100);
    assert.equal(started[0], 1000);
    assert.equal(new Set(started).size, 100);
  });

  it('knows its size, and counts a picture once', async () => {
    const library = rig.open();
    assert.deepEqual(await library.usage(), { bytes: 300, pictures: 100 });
    const source = {
      uri: 'file:///s.png',
      label: 's.png',
      file: 'source.png',
      type: 'png',
      bytes: 50,
      width: 1,
      height: 1,
    } as const;
    const partial = done('9').picture;
    await put(
      library,
      run('z', {
        sources: [source],
        tiles: [done('1'), { id: '2', state: 'failed', ...(partial && { partial }) }],
      }),
    );
    assert.deepEqual(await library.usage(), { bytes: 300 + 50 + 3 + 3, pictures: 101 });
    await library.remove(idAt(3));
    assert.deepEqual(await library.usage(), { bytes: 353, pictures: 100 });
  });
});
