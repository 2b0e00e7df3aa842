import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Run } from '../../src/images/run.ts';
import { until } from '../support/until.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import { hostileScenes } from './hostileScenes.ts';
import type { Look } from './page.ts';
import { sheetForEach, violations } from './sheetForEach.ts';
import { picture as drawn, scenes } from './scenes.ts';
import { themes } from './themes.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 700, height: 700 };
const lookedAt = themes.filter(({ name }) =>
  ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'].includes(name),
);

describe('The viewer in a browser', function () {
  this.timeout(60_000);
  let port: FakePort;
  const sheet = sheetForEach();

  const open = async (tile: string, look: Partial<Look> = {}): Promise<void> => {
    port = fakePort(scenes(Date.now()));
    await sheet.show(port, { ...usual, ...look });
    await openTile(tile);
  };
  const openTile = async (tile: string): Promise<void> => {
    const picture = sheet.page.locator(`[data-tile="${tile}"] .picture`);
    // Rows are drawn near to what is in sight only.
    await sheet.page.locator(`[data-run="${tile.split('/')[0]}"]`).scrollIntoViewIfNeeded();
    await picture.scrollIntoViewIfNeeded();
    await picture.dispatchEvent('click');
    await dialog().waitFor();
  };
  const dialog = (): Locator => sheet.page.getByRole('dialog');
  const named = (name: string | RegExp): Locator =>
    dialog().getByRole('button', { name, exact: typeof name === 'string' });
  const press = (...keys: readonly string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => sheet.page.keyboard.press(key)), Promise.resolve());
  const shows = (text: string): Promise<void> => dialog().getByText(text, { exact: true }).first().waitFor();
  const picture = (): Locator => dialog().locator('.viewer-picture').first();
  const shown = async (): Promise<string> => (await picture().getAttribute('src'))?.split('/').at(-1) ?? '';
  const width = async (): Promise<number> => (await picture().boundingBox())?.width ?? 0;
  const style = (selector: string, property: string): Promise<unknown> =>
    sheet.page.evaluate(`getComputedStyle(document.querySelector('.viewer ${selector}')).${property}`);
  const called = (call: string): Promise<void> => until(`${call} is called`, () => port.calls.includes(call));

  for (const theme of lookedAt) {
    it(`has nothing axe objects to in ${theme.name}`, async () => {
      await open('variations/1', { theme, width: 1000 });
      assert.deepEqual(await violations(sheet), []);
      for (const view of [/^Swipe from/, /^Onion Skin/, /^Side by Side/, /^In Place/]) {
        await named(view).click();
        assert.deepEqual(await violations(sheet), []);
      }
    });
  }

  for (const wide of [280, 320, 700, 1400]) {
    it(`fits ${wide} px without scrolling sideways, in every way of looking`, async () => {
      await open('hero/2', { width: wide });
      for (const view of [/^Look at/, /^Swipe from/, /^Onion Skin/, /^Side by Side/, /^In Place/]) {
        await named(view).click();
        const wanted = Number(await dialog().evaluate(element => Reflect.get(element, 'scrollWidth')));
        assert(wanted <= wide, `${wanted} px`);
      }
    });
  }

  for (const wide of [280, 320, 700]) {
    it(`shows at ${wide} px all of where a picture was saved, however it is called`, async () => {
      port = fakePort(hostileScenes(Date.now()));
      await sheet.show(port, { ...usual, width: wide });
      await openTile('unbroken/1');
      const place = dialog().locator('.viewer-facts').getByText('Saved to');
      const box = await place.boundingBox();
      assert(box && box.x + box.width <= wide, JSON.stringify(box));
      const hidden = await place.evaluate(
        element => Number(Reflect.get(element, 'scrollWidth')) - Number(Reflect.get(element, 'clientWidth')),
      );
      assert(hidden <= 1, `${hidden} px are cut off`);
    });
  }

  it('says that the code could not be looked through, and looks again', async () => {
    port = fakePort(scenes(Date.now()));
    const { viewer } = port;
    let refusals = 1;
    const once: typeof viewer = {
      handle: async (message, toUri) => {
        if (message.type === 'viewer.findPlaces' && refusals-- > 0) throw new Error('disk');
        return viewer.handle(message, toUri);
      },
    };
    await sheet.show({ ...port, viewer: once }, usual);
    await openTile('hero/1');
    await named(/^In Place/).click();
    await dialog().getByText('Your code could not be looked through: Something went wrong').waitFor();
    await dialog().getByRole('status').getByText('Something went wrong').waitFor();
    assert.equal(await dialog().locator('.spin').count(), 0);
    assert.deepEqual(await violations(sheet), []);
    await named('Look Again').press('Enter');
    await dialog().getByText('Four beds, one stove, soup at six.').first().waitFor();
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('takes the focus to the stage, keeps it, and gives it to the picture last seen', async () => {
    port = fakePort(scenes(Date.now()));
    await sheet.show(port, usual);
    const tile = sheet.page.locator('[data-tile="hero/1"]');
    await tile.locator('button[tabindex="0"]').focus();
    await tile.locator('.picture').dispatchEvent('click');
    await dialog().waitFor();
    const focused = (): Promise<unknown> =>
      sheet.page.evaluate(
        'document.activeElement.closest("[data-tile]")?.dataset.tile ?? document.activeElement.className',
      );
    await until('the stage has the focus', async () => String(await focused()).startsWith('viewer-stage'));
    for (let stop = 0; stop < 12; stop++) {
      await press('Tab');
      const outside = 'document.activeElement !== document.body && !document.activeElement.closest("dialog")';
      assert.equal(await sheet.page.evaluate(outside), false);
    }
    await press('PageDown', 'Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.equal(await focused(), 'hero/2');
  });

  it('says what the file is', async () => {
    await open('offline/3');
    for (const fact of ['64×64', 'PNG', '980 bytes', 'alpha', 'offline placeholder']) await shows(fact);
  });

  it('zooms to 16 screen pixels a pixel, crisp from 2 on', async () => {
    await open('hero/1');
    await press('1');
    await shows('100 %');
    assert.equal(await width(), 1536);
    assert.equal(await style('.viewer-picture', 'imageRendering'), 'auto');
    await press('+', '+');
    await shows('200 %');
    assert.equal(await style('.viewer-picture', 'imageRendering'), 'pixelated');
    for (let step = 0; step < 9; step++) await press('+');
    await shows('1,600 %');
    assert.equal(await width(), 1536 * 16);
    await press('0');
    await until('it fits again', async () => (await width()) < 700);
  });

  it('shows actual size in pixels of the screen', async () => {
    port = fakePort(scenes(Date.now()));
    await sheet.show(port, { ...usual, density: 2 });
    await openTile('hero/1');
    await press('1');
    await until('it is half as wide', async () => (await picture().boundingBox())?.width === 768);
  });

  it('zooms at the pointer, by the wheel', async () => {
    await open('hero/1');
    await press('1');
    const at = { x: 500, y: 300 };
    const under = async (): Promise<number> => {
      const box = await picture().boundingBox();
      assert(box);
      return (at.x - box.x) / box.width;
    };
    const before = await under();
    await sheet.page.mouse.move(at.x, at.y);
    await sheet.page.mouse.wheel(0, -480);
    await shows('400 %');
    assert.ok(Math.abs((await under()) - before) < 0.001);
  });

  it('is dragged, pixel for pixel, and toggles between fit and actual size on a double click', async () => {
    await open('hero/1');
    await sheet.page.mouse.dblclick(350, 350);
    await shows('100 %');
    const before = await picture().boundingBox();
    await sheet.page.mouse.move(350, 350);
    await sheet.page.mouse.down();
    await sheet.page.mouse.move(320, 340);
    await sheet.page.mouse.up();
    const after = await picture().boundingBox();
    assert(before && after);
    assert.deepEqual([after.x - before.x, after.y - before.y], [-30, -10]);
    await sheet.page.mouse.dblclick(350, 350);
    await until('it fits', async () => ((await picture().boundingBox())?.width ?? 0) < 700);
  });

  it('leafs through the pictures by arrows while they fit, and moves them when they do not', async () => {
    await open('hero/1');
    await press('ArrowRight');
    await until('the next is shown', async () => (await shown()) === '22-1536x1024.svg');
    await press('1', 'ArrowRight');
    assert.equal(await shown(), '22-1536x1024.svg');
    await press(']');
    await until('the next is shown', async () => (await shown()) === '23-1536x1024.svg');
    await shows('100 %');
    await press('[', 'PageUp');
    await until('the first is shown', async () => (await shown()) === '21-1536x1024.svg');
  });

  it('keeps, rejects and saves by key and by button', async () => {
    await open('hero/2');
    await press('k');
    await called('mark [{"runId":"hero","tileId":"2"}] {"verdict":"kept"}');
    await press('x');
    await called('mark [{"runId":"hero","tileId":"2"}] {"verdict":"rejected"}');
    await press('s');
    await called('save hero 2');
    await named(/^Discard/).click();
    await called('mark [{"runId":"hero","tileId":"2"}] {"discarded":true}');
    const run = scenes(Date.now()).find(one => one.id === 'hero');
    assert(run);
    port.change(withVerdict(run, '2'));
    await named('Kept; take it back (K)').click();
    await called('mark [{"runId":"hero","tileId":"2"}] {"verdict":"none"}');
  });

  it('does once what is clicked twice, and leafs twice', async () => {
    await open('hero/2');
    const done = [
      ['Keep (K)', 'mark [{"runId":"hero","tileId":"2"}] {"verdict":"kept"}'],
      ['Reject (X)', 'mark [{"runId":"hero","tileId":"2"}] {"verdict":"rejected"}'],
      [/^Discard/, 'mark [{"runId":"hero","tileId":"2"}] {"discarded":true}'],
      ['Save (S)', 'save hero 2'],
    ] as const;
    for (const [name, call] of done) {
      await named(name).click();
      await called(call);
      await until('it is done', async () => (await named(name).getAttribute('aria-disabled')) === null);
      // The second click of a double click that is as slow as the host is quick.
      await named(name).dispatchEvent('click', { detail: 2 });
    }
    await press('[', 's');
    await called('save hero 1');
    const calls = port.calls.filter(call => /^(mark|save) /.test(call));
    assert.deepEqual(calls, [...done.map(([, call]) => call), 'save hero 1']);
    await named('Next picture (Page Down)').dblclick();
    await until('the one after the next is shown', async () => (await shown()) === '23-1536x1024.svg');
  });

  it('saves, describes and compares the one of two pictures that it shows', async () => {
    await open('fitted/1', { width: 1000 });
    assert.equal(await shown(), '33-512x512-alpha.svg');
    await shows('512×512');
    await press('s');
    await called('save fitted 1');
    await named('Original').click();
    await until('the original is shown', async () => (await shown()) === '33-1024x1024.svg');
    await shows('1024×1024');
    await press('s');
    await called('save fitted 1 true');
    await named('Save As…').click();
    await called('saveAs fitted 1 true');
    await named(/^Swipe from/).click();
    await shows('Source: images/logo.png');
    await named('This picture as it fits its place').click();
    const second = dialog().locator('.viewer-picture').nth(1);
    await until('it is compared with the one that fits', async () =>
      Boolean((await second.getAttribute('src'))?.endsWith('/33-512x512-alpha.svg')),
    );
    await named(/^In Place/).click();
    const placed = dialog().getByRole('img').first();
    assert.match((await placed.getAttribute('src')) ?? '', /33-1024x1024\.svg$/);
    await named('Fits').click();
    await until('the place shows the one that fits', async () =>
      Boolean((await placed.getAttribute('src'))?.endsWith('/33-512x512-alpha.svg')),
    );
  });

  it('keeps the backdrop over the pictures, and over a hidden page', async () => {
    await open('underway/1');
    await named('Dark backdrop').click();
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await openTile('hero/1');
    assert.equal(await named('Dark backdrop').getAttribute('aria-pressed'), 'true');
    assert.equal(await style('.viewer-stage', 'backgroundColor'), 'rgb(22, 22, 22)');
    await dialog().getByLabel('Page color of choice').fill('#336699');
    await until(
      'the page color is shown',
      async () => (await style('.viewer-stage', 'backgroundColor')) === 'rgb(51, 102, 153)',
    );
    await until('it is kept with the tab', async () =>
      JSON.stringify(await sheet.page.evaluate('keptState()')).includes('"page":"#336699"'),
    );
  });

  it('compares a variation with its source, by a border that keys move', async () => {
    await open('variations/1');
    await named(/^Swipe from/).click();
    const border = dialog().getByRole('slider');
    await border.focus();
    await press('ArrowRight', 'ArrowRight');
    await until('the border moved', async () => (await border.getAttribute('aria-valuenow')) === '54');
    await press('End');
    await until(
      'the border is at its end',
      async () => (await border.getAttribute('aria-valuenow')) === '100',
    );
    await shows('Source: images/logo.png');
    await shows('Different sizes, shown in the same box');
    const [one, other] = await Promise.all(
      [0, 1].map(index => dialog().locator('.viewer-picture').nth(index).boundingBox()),
    );
    assert.deepEqual(one, other);
  });

  it('drags the border', async () => {
    await open('hero/1');
    await named(/^Swipe from/).click();
    const border = dialog().getByRole('slider');
    const box = await border.boundingBox();
    assert(box);
    await sheet.page.mouse.move(box.x + box.width / 2, box.y + 40);
    await sheet.page.mouse.down();
    // The picture lies between the margins of 16 px.
    await sheet.page.mouse.move(16 + 668 / 4, box.y + 40);
    await sheet.page.mouse.up();
    await until('the border follows', async () => (await border.getAttribute('aria-valuenow')) === '25');
  });

  it('zooms and moves both sides together', async () => {
    await open('hero/1');
    await named(/^Side by Side/).click();
    await sheet.page.mouse.move(150, 350);
    await sheet.page.mouse.wheel(0, -480);
    await until('both are zoomed alike', async () => {
      const boxes = await Promise.all(
        [0, 1].map(index => dialog().locator('.viewer-picture').nth(index).boundingBox()),
      );
      const [one, other] = boxes;
      return one?.width === other?.width && (one?.width ?? 0) > 350 && one?.y === other?.y;
    });
  });

  it('fades from one to the other', async () => {
    await open('hero/1');
    await named(/^Onion Skin/).click();
    await dialog().getByRole('slider').focus();
    await press('End');
    await until(
      'the second is seen alone',
      async () => (await style('.viewer-layer.second', 'opacity')) === '1',
    );
  });

  it('compares with a file of the workspace, and with the saved file', async () => {
    await open('hero/2');
    await named(/^Swipe from/).click();
    await named('A file of the workspace…').click();
    await called('viewer.compareWithFile hero 2');
    await named('public/old-hero.png').waitFor();
    assert.equal(await named('public/old-hero.png').getAttribute('aria-pressed'), 'true');
    await named('Saved file…').click();
    await called('viewer.compareWithSaved hero 2');
  });

  it('shows the picture in the box the code gives it, with the text around it, light and dark', async () => {
    await open('hero/2');
    await named(/^In Place/).click();
    for (const name of ['Light page', 'Dark page']) {
      const card = dialog().getByRole('region', { name });
      await card.getByText('Four beds, one stove, soup at six.').waitFor();
      await card.getByText('Walk until the light goes, then knock').waitFor();
      const box = await card.getByRole('img', { name: 'Four ridges' }).boundingBox();
      assert.deepEqual([box?.width, box?.height], [480, 320]);
    }
    await dialog()
      .getByRole('combobox', { name: /^Where/ })
      .selectOption('style.css, line 4');
    await shows('The code gives no size: shown as large as the picture is');
    await dialog()
      .getByRole('combobox', { name: /^Where/ })
      .selectOption('A box of my choice');
    await dialog().getByLabel('Width, pixels').fill('64');
    await dialog().getByLabel('Height, pixels').fill('64');
    await press('Enter');
    await dialog().getByText('The box has another shape than the picture (64×64 for 1536×1024)').waitFor();
  });

  it('shows the place on the page color of choice, when one is set', async () => {
    await open('hero/2');
    await named(/^In Place/).click();
    await dialog().getByLabel('Page color of choice').fill('#336699');
    const card = dialog().getByRole('region', { name: 'Page in the color of choice' });
    await card.getByText('Four beds, one stove, soup at six.').waitFor();
    assert.equal(await style('.viewer-card', 'backgroundColor'), 'rgb(51, 102, 153)');
    assert.equal(await style('.viewer-card', 'color'), 'rgb(255, 255, 255)');
    assert.equal(await dialog().getByRole('region').count(), 1);
    assert.deepEqual(await violations(sheet), []);
    await named('Light backdrop').click();
    await dialog().getByRole('region', { name: 'Dark page' }).waitFor();
  });

  it('says that the code shows the picture nowhere', async () => {
    await open('banner/1');
    await named(/^In Place/).click();
    await dialog().getByText('No text file of the workspace mentions').waitFor();
    await dialog().getByLabel('Width, pixels').waitFor();
  });

  it('takes over the size of the final picture when it comes', async () => {
    await open('underway/2');
    const underway = scenes(Date.now()).find(one => one.id === 'underway');
    assert(underway);
    const final = { id: '2', state: 'done', picture: drawn(12, 1536, 1024) } as const;
    port.change({ ...underway, tiles: underway.tiles.map(one => (one.id === '2' ? final : one)) });
    await shows('1536×1024');
    await press('1');
    await until('it has its own shape', async () => (await width()) === 1536);
  });

  it('says which picture was leafed to', async () => {
    await open('hero/1');
    await press('ArrowRight');
    await dialog()
      .getByRole('status')
      .getByText(/^Picture 2 of 4: Wide hero/)
      .waitFor();
  });

  it('closes when its run is deleted', async () => {
    await open('hero/1');
    port.tell({ removed: 'hero' });
    await dialog().waitFor({ state: 'detached' });
  });
});

function withVerdict(run: Run, tileId: string): Run {
  return {
    ...run,
    tiles: run.tiles.map(tile => (tile.id === tileId ? { ...tile, verdict: 'kept' as const } : tile)),
  };
}
