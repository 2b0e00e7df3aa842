import assert from 'node:assert/strict';
import { Workbench } from './support/workbench.ts';

describe('the installed extension', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });

  after(async () => {
    await workbench?.close();
  });

  it('offers its commands in the palette', async () => {
    const row = await workbench.quickInput.findCommand('Easel: Generate Image…');
    await row.waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('offers variations of a picture in the explorer', async () => {
    const menu = await workbench.openContextMenu('images/logo.png');
    await menu.getByRole('menuitem', { name: 'Create Variations…' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('offers no variations of a page', async () => {
    const menu = await workbench.openContextMenu('index.html');
    await menu.getByRole('menuitem', { name: 'Copy Path' }).waitFor();
    const entries = await menu.getByRole('menuitem').allInnerTexts();
    assert.deepEqual(
      entries.filter(entry => entry.includes('Variations')),
      [],
    );
  });
});
