import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { give } from '../support/give.ts';
import { until } from '../support/until.ts';
import { newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('the composer', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
    await workbench.runCommand('Easel: Open Contact Sheet');
    await prompt().waitFor();
  });
  after(() => workbench?.close());

  const composer = (): Locator => workbench.panelFrame().getByRole('region', { name: 'Ask for pictures' });
  const prompt = (): Locator => composer().getByRole('textbox', { name: 'Prompt' });
  const thumbs = (): Locator => composer().locator('.composer-thumb');

  const drawnWidth = (): Promise<unknown> =>
    thumbs()
      .locator('img')
      .evaluate(image => Reflect.get(image, 'naturalWidth'));

  it('makes what is described, in the size that was picked, by Ctrl+Enter', async () => {
    await prompt().fill('a paper boat');
    await composer().locator('.size-button').click();
    await composer().getByRole('button', { name: '1536 × 1024' }).click();
    await prompt().press('Control+Enter');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'a paper boat' }).waitFor();
    await picturesOf(run).waitFor();
    await run.getByText('1536×1024').first().waitFor();
    assert.equal(await prompt().inputValue(), 'a paper boat');
  });

  it('takes a pasted picture and edits it', async () => {
    await prompt().fill('at night');
    await give(prompt(), 'paste', pastedPicture);
    await thumbs().waitFor();
    await prompt().press('Control+Enter');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: /Edit of Pasted picture/ }).waitFor();
    await picturesOf(run).waitFor();
  });

  it('says at the field what is no picture', async () => {
    await give(prompt(), 'drop', `data.items.add(new File(['words'], 'notes.png', { type: 'image/png' }))`);
    await composer().getByText('“notes.png” could not be read as a picture').first().waitFor();
    assert.equal(await thumbs().count(), 1);
  });

  it('is back after a reload, with words, size and picture', async () => {
    await prompt().fill('in the morning');
    await keptOnDisk(workbench, 'in the morning');
    await workbench.reload();
    await until('the words are back', async () => (await prompt().inputValue()) === 'in the morning');
    await composer().getByText('1536 × 1024').waitFor();
    await until('the picture is drawn again', async () => (await drawnWidth()) === 8);
  });
});

/** Waits until the draft on this machine has these words. */
async function keptOnDisk(workbench: Workbench, words: string): Promise<void> {
  const storage = join(workbench.session.dataFolder, 'data/User/globalStorage/easel-images.easel/library');
  await until('the draft is on disk', async () => {
    const names = await readdir(storage, { recursive: true });
    const drafts = names.filter(name => name.endsWith('draft.json'));
    const texts = await Promise.all(drafts.map(name => readFile(join(storage, name), 'utf8')));
    return texts.some(text => text.includes(words));
  });
}

/** A PNG of 8 x 8 px, as the clipboard has it. */
const pastedPicture = `
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const paint = canvas.getContext('2d');
  paint.fillStyle = 'teal';
  paint.fillRect(0, 0, 8, 8);
  const blob = await new Promise(resolve => canvas.toBlob(resolve));
  data.items.add(new File([blob], 'image.png', { type: 'image/png' }))`;
