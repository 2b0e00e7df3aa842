import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser, Locator } from 'playwright-core';
import type { Run } from '../../src/images/run.ts';
import { until } from '../support/until.ts';
import { launchBrowser } from '../vscode/launch/browser.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import { openSheet, serveSheet, type Look, type OpenSheet, type SheetServer } from './page.ts';
import { picture, scenes } from './scenes.ts';
import { themes } from './themes.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 700, height: 900 };

describe('The contact sheet in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: SheetServer;
  let port: FakePort;
  let sheet: OpenSheet;

  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveSheet()]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  const open = async (look: Partial<Look> = {}, runs = scenes(Date.now())): Promise<void> => {
    port = fakePort(runs);
    sheet = await openSheet(browser, server.origin, port, { ...usual, ...look });
  };
  afterEach(async () => {
    const { complaints } = sheet;
    await sheet.close();
    assert.deepEqual(complaints, [], 'the page complained');
  });

  const tile = (key: string): Locator => sheet.page.locator(`[data-tile="${key}"]`);
  const heard = (text: string): Promise<void> =>
    until(`"${text}" is said`, async () => (await sheet.page.locator('#live').textContent()) === text);

  for (const theme of themes) {
    it(`has nothing axe objects to in ${theme.name}`, async () => {
      await open({ theme, height: 6000 });
      await named(tile('hero/2'), 'Save').focus();
      assert.deepEqual(await violations(sheet), []);
    });
  }

  it('has nothing axe objects to while it is empty', async () => {
    await open({}, []);
    assert.deepEqual(await violations(sheet), []);
    await named(sheet.page.locator('main'), 'Generate Image…').click();
    await until('the port is called', () => port.calls.includes('generate'));
  });

  for (const width of [280, 320, 700, 2000]) {
    it(`fits ${width} px without scrolling sideways`, async () => {
      await open({ width });
      const wanted = Number(await sheet.page.evaluate('document.documentElement.scrollWidth'));
      assert(wanted <= width, `${wanted} px`);
    });
  }

  it('sends what the buttons say', async () => {
    await open();
    await tile('hero/1').hover();
    for (const name of ['Save', 'Save As…', 'Open', 'Create Variations…', 'Edit…']) {
      await named(tile('hero/1'), name).click();
    }
    await sheet.page.getByRole('button', { name: 'Cancel this run' }).first().click();
    await tile('hero/2').getByRole('button', { name: 'Saved to' }).click();
    await named(tile('stopped/2'), 'Retry').click();
    const expected = ['save', 'saveAs', 'open', 'variations', 'edit'].map(name => `${name} hero 1`);
    expected.push('cancel underway', 'openSaved hero 2', 'remedy stopped 2 retry');
    await until('the port is called', () => port.calls.length === expected.length);
    assert.deepEqual(port.calls, expected);
  });

  it('offers one way out for a run whose pictures failed alike', async () => {
    await open();
    const row = sheet.page.locator('article', { hasText: 'paper boat' });
    assert.equal(await row.getByText('No API key is stored').count(), 1);
    await named(row, 'Set API Key…').click();
    await until('the port is called', () => port.calls.length > 0);
    assert.deepEqual(port.calls, ['remedy nokey 1 setApiKey']);
  });

  it('is one Tab stop per picture, arrows inside', async () => {
    await open();
    await named(tile('hero/1'), 'Save').focus();
    await sheet.page.keyboard.press('ArrowRight');
    await sheet.page.keyboard.press('ArrowRight');
    await sheet.page.keyboard.press('Enter');
    await until('the port is called', () => port.calls.length > 0);
    await sheet.page.keyboard.press('Tab');
    assert.equal(await focusedTile(sheet), 'hero/2');
    await sheet.page.keyboard.press('Shift+Tab');
    await sheet.page.keyboard.press('End');
    await sheet.page.keyboard.press('Enter');
    await until('the port is called', () => port.calls.length > 1);
    assert.deepEqual(port.calls, ['open hero 1', 'edit hero 1']);
  });

  it('keeps a frame where it is when its picture comes, and says so', async () => {
    await open();
    const before = await tile('underway/3').locator('.frame').boundingBox();
    const underway = run('underway');
    const arrived = { id: '3', state: 'done', picture: picture(13, 1024, 1024) } as const;
    port.change({ ...underway, tiles: underway.tiles.map(one => (one.id === '3' ? arrived : one)) });
    await tile('underway/3').locator('img').waitFor();
    assert.deepEqual(await tile('underway/3').locator('.frame').boundingBox(), before);
    await heard('Picture 3 of 4 ready');
  });

  it('puts a new run on top', async () => {
    await open();
    port.change({ ...run('underway'), id: 'newer', prompt: 'Newer', startedAt: Date.now() });
    await until(
      'the new run is first',
      async () => (await sheet.page.locator('h2').first().textContent()) === 'Newer',
    );
    await heard('Started; pictures to come: 4');
  });

  it('copies a picture as PNG, whatever it is', async () => {
    await open();
    await tile('hero/1').hover();
    await named(tile('hero/1'), 'Copy Image').click();
    await heard('Image copied');
    const types = await sheet.page.evaluate('navigator.clipboard.read().then(items => items[0].types)');
    assert.deepEqual(types, ['image/png']);
  });

  it('says that a file is gone instead of offering it', async () => {
    await open();
    await tile('offline/2').scrollIntoViewIfNeeded();
    await tile('offline/2').getByText('file is missing').waitFor();
    assert.equal(await tile('offline/2').getByRole('button').count(), 0);
  });

  it('unfolds a prompt that does not fit, and no other', async () => {
    await open();
    const row = sheet.page.locator('article', { hasText: 'Wide hero' });
    await named(row, 'Show full prompt').click();
    await named(row, 'Show less').waitFor();
    await row.getByText('light from the upper right').waitFor();
    const cut = await sheet.page.evaluate(
      `[...document.querySelectorAll('.open .clamp')].some(one => one.scrollHeight > one.clientHeight + 1)`,
    );
    assert.equal(cut, false);
    assert.equal(
      await named(sheet.page.locator('article', { hasText: 'ferns' }), 'Show full prompt').count(),
      0,
    );
  });
});

function named(where: Locator, name: string): Locator {
  return where.getByRole('button', { name, exact: true });
}

function run(id: string): Run {
  const found = scenes(Date.now()).find(one => one.id === id);
  assert(found);
  return found;
}

async function focusedTile(sheet: OpenSheet): Promise<unknown> {
  return sheet.page.evaluate('document.activeElement.closest("[data-tile]")?.dataset.tile');
}

async function violations(sheet: OpenSheet): Promise<unknown> {
  await sheet.page.evaluate(axe.source);
  return sheet.page.evaluate(`axe.run(document, { runOnly: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'
  ] }).then(result => result.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)
    + ' ' + node.any.map(check => check.message).join()).join(' | ')))`);
}
