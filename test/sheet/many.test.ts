import assert from 'node:assert/strict';
import type { Run } from '../../src/images/run.ts';
import { until } from '../support/until.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import { sheetForEach } from './sheetForEach.ts';
import { picture } from './scenes.ts';
import { themes } from './themes.ts';

const [theme] = themes;
assert(theme);
const count = 500;
/** Rows in sight and 1200 px beyond, the first three, and some room: 4 pictures each. */
const mostImages = 60;

function manyRuns(now: number): readonly Run[] {
  return Array.from({ length: count }, (_none, at) => ({
    id: `run${at}`,
    kind: 'generate',
    state: 'done',
    startedAt: now - at * 60_000,
    endedAt: now - at * 60_000 + 9000,
    prompt: `Run number ${at}`,
    sources: [],
    provider: { id: 'openai', label: 'OpenAI', offline: false },
    parameters: { model: 'gpt-image-2.5-flare', size: '1024x1024' },
    tiles: [1, 2, 3, 4].map(tile => ({
      id: String(tile),
      state: 'done',
      picture: picture(at + tile, 1024, 1024),
      counted: true,
    })),
  }));
}

describe('A contact sheet of 500 runs', function () {
  this.timeout(120_000);
  let port: FakePort;
  const sheet = sheetForEach();
  beforeEach(async () => {
    port = fakePort(manyRuns(Date.now()), { firstPage: 30 });
    await sheet.show(port, { theme, width: 700, height: 900 });
    await until(
      'all rows are there',
      async () => (await number('document.querySelectorAll(".run").length')) === count,
    );
  });

  const number = async (expression: string): Promise<number> => Number(await sheet.page.evaluate(expression));
  const images = (): Promise<number> => number('document.images.length');
  const topOf = (id: string): Promise<number> =>
    number(`document.querySelector('[data-run="${id}"]').getBoundingClientRect().top`);

  /** Waits until the row in the middle of the window is drawn. */
  const drawn = (): Promise<void> =>
    until('what is in sight is drawn', async () =>
      Boolean(
        await sheet.page.evaluate(
          `document.elementFromPoint(350, 450)?.closest('.run') !== null && !document.elementFromPoint(350, 450).closest('.away')`,
        ),
      ),
    );
  const wheel = async (notches: number): Promise<void> => {
    for (let turn = 0; turn < Math.abs(notches); turn++) {
      await sheet.page.mouse.wheel(0, Math.sign(notches) * 700);
      if (turn % 10 === 0) {
        await drawn();
        assert((await images()) <= mostImages, `${await images()} images`);
      }
    }
    await drawn();
  };

  it('draws few of them, wherever it is scrolled to', async () => {
    await sheet.page.mouse.move(350, 450);
    await wheel(60);
    for (const share of [0.5, 1, 0.25, 0]) {
      await sheet.page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`);
      await drawn();
      await until('rows that are far away are empty', async () => (await images()) <= mostImages);
    }
  });

  it('asks for small copies of what came near, each once', async () => {
    await sheet.page.mouse.move(350, 450);
    await wheel(20);
    await wheel(-20);
    const keys = port.asked.map(({ runId, tileId }) => `${runId}/${tileId}`);
    assert(keys.length > 40, `${keys.length} are asked for`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('finds the same place again after a jump', async () => {
    await sheet.page.evaluate('scrollTo(0, 7000)');
    await drawn();
    const [scroll, before] = [await number('scrollY'), await topOf('run5')];
    await sheet.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await drawn();
    await sheet.page.evaluate(`scrollTo(0, ${scroll})`);
    await drawn();
    await until('the row is where it was', async () => Math.abs((await topOf('run5')) - before) <= 1);
  });

  it('keeps the focus on a picture whose row was left and is come back to', async () => {
    await sheet.page.locator('[data-run="run4"]').scrollIntoViewIfNeeded();
    const look = sheet.page.locator('[data-tile="run4/2"] button.look');
    await look.scrollIntoViewIfNeeded();
    await look.focus();
    await sheet.page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)');
    await drawn();
    await sheet.page.keyboard.press('ArrowRight');
    await until('the next picture has the focus', async () => {
      const focused = 'document.activeElement.closest("[data-tile]")?.dataset.tile';
      return (await sheet.page.evaluate(focused)) === 'run4/3';
    });
  });

  it('takes a change far away in without moving what is in sight, or the focus', async () => {
    await sheet.page.locator('[data-tile="run1/2"] button.look').focus();
    const before = await topOf('run1');
    const [changed, far] = [manyRuns(Date.now())[1], manyRuns(Date.now())[400]];
    assert(changed && far);
    port.change({ ...far, prompt: 'Another prompt' });
    port.change({ ...changed, tiles: changed.tiles.map(tile => ({ ...tile, verdict: 'kept' })) });
    await sheet.page.locator('[data-tile="run1/2"][data-verdict="kept"]').waitFor();
    assert(Math.abs((await topOf('run1')) - before) <= 1);
    assert.equal(
      await sheet.page.evaluate('document.activeElement.closest("[data-tile]")?.dataset.tile'),
      'run1/2',
    );
  });
});
