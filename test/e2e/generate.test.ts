import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../support/until.ts';
import { act, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

/** Pictures of the library on this machine, by name, whatever the run. */
async function libraryPictures(workbench: Workbench): Promise<Buffer[]> {
  const storage = join(workbench.session.dataFolder, 'data/User/globalStorage/easel-images.easel/library');
  const names = await readdir(storage, { recursive: true });
  const pictures = names.filter(name => /\d-0\.(png|webp|jpg)$/.test(name));
  return Promise.all(pictures.map(name => readFile(join(storage, name))));
}

describe('generating a picture', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.partialImages': 2, 'easel.size': '512x512' } });
  });
  after(() => workbench?.close());

  it('shows previews while it is made, then the picture', async () => {
    await generate(workbench, 'a lighthouse at dusk');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'a lighthouse at dusk' }).waitFor();
    await run.getByRole('img', { name: /^Preview of picture 1/ }).waitFor();
    await picturesOf(run).waitFor();
    assert.equal((await run.getByText('offline placeholder').count()) > 0, true);
  });

  it('saves the very bytes of the server and says where', async () => {
    await act(newestRun(workbench), 1, 'Save');
    await workbench.toast('Saved images/a-lighthouse-at-dusk.png').waitFor();
    const saved = await workbench.readWorkspaceFile('images/a-lighthouse-at-dusk.png');
    const library = await libraryPictures(workbench);
    assert.ok(library.some(bytes => bytes.equals(saved)));
    await newestRun(workbench).getByText('Saved to images/a-lighthouse-at-dusk.png').waitFor();
  });

  it('opens what was saved from the toast', async () => {
    await workbench.toastButton('Saved images/a-lighthouse-at-dusk.png', 'Open').click();
    await workbench.page.getByRole('tab', { name: /a-lighthouse-at-dusk\.png/ }).waitFor();
  });

  it('is back after a reload, with its picture and where it was saved', async () => {
    await workbench.runCommand('Easel: Open Contact Sheet');
    await picturesOf(newestRun(workbench)).waitFor();
    await workbench.reload();
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'a lighthouse at dusk' }).waitFor();
    await picturesOf(run).waitFor();
    await run.getByText('Saved to images/a-lighthouse-at-dusk.png').waitFor();
    const width = (): Promise<unknown> =>
      picturesOf(run).evaluate(image => Reflect.get(image, 'naturalWidth'));
    await until('the picture is drawn again', async () => (await width()) === 512);
  });

  it('shows one sheet, also when it slept in the background over a reload', async () => {
    await (await workbench.explorerItem('style.css')).dblclick();
    await workbench.page.getByRole('tab', { name: /style\.css/ }).waitFor();
    await workbench.reload();
    await workbench.page.getByRole('tab', { name: 'Easel' }).waitFor();
    await workbench.runCommand('Easel: Open Contact Sheet');
    await picturesOf(newestRun(workbench)).waitFor();
    const tabs = workbench.page.getByRole('tab', { name: 'Easel' });
    await until('there is one sheet', async () => (await tabs.count()) === 1);
  });

  it('offers the words again', async () => {
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.row('a lighthouse at dusk').click();
    const taken = async (): Promise<boolean> =>
      (await workbench.quickInput.input.inputValue()) === 'a lighthouse at dusk';
    await until('the earlier words stand in the field', taken);
    await workbench.page.keyboard.press('Escape');
  });

  it('never takes an earlier prompt for what is being typed', async () => {
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.input.pressSequentially('a lighthouse');
    await workbench.quickInput.row('Generate 1 image').waitFor();
    assert.equal(await workbench.quickInput.rows.count(), 1);
    await workbench.quickInput.root.getByRole('button', { name: 'Earlier prompts' }).click();
    await workbench.quickInput.pick('a lighthouse at dusk');
    await workbench.quickInput.row('Generate 1 image').waitFor();
    assert.equal(await workbench.quickInput.input.inputValue(), 'a lighthouse at dusk');
    await workbench.page.keyboard.press('Escape');
  });

  it('makes as many as the button in the pick says', async () => {
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.input.fill('three boats');
    await workbench.quickInput.root.getByRole('button', { name: 'Number of images: 1' }).click();
    await workbench.quickInput.pick('3');
    await workbench.quickInput.row('Generate 3 images').waitFor();
    assert.equal(await workbench.quickInput.input.inputValue(), 'three boats');
    await workbench.quickInput.input.press('Enter');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'three boats' }).waitFor();
    await picturesOf(run).nth(2).waitFor();
  });
});
