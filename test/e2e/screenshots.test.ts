// The pictures of the README: `npm run screenshots` keeps them, `npm test` only sees that they can be made.
import { act, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench, type Theme } from './support/workbench.ts';

const themes: readonly (readonly [string, Theme])[] = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
];

for (const [name, theme] of themes) {
  describe(`screenshots, ${name}`, () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await Workbench.open({
        theme,
        width: 1440,
        height: 860,
        settings: { 'easel.count': 4, 'easel.size': '1024x1024', 'editor.minimap.enabled': false },
      });
    });
    after(() => workbench?.close());

    it('the question', async () => {
      await (await workbench.explorerItem('style.css')).dblclick();
      await workbench.page.getByRole('tab', { name: /style\.css/ }).waitFor();
      await workbench.runCommand('Easel: Generate Image…');
      await workbench.quickInput.input.fill('misty mountains, sunrise in warm colours');
      await workbench.quickInput.row('Generate 4 images').waitFor();
      await workbench.screenshot(`generate-${name}`);
    });

    it('the contact sheet', async () => {
      await workbench.quickInput.input.press('Enter');
      const run = newestRun(workbench);
      await picturesOf(run).nth(3).waitFor();
      await act(run, 2, 'Save');
      await workbench.toast('Saved images/').waitFor();
      await workbench.screenshot(`sheet-${name}`);
    });

    it('two pictures compared', async () => {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await newestRun(workbench).locator('button.look').nth(1).focus();
      await workbench.page.keyboard.press('c');
      const viewer = workbench.panelFrame().getByRole('dialog');
      await viewer.getByRole('slider').first().waitFor();
      await workbench.screenshot(`compare-${name}`);
      await workbench.page.keyboard.press('Escape');
      await viewer.waitFor({ state: 'detached' });
    });

    it('the menu of a picture', async () => {
      await workbench.runCommand('Notifications: Clear All Notifications');
      const menu = await workbench.openContextMenu('images/logo.png');
      await menu.getByRole('menuitem', { name: 'Create Variations…' }).hover();
      await workbench.screenshot(`menu-${name}`);
      await workbench.page.keyboard.press('Escape');
    });
  });
}
