import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('looking at pictures', () => {
  let workbench: Workbench;
  const dialog = (): Locator => workbench.panelFrame().getByRole('dialog');
  const picture = (): Locator => dialog().locator('.viewer-picture').first();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const view = (name: RegExp): Promise<void> => dialog().getByRole('button', { name }).click();

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.count': 2 } });
    await workbench.contextMenu('images/logo.png', 'Create Variations…');
    await workbench.quickInput.row('Create 2 variations').click();
    await picturesOf(newestRun(workbench)).nth(1).waitFor();
  });
  after(() => workbench?.close());

  it('one opens large, and zooms to 16 screen pixels a pixel, crisp', async () => {
    await picturesOf(newestRun(workbench)).first().dispatchEvent('click');
    await dialog().waitFor();
    await until('the picture is there', async () => {
      return Number(await picture().evaluate(image => Reflect.get(image, 'naturalWidth'))) > 0;
    });
    await dialog().getByText('PNG', { exact: true }).waitFor();
    await press(...Array.from({ length: 18 }, () => '+'));
    await dialog().getByText('1,600 %', { exact: true }).waitFor();
    const natural = Number(await picture().evaluate(image => Reflect.get(image, 'naturalWidth')));
    const box = await picture().boundingBox();
    assert.equal(Math.round(box?.width ?? 0), natural * 16);
    assert.match((await picture().getAttribute('class')) ?? '', /\bcrisp\b/);
    const screenshot = await workbench.screenshot('viewer-zoomed');
    assert.ok(screenshot);
  });

  it('leads to the next by an arrow', async () => {
    await press('0');
    const first = await picture().getAttribute('src');
    await press('ArrowRight');
    await until('the next is shown', async () => (await picture().getAttribute('src')) !== first);
    await dialog().getByText('2 of 2', { exact: true }).waitFor();
  });

  it('is compared with its source by a border that keys move', async () => {
    await view(/^Swipe/);
    await dialog().getByText('Source: images/logo.png').first().waitFor();
    const border = dialog().getByRole('slider');
    await border.focus();
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    await until('the border moved', async () => (await border.getAttribute('aria-valuenow')) === '44');
    await workbench.screenshot('viewer-swipe');
  });

  it('is compared with a file of the workspace, which the page may read as a copy only', async () => {
    await dialog().getByRole('button', { name: 'A file of the workspace…' }).click();
    await workbench.quickInput.row('hero.png').click();
    const other = dialog().locator('.viewer-layer.second .viewer-picture');
    await dialog().getByRole('button', { name: 'images/hero.png', pressed: true }).waitFor();
    await until('the file is drawn', async () => {
      return Number(await other.evaluate(image => Reflect.get(image, 'naturalWidth'))) > 0;
    });
    assert.match((await other.getAttribute('src')) ?? '', /\.compare\/[\da-f]{24}\.png/);
  });

  it('is shown where the code shows its source, with the words around it', async () => {
    await view(/^In Place/);
    const where = dialog().getByRole('combobox', { name: /^Where/ });
    await where.waitFor();
    const option = where.locator('option', { hasText: 'index.html, line 13' });
    assert.equal(await option.count(), 1);
    await where.selectOption('index.html, line 13');
    for (const name of ['Light page', 'Dark page']) {
      const card = dialog().getByRole('region', { name });
      await card.getByText('Walk until the light goes, then knock').waitFor();
      const box = await card.getByRole('img').boundingBox();
      assert.deepEqual([box?.width, box?.height], [64, 64]);
    }
    await workbench.screenshot('viewer-place');
  });

  it('is kept in mind by the sheet when it closes', async () => {
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await newestRun(workbench).getByRole('heading', { name: 'Variations of images/logo.png' }).waitFor();
  });
});
