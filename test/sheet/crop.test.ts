import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { fakePort, type FakePort } from './fakePort.ts';
import type { Look } from './page.ts';
import { slotRun } from './scenes.ts';
import { sheetForEach, violations } from './sheetForEach.ts';
import { themes } from './themes.ts';

const [firstTheme] = themes;
assert(firstTheme);
const usual: Look = { theme: firstTheme, width: 1000, height: 700 };
const lookedAt = themes.filter(({ name }) =>
  ['dark-modern', 'light-modern', 'hc-dark', 'hc-light'].includes(name),
);

async function box(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await of.boundingBox();
  assert(found);
  return found;
}

describe('The crop frame in a browser', function () {
  this.timeout(60_000);
  let port: FakePort;
  const sheet = sheetForEach();

  const show = async (look: Partial<Look> = {}, run = slotRun(Date.now())): Promise<void> => {
    port = fakePort([run]);
    await sheet.show(port, { ...usual, ...look });
    await sheet.page.locator(`[data-tile="${run.id}/1"] .picture`).waitFor();
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await sheet.page.keyboard.press(key);
  };
  const tile = (id: string): Locator => sheet.page.locator(`[data-tile="slot/${id}"] button.look`);
  const dialog = (): Locator => sheet.page.getByRole('dialog');
  const stage = (): Locator => dialog().getByRole('application');
  const button = (name: string | RegExp): Locator => dialog().getByRole('button', { name });
  const frame = (): Locator => dialog().locator('.crop-frame');
  /** Opens the frame of a picture by its key on the sheet. */
  const open = async (id: string, look: Partial<Look> = {}): Promise<void> => {
    await show(look);
    await tile(id).focus();
    await press('m');
    await frame().waitFor();
    await until('the stage has the focus', hasFocus);
  };
  const hasFocus = (): Promise<boolean> =>
    stage().evaluate(element => element.ownerDocument.activeElement === element);
  const place = async (): Promise<string> => (await dialog().locator('#crop-place').textContent()) ?? '';
  const isAt = (text: string): Promise<void> =>
    until(`it is at ${text}`, async () => (await place()) === text);
  const dragBy = async (from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> => {
    await sheet.page.mouse.move(from.x, from.y);
    await sheet.page.mouse.down();
    await sheet.page.mouse.move(from.x + by.x, from.y + by.y, { steps: 4 });
    await sheet.page.mouse.up();
  };
  const wanted = async (): Promise<number> =>
    Number(await dialog().evaluate(element => Reflect.get(element, 'scrollWidth')));
  /** What is chosen in the bar of the viewer, and how near the picture is. */
  const bar = async (): Promise<readonly (string | null)[]> => {
    await dialog().locator('.viewer-bar:not(.crop-bar)').waitFor();
    const pressed = await dialog().locator('.viewer-bar [aria-pressed="true"]').all();
    const names = await Promise.all(pressed.map(one => one.getAttribute('aria-label')));
    return [...names, await dialog().locator('.viewer-percent').textContent()];
  };
  const cropped = (): string | undefined => port.calls.findLast(call => call.startsWith('cropped'));

  for (const theme of lookedAt) {
    it(`has nothing axe objects to in ${theme.name}`, async () => {
      await open('1', { theme });
      assert.deepEqual(await violations(sheet), []);
      await press('Shift+ArrowDown');
      await isAt('0 from the left, 410 from the top; 1536 by 512 of 1536 by 1024 pixels');
      assert.deepEqual(await violations(sheet), []);
    });
  }

  for (const width of [280, 320, 700, 1400]) {
    it(`fits ${width} px without scrolling sideways`, async () => {
      await open('1', { width });
      assert((await wanted()) <= width);
      for (const name of [/^Cancel/, /^Apply and Update hero\.png/]) {
        const { x, width: wide } = await box(button(name));
        assert(x >= 0 && x + wide <= width);
      }
      await press('Escape');
      await button(/^Move Crop/).waitFor();
      assert((await wanted()) <= width);
    });
  }

  it('lies over the whole picture as it came, in the shape of the slot', async () => {
    await open('1');
    const picture = dialog().locator('.viewer-picture');
    assert.match((await picture.getAttribute('src')) ?? '', /21-1536x1024\.svg$/);
    const [whole, part] = [await box(picture), await box(frame())];
    assert.ok(Math.abs(part.width / part.height - 3) < 0.01);
    assert.ok(Math.abs(part.y - (whole.y + whole.height / 4)) < 1);
    assert.ok(Math.abs(part.width - whole.width) < 1);
  });

  it('is offered by the viewer and by the menu, and only where there is something to move', async () => {
    await show();
    await tile('1').click();
    const top = (await box(dialog().locator('.viewer-stage'))).y;
    await button('Move Crop: which part of the picture its place shows (M)').click();
    await until('the stage has the focus', hasFocus);
    assert.equal((await box(stage())).y, top, 'nothing jumps');
    await press('Escape');
    await frame().waitFor({ state: 'detached' });
    await until('the keys go on at the picture', () =>
      dialog()
        .locator('.viewer-stage')
        .evaluate(element => element.ownerDocument.activeElement === element),
    );
    await press('m');
    await frame().waitFor();
    await press('Escape', 'Escape');
    await dialog().waitFor({ state: 'detached' });
    await tile('2').click({ button: 'right' });
    await sheet.page.getByRole('menuitem', { name: 'Move the Crop…' }).click();
    await frame().waitFor();
    assert.deepEqual(
      port.calls.filter(call => call.startsWith('cropped')),
      [],
    );
  });

  it('is not offered where all of the picture is shown', async () => {
    const run = slotRun(Date.now());
    await show({}, { ...run, slot: { width: 1536, height: 1024, path: 'a.png', label: 'a.png' } });
    await tile('1').click();
    await dialog().waitFor();
    assert.equal(await button(/^Move Crop/).count(), 0);
    await press('m');
    assert.equal(await frame().count(), 0);
  });

  it('moves by arrows, with Shift farther, and to the ends, and says where it is', async () => {
    await open('1');
    await press('ArrowDown');
    await isAt('0 from the left, 271 from the top; 1536 by 512 of 1536 by 1024 pixels');
    await press('Shift+ArrowUp');
    await isAt('0 from the left, 117 from the top; 1536 by 512 of 1536 by 1024 pixels');
    await press('ArrowLeft', 'End');
    await isAt('0 from the left, 512 from the top; 1536 by 512 of 1536 by 1024 pixels');
    await press('Home');
    await isAt('0 from the left, 0 from the top; 1536 by 512 of 1536 by 1024 pixels');
    assert.equal(await dialog().getByRole('status').first().getAttribute('aria-live'), 'polite');
  });

  it('shows smaller and larger parts, never so small that they would be enlarged', async () => {
    await open('1');
    for (let step = 0; step < 6; step++) await press('+');
    await until('it is as small as the slot', async () => / 1200 by 400 of /.test(await place()));
    await press('-');
    await until('it is larger again', async () => / 1320 by 440 of /.test(await place()));
    await press('0');
    await isAt('0 from the left, 256 from the top; 1536 by 512 of 1536 by 1024 pixels');
    await press('Escape', 'Escape');
    await dialog().waitFor({ state: 'detached' });
    await tile('2').focus();
    await press('m');
    await frame().waitFor();
    assert.equal(await button('A smaller part (+)').getAttribute('aria-disabled'), 'true');
    assert.equal(await dialog().locator('.crop-corner').count(), 0);
  });

  it('is dragged, as far as the picture goes', async () => {
    await open('1');
    const part = await box(frame());
    const middle = { x: part.x + part.width / 2, y: part.y + part.height / 2 };
    await dragBy(middle, { x: 30, y: -40 });
    const moved = await box(frame());
    assert.ok(Math.abs(moved.y - part.y + 40) <= 1 && moved.x === part.x);
    await dragBy(middle, { x: 0, y: 900 });
    await isAt('0 from the left, 512 from the top; 1536 by 512 of 1536 by 1024 pixels');
  });

  it('is drawn out at a corner while the opposite one stays, and by the wheel', async () => {
    await open('1');
    const part = await box(frame());
    await dragBy({ x: part.x + part.width - 3, y: part.y + part.height - 3 }, { x: -60, y: -20 });
    const smaller = await box(frame());
    assert.deepEqual([smaller.x, smaller.y], [part.x, part.y]);
    assert.ok(Math.abs(part.width - smaller.width - 60) < 2);
    await sheet.page.mouse.wheel(0, 2000);
    await until('it is as large as it goes', async () => / 1536 by 512 of /.test(await place()));
  });

  it('is applied with the file that follows, and says so', async () => {
    await open('1');
    await dialog()
      .getByText('Also updates public/images/hero.png, unless it was changed since. Undo brings back both.')
      .waitFor();
    await press('Home', 'Enter');
    await frame().waitFor({ state: 'detached' });
    assert.equal(
      cropped(),
      'cropped {"x":0,"y":0,"width":1536,"height":512} file:///w/public/images/hero.png',
    );
    await dialog().getByRole('status').getByText('The crop is moved.').waitFor();
    await dialog().locator('.viewer-stage.look').waitFor();
  });

  it('is applied by its button, without a file where there is none', async () => {
    await open('2');
    await press('Home');
    await button('Apply (Enter)').click();
    await frame().waitFor({ state: 'detached' });
    assert.equal(cropped(), 'cropped {"x":0,"y":0,"width":1024,"height":341} no file');
  });

  it('is asked for nothing while it is where it was, and when it is left', async () => {
    await open('1');
    await press('End');
    await button('Cancel (Escape)').click();
    await frame().waitFor({ state: 'detached' });
    await press('m', 'Enter');
    await frame().waitFor({ state: 'detached' });
    assert.equal(cropped(), undefined);
  });

  for (const [name, then, rect] of [
    ['Enter', `press('Enter')`, { x: 168, y: 312, width: 1200, height: 400 }],
    ['an arrow', `press('ArrowDown'), press('Enter')`, { x: 168, y: 327, width: 1200, height: 400 }],
    [
      'its button',
      `document.querySelector('.crop-end .primary').click()`,
      { x: 168, y: 312, width: 1200, height: 400 },
    ],
  ] as const) {
    it(`goes on by ${name} from where the wheel has just put it`, async () => {
      await open('1');
      await sheet.page.evaluate(`{
        const stage = document.querySelector('.crop-stage');
        const press = key => stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        stage.dispatchEvent(new WheelEvent('wheel', { deltaY: -2000, cancelable: true }));
        ${then};
      }`);
      await frame().waitFor({ state: 'detached' });
      assert.equal(cropped(), `cropped ${JSON.stringify(rect)} file:///w/public/images/hero.png`);
    });
  }

  for (const [name, under] of [
    [/^Cancel/, /^Zoom in/],
    [/^Apply/, /^Backdrop of the editor/],
  ] as const) {
    it(`is left by a double click on ${name.source.slice(1)}, and what is there then is not pressed`, async () => {
      await open('1');
      const { x, width, y, height } = await box(button(name));
      await press('Escape');
      const before = await bar();
      const there = await box(button(under));
      const at = { x: there.x + there.width / 2, y: there.y + there.height / 2 };
      assert.ok(at.x > x && at.x < x + width && at.y > y && at.y < y + height);
      await press('m');
      await button(name).waitFor();
      await sheet.page.mouse.dblclick(at.x, at.y);
      await frame().waitFor({ state: 'detached' });
      assert.deepEqual(await bar(), before);
      await sheet.page.mouse.click(at.x, at.y);
      await until('one click presses it', async () => (await bar()).join() !== before.join());
    });
  }

  it('stays where the host could not do it', async () => {
    const run = { ...slotRun(Date.now()), id: 'other' };
    await show({}, run);
    await sheet.page.locator('[data-tile="other/1"] button.look').focus();
    await press('m', 'Home', 'Enter');
    await until('it was asked for', () => cropped() !== undefined);
    await until('nothing is under way', async () => (await dialog().locator('.spin').count()) === 0);
    assert.equal(await frame().count(), 1);
  });
});
