import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { chapters, startFault } from './faults.ts';
import { warmUp } from './rows/network.ts';
import { fully, run } from './run.ts';
import { rowOf, tablePath, tableText } from './table.ts';

const rows = new Map<string, string>();
const unhandled: unknown[] = [];
const onUnhandled = (error: unknown): void => void unhandled.push(error);
const writes = process.env['EASEL_WRITE'] === '1';

describe('faults', () => {
  let kept = '';

  before(async () => {
    process.on('unhandledRejection', onUnhandled);
    kept = await readFile(tablePath, 'utf8').catch(() => '');
    // The first request of all loads undici, which would count as time of whatever fault is first.
    assert.deepEqual((await run(warmUp)).outcome, fully(warmUp.expected));
  });
  after(() => {
    process.off('unhandledRejection', onUnhandled);
  });

  for (const { title, faults } of chapters) {
    describe(title, () => {
      for (const fault of faults) {
        it(fault.name, async function () {
          if (fault.notOn?.includes(process.platform)) this.skip();
          const observed = await run(fault);
          assert.deepEqual(observed.outcome, fully(fault.expected));
          const row = rowOf(fault.name, observed);
          rows.set(fault.name, row);
          const asKept = kept.split('\n').find(line => line.startsWith(`| ${fault.name} |`));
          if (!writes) assert.equal(row, asKept);
        });
      }
    });
  }

  // Mocha runs tests of a suite before the suites in it.
  describe('All of them', () => {
    it('leave no promise behind', () => {
      assert.deepEqual(unhandled, []);
    });

    it('start by their name', async () => {
      const { baseUrl, close } = await startFault('404 empty');
      const answer = await fetch(`${baseUrl}/images/generations`, { method: 'POST' });
      await close();
      assert.equal(answer.status, 404);
      await assert.rejects(startFault('TLS: another name'), /client of its own/);
      await assert.rejects(startFault('nothing'), /no fault is called/);
    });

    it('have names of their own, at least sixty', () => {
      const names = chapters.flatMap(({ faults }) => faults.map(({ name }) => name));
      assert.equal(new Set(names).size, names.length);
      assert.ok(names.length >= 60);
    });

    it('are all in README.md, as it was generated', async function () {
      const names = chapters.flatMap(({ faults }) => faults.map(({ name }) => name));
      if (names.some(name => !rows.has(name))) this.skip();
      const text = tableText(chapters, rows);
      console.log(text);
      if (writes) await writeFile(tablePath, text);
      else assert.equal(text, kept);
    });
  });
});
