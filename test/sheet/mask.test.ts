import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Mask } from '../../src/images/mask.ts';
import { until } from '../support/until.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import { drawnMask, lockedRun, maskDesk, photo } from './maskScenes.ts';
import type { Look } from './page.ts';
import { sheetForEach, violations } from './sheetForEach.ts';
import { themes } from './themes.ts';
import type { DeskScene } from './fakeComposer.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 1000, height: 800 };
const lookedAt = themes.filter(({ name }) =>
  ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'].includes(name),
);

describe('A mask in a browser', function () {
  this.timeout(60_000);
  let port: FakePort;
  const sheet = sheetForEach();

  const load = async (desk: DeskScene, look: Partial<Look> = {}): Promise<void> => {
    port = fakePort([lockedRun(Date.now())], { desk });
    await sheet.show(port, { ...usual, ...look });
    await maskButton().waitFor();
  };
  const open = async (mask?: Mask, look: Partial<Look> = {}): Promise<void> => {
    await load(maskDesk(mask), look);
    await maskButton().click();
    await until('the stage is measured', async () => ((await picture().boundingBox())?.width ?? 0) > 100);
  };
  const maskButton = (): Locator => sheet.page.locator('.composer-mask');
  const dialog = (): Locator => sheet.page.getByRole('dialog');
  const stage = (): Locator => dialog().getByRole('application');
  const picture = (): Locator => dialog().locator('.viewer-picture');
  const tool = (name: RegExp): Locator => dialog().getByRole('radio', { name });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await sheet.page.keyboard.press(key);
  };
  /** Draws along places of the picture, as shares of it. */
  const drag = async (...places: readonly (readonly [number, number])[]): Promise<void> => {
    const box = await picture().boundingBox();
    assert(box);
    for (const [index, [x, y]] of places.entries()) {
      await sheet.page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
      if (index === 0) await sheet.page.mouse.down();
    }
    await sheet.page.mouse.up();
  };
  /** What the host was told last. */
  const told = (): Mask | undefined => {
    const call = port.calls.findLast(one => one.startsWith('composer.mask '));
    return call === undefined ? undefined : JSON.parse(call.slice('composer.mask '.length)).mask;
  };
  const tells = (kinds: string): Promise<void> =>
    until(
      `the host is told ${kinds}`,
      () =>
        told()
          ?.strokes.map(({ kind }) => kind)
          .join() === kinds,
    );
  /** How much of the overlay is painted at a place of the picture, 0 to 255. */
  const painted = async (x: number, y: number): Promise<number> => {
    const [box, area] = await Promise.all([picture().boundingBox(), stage().boundingBox()]);
    assert(box && area);
    const at = [box.x - area.x + x * box.width, box.y - area.y + y * box.height].map(Math.round);
    // Read from a copy, which is made to be read.
    const alpha = `(() => {
      const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      copy.drawImage(document.querySelector('.mask-canvas'), ${-(at[0] ?? 0)}, ${-(at[1] ?? 0)});
      return copy.getImageData(0, 0, 1, 1).data[3];
    })()`;
    return Number(await sheet.page.evaluate(alpha));
  };

  for (const theme of lookedAt) {
    it(`has nothing axe objects to in ${theme.name}`, async () => {
      await load(maskDesk(drawnMask), { theme });
      assert.deepEqual(await violations(sheet), []);
      await maskButton().click();
      await dialog().waitFor();
      assert.deepEqual(await violations(sheet), []);
    });
  }

  for (const width of [280, 320, 700, 1400]) {
    it(`fits ${width} px without scrolling sideways`, async () => {
      await load(maskDesk(drawnMask), { width });
      await maskButton().click();
      await dialog().waitFor();
      const wanted = Number(await dialog().evaluate(element => Reflect.get(element, 'scrollWidth')));
      assert.ok(wanted <= width, `${wanted} px`);
    });
  }

  it('is drawn by the pointer, in pixels of the picture, and told to the host', async () => {
    await open();
    await drag([0.25, 0.5], [0.5, 0.5]);
    await tells('brush');
    const [stroke] = told()?.strokes ?? [];
    assert(stroke?.kind === 'brush');
    assert.ok(Math.abs((stroke.points[0]?.x ?? 0) - 384) < 3);
    assert.ok(Math.abs((stroke.points.at(-1)?.x ?? 0) - 768) < 3);
    assert.ok(stroke.points.length <= 3, 'a straight way is kept by its ends');
    assert.ok((await painted(0.4, 0.5)) > 60);
    assert.equal(await painted(0.4, 0.9), 0);
  });

  it('takes rectangles on whole pixels, lassos and the eraser; Alt takes away', async () => {
    await open();
    await tool(/^Rectangle/).click();
    await drag([0.2, 0.2], [0.8, 0.8]);
    await tells('rectangle');
    const [rectangle] = told()?.strokes ?? [];
    assert(rectangle?.kind === 'rectangle');
    assert.ok([rectangle.from, rectangle.to].every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y)));
    await tool(/^Eraser/).click();
    await drag([0.5, 0.5], [0.5, 0.5]);
    await tells('rectangle,eraser');
    assert.equal(await painted(0.5, 0.5), 0);
    await tool(/^Lasso/).click();
    await sheet.page.keyboard.down('Alt');
    await drag([0.25, 0.25], [0.4, 0.25], [0.4, 0.4], [0.25, 0.4]);
    await sheet.page.keyboard.up('Alt');
    await tells('rectangle,eraser,lasso');
    assert.equal(await painted(0.32, 0.32), 0);
    assert.ok((await painted(0.7, 0.7)) > 60);
  });

  it('is inverted, undone, done again and cleared, by keys and buttons', async () => {
    await open(drawnMask);
    assert.equal(await painted(0.95, 0.9), 0);
    await press('i');
    await tells('rectangle,lasso,brush,eraser,invert');
    await until('the rest is marked', async () => (await painted(0.95, 0.9)) > 60);
    await press('Control+z', 'Control+z');
    await tells('rectangle,lasso,brush');
    await press('Control+Shift+z');
    await tells('rectangle,lasso,brush,eraser');
    await dialog().getByRole('button', { name: 'Clear' }).click();
    await tells('');
    await dialog().getByText('Nothing is marked').waitFor();
    await dialog().getByRole('button', { name: 'Undo' }).click();
    await tells('rectangle,lasso,brush,eraser');
  });

  it('is painted without a pointer: a cross goes by arrows, the space bar marks', async () => {
    await open();
    await press('ArrowRight', 'ArrowDown', 'Space');
    await tells('brush');
    await press('r', 'Space', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Space');
    await tells('brush,rectangle');
    await press('l', 'Space', 'Shift+ArrowLeft', 'Space', 'Shift+ArrowDown', 'Space', 'Enter');
    await tells('brush,rectangle,lasso');
    await dialog()
      .getByText(/^Corner 3 at/)
      .waitFor({ state: 'attached' });
  });

  it('takes a rectangle by its numbers', async () => {
    await open();
    const form = dialog().getByRole('form', { name: 'Rectangle by numbers' });
    for (const [name, value] of [
      ['Left', '10'],
      ['Top', '20'],
      ['Width', '300'],
      ['Height', '40'],
    ] as const)
      await form.getByRole('spinbutton', { name }).fill(value);
    await form.getByRole('button', { name: 'Mark' }).click();
    await tells('rectangle');
    assert.deepEqual(told()?.strokes, [{ kind: 'rectangle', from: { x: 10, y: 20 }, to: { x: 310, y: 60 } }]);
  });

  it('has sizes by [ and ], and a border that is softened', async () => {
    await open();
    const size = dialog().getByRole('slider', { name: 'Size' });
    const before = await size.getAttribute('aria-valuetext');
    await press(']');
    await until('it is wider', async () => (await size.getAttribute('aria-valuetext')) !== before);
    await press('[');
    await dialog().getByRole('slider', { name: 'Feather' }).fill('20');
    await until('the host knows', () => told()?.feather === 20);
  });

  it('zooms at the pointer by the wheel, and moves by the middle button', async () => {
    await open();
    const first = await picture().boundingBox();
    assert(first);
    await sheet.page.mouse.move(500, 400);
    await sheet.page.mouse.wheel(0, -480);
    await until('it is nearer', async () => ((await picture().boundingBox())?.width ?? 0) > first.width * 3);
    const before = await picture().boundingBox();
    await sheet.page.mouse.down({ button: 'middle' });
    await sheet.page.mouse.move(520, 410);
    await sheet.page.mouse.up({ button: 'middle' });
    await until('it was moved', async () => {
      const after = await picture().boundingBox();
      return after?.x === (before?.x ?? 0) + 20 && after.y === (before?.y ?? 0) + 10;
    });
    assert.equal(told(), undefined);
  });

  it('closes by Escape, tells the last stroke, and gives the focus back to its button', async () => {
    await open();
    await drag([0.3, 0.3], [0.4, 0.4]);
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await tells('brush');
    await maskButton().getByText('mask').waitFor();
    assert.equal(
      await sheet.page.evaluate('document.activeElement.className.includes("composer-mask")'),
      true,
    );
  });

  it('says why a model takes none, and is not opened then', async () => {
    await load({ ...maskDesk(), draft: { parameters: { model: 'dall-e-3' } } });
    assert.equal(await maskButton().getAttribute('aria-disabled'), 'true');
    assert.match((await maskButton().getAttribute('title')) ?? '', /no such setting/);
    await maskButton().click({ force: true });
    assert.ok(!port.calls.some(call => call.startsWith('composer.openMask')));
  });

  it('belongs to its picture: another that is the first has none', async () => {
    await load(maskDesk(drawnMask));
    await maskButton().getByText('mask', { exact: true }).waitFor();
    await sheet.page.locator(`[data-reference="${photo.file}"]`).focus();
    await press('Alt+ArrowRight');
    await maskButton().getByText('Mask…').waitFor();
  });

  it('is drawn on a picture of the sheet by its menu', async () => {
    await load(maskDesk());
    await sheet.page.locator('[data-tile="masked/1"] .frame').click({ button: 'right' });
    await sheet.page.getByRole('menuitem', { name: 'Edit with Mask…' }).click();
    await dialog().waitFor();
    assert.ok(port.calls.includes('edit masked 1'));
  });

  it('shows the locked picture first, the raw answer by a switch, and acts on what is shown', async () => {
    await load(maskDesk());
    const tile = sheet.page.locator('[data-tile="masked/1"]');
    const shown = (): Promise<string | null> => tile.locator('.picture').getAttribute('src');
    await tile.getByText('2.4% of the protected pixels had been changed by the server; put back.').waitFor();
    assert.match((await shown()) ?? '', /62-1536x1024/);
    await tile.getByRole('button', { name: /^Raw Answer/ }).click();
    await until('the raw answer is shown', async () => /61-1536x1024/.test((await shown()) ?? ''));
    await tile.locator('.look').focus();
    await press('s');
    await until('the raw answer is saved', () => port.calls.includes('save masked 1 true'));
    await tile.getByRole('button', { name: /^Locked/ }).click();
    await tile.locator('.look').focus();
    await press('s');
    await until('the locked one is saved', () => port.calls.includes('save masked 1'));
    await sheet.page.locator('[data-tile="masked/2"]').getByText('could not be put back').waitFor();
  });

  it('is compared: locked with raw, and with the source', async () => {
    await load(maskDesk());
    await sheet.page.locator('[data-tile="masked/1"] .picture').dispatchEvent('click');
    await dialog()
      .getByRole('button', { name: /^Swipe/ })
      .click();
    await dialog().getByText(`Source: ${photo.label}`).first().waitFor();
    await dialog().locator('.viewer-thumb').getByText('Raw Answer').click();
    const second = dialog().locator('.viewer-layer.second .viewer-picture');
    await until('the raw answer is beside it', async () =>
      /61-1536x1024/.test((await second.getAttribute('src')) ?? ''),
    );
  });
});
