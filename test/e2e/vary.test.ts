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
    await workbench.runCommand('Easel: Undo Replace');
    await workbench.toast('There is no replacement to undo.').waitFor();
  });
});
