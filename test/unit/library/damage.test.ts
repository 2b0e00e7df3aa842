import assert from 'node:assert/strict';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import type { Run } from '../../../src/images/run.ts';
import type { LibraryChange } from '../../../src/library/shelf.ts';
import { until } from '../../support/until.ts';
import { done, put, Rig, run } from './rig.ts';

const ids = [
  '20260131T235958-0000aaaa',
  'b',
  '20260131T235958-0000cccc',
  '20269931T235958-0000dddd',
] as const;
const time = Date.UTC(2026, 0, 31, 23, 59, 58);
const finished = (id: string): Run => run(id, { state: 'done', tiles: [done('1')] });

describe('a damaged library', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await Rig.make();
    const library = rig.open();
    for (const id of ids) await put(library, finished(id));
  });
  afterEach(() => rig.end());

  const breakRun = async (id: string, text: string): Promise<void> =>
    writeFile(rig.path(id, 'run.json'), text);

  it('lists what cannot be read, with its time and why, and everything else as runs', async () => {
    await breakRun(ids[0], '{"version": 1, "run');
    await breakRun(ids[1], JSON.stringify({ version: 2, pictures: [] }));
    await breakRun(ids[3], JSON.stringify({ version: 1, owner: { pid: 1, session: 'x' }, run: { id: 'd' } }));
    const library = rig.open();
    assert.deepEqual(
      (await library.runs()).map(({ id }) => id),
      [ids[2]],
    );
    assert.deepEqual(
      library.damaged().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      [
        { id: ids[0], startedAt: time, reason: 'unreadable' },
        { id: ids[3], reason: 'unreadable' },
        { id: ids[1], reason: 'newer' },
      ],
    );
    assert.equal(rig.damaged.length, 3);
  });

  it('reads an error of a kind that only another version knows, and nothing that is no error at all', async () => {
    const text = await readFile(rig.path(ids[0], 'run.json'), 'utf8');
    const withError = (error: unknown): string =>
      text.replace('"stem":', `"error": ${JSON.stringify(error)}, "stem":`);
    await breakRun(ids[0], withError({ kind: 'sunspots', status: 503, host: 'api.example' }));
    await breakRun(ids[2], withError({ kind: 'invalid', problems: 'size' }));
    const library = rig.open();
    const runs = await library.runs();
    const error = runs.find(({ id }) => id === ids[0])?.tiles[0]?.error;
    assert.deepEqual(error, { kind: 'unexpected', status: 503, host: 'api.example' });
    assert.deepEqual(
      library.damaged().map(({ id }) => id),
      [ids[2]],
    );
  });

  it('drops what it can do without where that cannot be read, and keeps the pictures', async () => {
    const odd = {
      usage: { inputTokens: null, outputTokens: 1, totalTokens: 1 },
      partial: { type: 'png', width: 4, height: 4, alpha: false, file: 'r-0-partial-1e+21.png', bytes: 3 },
      alphaTruth: 'perhaps',
    };
    const text = await readFile(rig.path('b', 'run.json'), 'utf8');
    await breakRun('b', text.replace('"stem":', `${JSON.stringify(odd).slice(1, -1)}, "stem":`));
    const library = rig.open();
    await library.runs();
    assert.deepEqual(library.get('b')?.tiles, [done('1')]);
    assert.deepEqual(library.damaged(), []);
  });

  const undrawable: readonly (readonly [string, string, string])[] = [
    ['a time that is none', '"startedAt": 1,', '"startedAt": 1e16,'],
    ['a size that is a list', '"width": 4,', '"width": [4],'],
  ];
  for (const [name, whole, odd] of undrawable)
    it(`lists an entry with ${name}, which no page could show`, async () => {
      const text = await readFile(rig.path('b', 'run.json'), 'utf8');
      assert.ok(text.includes(whole));
      await breakRun('b', text.replace(whole, odd));
      const library = rig.open();
      assert.equal((await library.runs()).length, 3);
      assert.deepEqual(library.damaged(), [{ id: 'b', reason: 'unreadable' }]);
    });

  it('drops parameters that settings should not have held, and keeps the pictures', async () => {
    const text = await readFile(rig.path('b', 'run.json'), 'utf8');
    const odd = '"size": ["1024x1024"], "outputFormat": 7, "moderation": "none", "quality": "high"';
    await breakRun('b', text.replace('"size": "1024x1024"', odd));
    const library = rig.open();
    await library.runs();
    assert.deepEqual(library.get('b')?.tiles, [done('1')]);
    assert.deepEqual(library.get('b')?.parameters, { quality: 'high' });
  });

  it('lists a folder that lost its run’s file', async () => {
    await rm(rig.path(ids[0], 'run.json'));
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(rig.path(ids[0]), longAgo, longAgo);
    const library = rig.open();
    await library.runs();
    assert.deepEqual(library.damaged(), [{ id: ids[0], startedAt: time, reason: 'unreadable' }]);
  });

  it('removes a damaged entry and harms nothing else', async () => {
    await breakRun(ids[0], 'null');
    const library = rig.open();
    await library.runs();
    const told: LibraryChange[] = [];
    library.onDidChange(change => told.push(change));
    assert.equal(await library.remove(ids[0]), 'removed');
    assert.deepEqual(told, [{ removed: ids[0] }]);
    assert.deepEqual(library.damaged(), []);
    assert.equal((await rig.open().runs()).length, 3);
  });

  it('tells of damage that is done, and of its repair, while it is open', async () => {
    const library = rig.open({ beatMs: 30 });
    await library.runs();
    const whole = await readFile(rig.path('b', 'run.json'), 'utf8');
    const told: LibraryChange[] = [];
    library.onDidChange(change => told.push(change));
    await breakRun('b', '[]');
    await writeFile(rig.path('journal'), 'b x\n', { flag: 'a' });
    await until('the damage is told', () => told.length === 2);
    assert.deepEqual(told, [{ removed: 'b' }, { damaged: { id: 'b', reason: 'unreadable' } }]);
    assert.equal(library.get('b'), undefined);
    await breakRun('b', whole);
    await writeFile(rig.path('journal'), 'b x\n', { flag: 'a' });
    await until('the run is back', () => library.get('b') !== undefined);
    assert.deepEqual(library.damaged(), []);
  });

  it('keeps the place of a picture whose file is missing', async () => {
    await rm(rig.path('b', '1-0.png'));
    const library = rig.open();
    await library.runs();
    assert.deepEqual(library.get('b')?.tiles, [done('1')]);
    assert.deepEqual(library.damaged(), []);
  });

  it('says what the pixels were found to be, and no other word', async () => {
    const whole = await readFile(rig.path('b', 'run.json'), 'utf8');
    const say = (word: string): Promise<void> =>
      breakRun('b', whole.replace('"stem"', `"alphaTruth": ${JSON.stringify(word)}, "stem"`));
    await say('checkerboard');
    const library = rig.open();
    await library.runs();
    assert.equal(library.get('b')?.tiles[0]?.alphaTruth, 'checkerboard');
    await say('pretty');
    const strict = rig.open();
    await strict.runs();
    assert.deepEqual(strict.get('b')?.tiles, [done('1')]);
  });
});
