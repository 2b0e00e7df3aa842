import assert from 'node:assert/strict';
import { act, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('words and places', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.size': '128x128', 'easel.outputFormat': 'webp' } });
  });
  after(() => workbench?.close());

  it('selected words stand in the field, in one line, and go nowhere before Enter', async () => {
    await (await workbench.explorerItem('index.html')).dblclick();
    await workbench.page.getByRole('tab', { name: /index\.html/ }).waitFor();
    await workbench.runCommand('Select All');
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.row('Generate 1 image').waitFor();
    const words = await workbench.quickInput.input.inputValue();
    assert.match(words, /^<!doctype html> <html/i);
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
    await act(newestRun(workbench), 1, 'Save As…');
    await workbench.quickInput.input.waitFor();
    const path = `${workbench.folder}/chosen.png`;
    await workbench.quickInput.enter(path);
    await workbench.toast('the name ends that way').waitFor();
    assert.ok((await workbench.readWorkspaceFile('chosen.webp')).length > 0);
    await assert.rejects(workbench.readWorkspaceFile('chosen.png'));
  });

  it('a picture can be copied', async () => {
    await act(newestRun(workbench), 1, 'Copy Image');
    await workbench.panelFrame().getByText('Image copied').first().waitFor({ state: 'attached' });
  });
});
