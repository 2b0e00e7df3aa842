import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { act, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

/** Width and height of a PNG, px. */
function sizeOf(png: Buffer): readonly [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('variations that fit', () => {
  let workbench: Workbench;
  let original: Buffer;

  before(async () => {
    workbench = await Workbench.open();
    original = await workbench.readWorkspaceFile('images/logo.png');
  });
  after(() => workbench?.close());

  it('go in two directions, and have the size of their source', async () => {
    await workbench.contextMenu('images/logo.png', 'Create Variations…');
    const { quickInput } = workbench;
    await quickInput.row('Sends').waitFor();
    await quickInput.pick('Same, again');
    await quickInput.pick('New palette');
    await quickInput.pick('Outline');
    await quickInput.row('Create 2 variations').click();
    const run = newestRun(workbench);
    await run.getByText('a new colour palette').waitFor();
    await run.getByText('an outline drawing of it').waitFor();
    await picturesOf(run).nth(1).waitFor();
    const fits = run.getByRole('group', { name: 'Which picture is shown' });
    await fits.nth(1).waitFor();
    const [width, height] = sizeOf(original);
    await run.getByText(`${width}×${height}`).nth(1).waitFor();
    await fits.first().getByRole('button', { name: 'Original' }).click();
    await until('the original has another size', async () => {
      return (await run.getByText(`${width}×${height}`).count()) === 1;
    });
    await fits.first().getByRole('button', { name: 'Fits' }).click();
  });

  it('take the place of their source, and give it back', async () => {
    const run = newestRun(workbench);
    await act(run, 1, 'Replace Source');
    await workbench.toast('Replaced images/logo.png').waitFor();
    const after = await workbench.readWorkspaceFile('images/logo.png');
    assert.ok(!after.equals(original));
    assert.deepEqual(sizeOf(after), sizeOf(original));
    await workbench.toastButton('Replaced images/logo.png', 'Undo Replace').click();
    await workbench.toast('The old images/logo.png is back.').waitFor();
    assert.ok((await workbench.readWorkspaceFile('images/logo.png')).equals(original));
  });

  it('can be undone from the palette too, and say when there is nothing left', async () => {
    await act(newestRun(workbench), 2, 'Replace Source');
    await until(
      'the file is another one',
      async () => !(await workbench.readWorkspaceFile('images/logo.png')).equals(original),
    );
    await newestRun(workbench).getByText('Replaced images/logo.png').waitFor();
    await workbench.runCommand('Easel: Undo Replace');
    await until('the old bytes are back', async () =>
      (await workbench.readWorkspaceFile('images/logo.png')).equals(original),
    );
    await newestRun(workbench).getByText('Replaced images/logo.png').waitFor({ state: 'hidden' });
    // VS Code shows no more than two messages within 0.8 s; the rest are behind the bell.
    await until('it is said that nothing is left', async () => {
      await workbench.runCommand('Easel: Undo Replace');
      const said = workbench.toast('There is no replacement to undo.');
      return said.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  });

  it('say how a picture is sent that the endpoint would not take, and show it', async () => {
    const { quickInput, page } = workbench;
    await workbench.contextMenu('images/hero.png', 'Create Variations…');
    // What was picked last is picked again: words go by the endpoint that takes any shape.
    await quickInput.row('as it is').waitFor();
    await quickInput.pick('New palette');
    await quickInput.pick('Outline');
    await quickInput.row('padded').waitFor();
    await quickInput.root.getByRole('button', { name: 'Pad or crop to a square…' }).click();
    await quickInput.pick('Crop to the middle');
    await quickInput.row('cropped').waitFor();
    await quickInput.root.getByRole('button', { name: 'Preview What Is Sent' }).click();
    await page.getByRole('tab', { name: /hero\.png/ }).waitFor();
    await quickInput.row('cropped').waitFor();
    await page.keyboard.press('Escape');
  });

  it('are made into a set, with the code to paste', async () => {
    const { quickInput, page } = workbench;
    await workbench.contextMenu('images/logo.png', 'Make Sizes and Formats…');
    await quickInput.row('@2x').waitFor();
    await quickInput.input.press('Enter');
    await quickInput.root.getByText('Width at 1x').waitFor();
    await quickInput.enter('64');
    const saved = /Saved \d files to images/;
    await workbench.toast(saved).waitFor();
    assert.deepEqual(sizeOf(await workbench.readWorkspaceFile('images/logo-2@2x.png')), [128, 128]);
    await workbench.toastButton(saved, 'Copy Code').click();
    await until('the code is on the clipboard', async () => {
      const text = String(await page.evaluate('navigator.clipboard.readText()'));
      return text.includes('logo-2@2x.png 2x') && text.includes('width="64" height="64"');
    });
    assert.ok((await workbench.readWorkspaceFile('images/logo.png')).equals(original));
  });
});
