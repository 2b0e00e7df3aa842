import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { act, actFromMenu, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('words and places', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.size': '128x128', 'easel.outputFormat': 'webp' } });
  });
  after(() => workbench?.close());

  it('selected words stand in the field, in one line, and go nowhere before Enter', async () => {
    await (await workbench.explorerItem('README.md')).dblclick();
    await workbench.page.getByRole('tab', { name: /README\.md/ }).waitFor();
    const line = workbench.page.locator('.monaco-editor .view-line').first();
    await line.click();
    await workbench.page.keyboard.press('ControlOrMeta+A');
    await line.click({ button: 'right' });
    await workbench.takeFromMenu('Generate Image…');
    await workbench.quickInput.row('Generate 1 image').waitFor();
    const words = await workbench.quickInput.input.inputValue();
    assert.match(words, /^# \w+/);
    assert.doesNotMatch(words, /\s\s|\n/);
    await workbench.page.keyboard.press('Escape');
    assert.equal(await workbench.panelFrame().getByRole('article').count(), 0);
  });

  it('a folder of the explorer is where pictures made for it are saved', async () => {
    await workbench.contextMenu('images', 'Generate Image Here…');
    await workbench.quickInput.enter('made for here');
    await picturesOf(newestRun(workbench)).waitFor();
    await act(newestRun(workbench), 1, 'Save');
    await newestRun(workbench).getByText('Saved to images/made-for-here.webp').waitFor();
    const bytes = await workbench.readWorkspaceFile('images/made-for-here.webp');
    assert.equal(bytes.subarray(8, 12).toString(), 'WEBP');
  });

  it('Save As puts the right extension to the name', async () => {
    await generate(workbench, 'another name');
    await newestRun(workbench).getByRole('heading', { name: 'another name' }).waitFor();
    await picturesOf(newestRun(workbench)).waitFor();
    await actFromMenu(workbench, 1, 'Save As…');
    await workbench.quickInput.root.getByText('Save Image As').waitFor();
    const suggested = async (): Promise<boolean> =>
      (await workbench.quickInput.input.inputValue()).endsWith('/images/another-name.webp');
    await until('the dialog suggests a name', suggested);
    await workbench.quickInput.input.fill(`${workbench.folder}/chosen.png`);
    // The dialog takes no answer while it still looks at the path.
    await until('the dialog takes the path', async () => {
      await workbench.quickInput.input.press('Enter', { timeout: 1000 }).catch(() => undefined);
      return await workbench.quickInput.root.isHidden();
    });
    await workbench.toast('the name ends that way').waitFor();
    assert.ok((await workbench.readWorkspaceFile('chosen.webp')).length > 0);
    await assert.rejects(workbench.readWorkspaceFile('chosen.png'));
  });

  it('a picture can be copied', async () => {
    await actFromMenu(workbench, 1, 'Copy Image');
    await workbench.panelFrame().getByText('Image copied').first().waitFor({ state: 'attached' });
  });
});
