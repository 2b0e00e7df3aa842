import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { act, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('variations of a picture', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.count': 2 } });
  });
  after(() => workbench?.close());

  it('are made by a right click in the explorer, and saved', async () => {
    await workbench.contextMenu('images/logo.png', 'Create Variations…');
    await workbench.quickInput.row('Create 2 variations').click();
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'Variations of images/logo.png' }).waitFor();
    await picturesOf(run).nth(1).waitFor();
    await act(run, 2, 'Save');
    await workbench.toast('Saved images/logo-variation.png').waitFor();
    assert.ok((await workbench.readWorkspaceFile('images/logo-variation.png')).length > 0);
  });

  it('of a picture that the endpoint would not take say how it is sent', async () => {
    await workbench.contextMenu('images/hero.png', 'Create Variations…');
    await workbench.quickInput.row('padded').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('are made from the palette, with the pictures of the workspace to choose from', async () => {
    await workbench.runCommand('Easel: Create Variations…');
    await workbench.quickInput.row('256 × 256').waitFor();
    await workbench.quickInput.row('logo.png').click();
    await workbench.quickInput.row('Create 2 variations').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('of any shape are made with words, by the edits endpoint', async () => {
    await workbench.contextMenu('images/hero.png', 'Create Variations…');
    await workbench.quickInput.row('Create 2 variations').waitFor();
    await workbench.quickInput.enter('at night');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'Variations of images/hero.png' }).waitFor();
    await picturesOf(run).nth(1).waitFor();
  });

  it('are offered for the picture in the editor', async () => {
    await (await workbench.explorerItem('images/icon-64.png')).dblclick();
    await workbench.page.getByRole('tab', { name: /icon-64\.png/ }).waitFor();
    await workbench.page.getByRole('button', { name: 'Create Variations…' }).first().click();
    await workbench.quickInput.root.getByText('Create Variations of icon-64.png').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('of a picture of the sheet start from that picture', async () => {
    await workbench.runCommand('Easel: Open Contact Sheet');
    const run = newestRun(workbench);
    await act(run, 1, 'Edit…');
    const composer = workbench.panelFrame().locator('.composer');
    await composer.locator('.composer-thumb').waitFor();
    const prompt = composer.getByRole('textbox').first();
    await until('the words are asked for', () =>
      prompt.evaluate(one => one === one.ownerDocument.activeElement),
    );
    await prompt.fill('in winter');
    await prompt.press('ControlOrMeta+Enter');
    const edit = newestRun(workbench);
    await edit.getByText('in winter').waitFor();
    await picturesOf(edit).nth(1).waitFor();
  });
});
