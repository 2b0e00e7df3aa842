import assert from 'node:assert/strict';
import type { Run } from '../../src/images/run.ts';
import type { SheetPort } from '../../src/panel/sheetPort.ts';
import { until } from '../support/until.ts';
import { fakePort } from './fakePort.ts';
import { sheetForEach } from './sheetForEach.ts';
import { picture } from './scenes.ts';
import { themes } from './themes.ts';

const [theme] = themes;
assert(theme);

const runs: readonly Run[] = Array.from({ length: 60 }, (_none, at) => ({
  id: `run${at}`,
  kind: 'generate',
  state: 'done',
  startedAt: 1e12 - at * 60_000,
  prompt: `Run number ${at}`,
  sources: [],
  provider: { id: 'openai', label: 'OpenAI', offline: false },
  parameters: { size: '1024x1024' },
  tiles: ['1', '2'].map(id => ({ id, state: 'done', picture: picture(at, 1024, 1024) })),
}));

/** A library whose older pages come when the test says so. */
function slowPort(): { port: SheetPort; next: () => void } {
  let next: (() => void) | undefined;
  const port: SheetPort = {
    ...fakePort(runs),
    async *pages() {
      for (let at = 0; at < runs.length; at += 20) {
        if (at > 0) await new Promise<void>(resolve => (next = resolve));
        yield { runs: runs.slice(at, at + 20), more: at + 20 < runs.length };
      }
    },
  };
  return { port, next: () => next?.() };
}

describe('The place where the user was', function () {
  this.timeout(60_000);
  let next: () => void;
  const sheet = sheetForEach();
  const deep = 15_000;
  beforeEach(async () => {
    const slow = slowPort();
    next = slow.next;
    const kept = { scroll: deep, expanded: [], active: 'run40/2' };
    await sheet.show(slow.port, { theme, width: 700, height: 900, kept });
    await rows(20);
  });

  const number = async (expression: string): Promise<number> => Number(await sheet.page.evaluate(expression));
  const rows = (count: number): Promise<void> =>
    until(
      `${count} rows are there`,
      async () => (await number('document.querySelectorAll(".run").length')) === count,
    );

  it('is gone to as the older runs come, and kept meanwhile', async () => {
    assert((await number('scrollY')) < deep, 'the first runs do not reach that far');
    await sheet.page.evaluate(`dispatchEvent(new Event('scroll'))`);
    await until('the place is kept', async () => (await number('keptState().scroll')) === deep);
    next();
    await rows(40);
    next();
    await rows(60);
    await until('the place is reached', async () => Math.abs((await number('scrollY')) - deep) <= 1);
  });

  it('is left when the user goes elsewhere first', async () => {
    const end = await number('scrollY');
    await sheet.page.mouse.move(350, 450);
    await sheet.page.mouse.wheel(0, -3000);
    await until('the page is scrolled', async () => (await number('scrollY')) <= end - 2000);
    next();
    await rows(40);
    next();
    await rows(60);
    assert((await number('scrollY')) < end - 1000, 'nothing moves by itself');
  });
});
