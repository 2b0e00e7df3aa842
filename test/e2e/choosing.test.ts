import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../support/until.ts';
import { act, actFromMenu, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('choosing among pictures', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.size': '128x128', 'easel.count': 3 } });
    await workbench.runCommand('Easel: Generate Image…');
    await workbench.quickInput.input.fill('three kites');
    await workbench.quickInput.row('Generate 3 images').waitFor();
    await workbench.quickInput.input.press('Enter');
    await picturesOf(newestRun(workbench)).nth(2).waitFor();
  });
  after(() => workbench?.close());

  const tiles = (): Locator => workbench.panelFrame().locator('.tile');
  const verdicts = (): Promise<(string | null)[]> =>
    tiles().evaluateAll(all => all.map(one => one.getAttribute('data-verdict')));
  /** Names of the library's pictures on disk. */
  const onDisk = async (): Promise<string[]> => {
    const storage = join(workbench.session.dataFolder, 'data/User/globalStorage/easel-images.easel/library');
    const names = await readdir(storage, { recursive: true });
    return names.filter(name => /\d-0\.png$/.test(name));
  };

  it('is done by keys, and outlives a reload', async () => {
    await tiles().first().locator('button.look').focus();
    for (const key of ['k', 'ArrowRight', 'x']) await workbench.page.keyboard.press(key);
    await until('two are judged', async () => (await verdicts()).join() === 'kept,rejected,');
    await workbench.reload();
    await picturesOf(newestRun(workbench)).nth(2).waitFor();
    assert.deepEqual(await verdicts(), ['kept', 'rejected', null]);
  });

  it('can be filtered, and stays so while another tab is in front', async () => {
    await workbench.panelFrame().getByLabel('Show which pictures').selectOption('Kept');
    await until('one is left', async () => (await tiles().count()) === 1);
    await (await workbench.explorerItem('style.css')).dblclick();
    await workbench.page.getByRole('tab', { name: /style\.css/ }).waitFor();
    await workbench.runCommand('Easel: Open Contact Sheet');
    await until('one is still left', async () => (await tiles().count()) === 1);
    await workbench.panelFrame().getByLabel('Show which pictures').selectOption('All pictures');
    await until('all are back', async () => (await tiles().count()) === 3);
  });

  it('discards with a way back, and loses no byte by it', async () => {
    await tiles().nth(2).locator('button.look').focus();
    await workbench.page.keyboard.press('d');
    await until('it is out of sight', async () => (await tiles().count()) === 2);
    assert.equal((await onDisk()).length, 3);
    await workbench.panelFrame().getByRole('button', { name: 'Undo' }).click();
    await until('it is back', async () => (await tiles().count()) === 3);
  });

  it('saves several at once', async () => {
    await tiles().first().locator('button.look').focus();
    for (const key of ['Space', 'ArrowRight', 'Space']) await workbench.page.keyboard.press(key);
    const bar = workbench.panelFrame().getByRole('region', { name: 'Selected pictures' });
    await bar.getByRole('button', { name: 'Save' }).click();
    await workbench.toast('Saved 2 pictures: images/three-kites.png, images/three-kites-2.png').waitFor();
    assert.ok((await workbench.readWorkspaceFile('images/three-kites-2.png')).length > 0);
    await bar.getByRole('button', { name: 'Clear Selection' }).click();
  });

  it('asks before it deletes, then really does', async () => {
    await actFromMenu(workbench, 3, 'Delete…');
    const dialog = workbench.page.getByRole('dialog', { name: /Delete 1 picture/ });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await onDisk()).length, 3);
    await actFromMenu(workbench, 3, 'Delete…');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await until('it is gone from the sheet', async () => (await tiles().count()) === 2);
    assert.equal((await onDisk()).length, 2);
  });

  it('writes a reference at the cursor of the editor worked in last', async () => {
    await (await workbench.explorerItem('README.md')).dblclick();
    const editor = workbench.page.locator('.monaco-editor .view-line').first();
    await editor.click();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    await workbench.runCommand('Easel: Open Contact Sheet');
    await act(newestRun(workbench), 1, 'Insert Reference');
    await until('the reference is in the file', async () => {
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('ControlOrMeta+S');
      return /!\[three kites\]\(\.?\/?images\/three-kites\.png\)/.test(
        String(await workbench.readWorkspaceFile('README.md')),
      );
    });
  });

  it('drops a picture into an editor as a reference, saved first', async () => {
    await generate1('a single kite');
    await (await workbench.explorerItem('README.md')).dblclick();
    const inFront = (name: RegExp): Promise<void> =>
      workbench.page.getByRole('tab', { name, selected: true }).first().waitFor();
    await inFront(/README\.md/);
    await workbench.runCommand('Easel: Open Contact Sheet');
    await inFront(/^Easel/);
    await workbench.runCommand('View: Move Editor into Right Group');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: '# Ridgeline' }).waitFor();
    const image = picturesOf(newestRun(workbench)).first();
    // An empty line: on a path that is there already the path alone would be replaced.
    const line = workbench.page.locator('.monaco-editor .view-line').nth(1);
    // The line may be wrapped within the name.
    const reference = workbench.page.locator('.view-line', { hasText: 'images/a-single-' });
    await until('the drop arrives', async () => {
      // A pointer that is faster than the frames between sheet and editor lets go over neither.
      await image.hover();
      await workbench.page.mouse.down();
      await line.hover();
      await line.hover({ position: { x: 4, y: 8 } });
      await workbench.page.mouse.up();
      // Escape would stop a drop that is still being worked on.
      return reference.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await until('the reference is in the file', async () => {
      // The sheet may have kept the focus, and would be what is saved.
      await line.click();
      await workbench.page.keyboard.press('ControlOrMeta+S');
      return String(await workbench.readWorkspaceFile('README.md')).includes('images/a-single-kite.png');
    });
    assert.ok((await workbench.readWorkspaceFile('images/a-single-kite.png')).length > 0);
  });

  const generate1 = async (prompt: string): Promise<void> => {
    await workbench.setSettings({ 'easel.count': 1 });
    await generate(workbench, prompt);
    await newestRun(workbench).getByRole('heading', { name: prompt }).waitFor();
    await picturesOf(newestRun(workbench)).waitFor();
  };
});

describe('two windows on one folder', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'easel.size': '128x128' } });
  });
  after(() => workbench?.close());

  it('see what the other makes and thinks, and lose nothing', async () => {
    const other = await workbench.openSecond();
    await other.runCommand('Easel: Open Contact Sheet');
    await other.panelFrame().getByText('No pictures yet').waitFor();
    await generate(workbench, 'seen from both sides');
    await picturesOf(newestRun(workbench)).waitFor();
    await newestRun(other).getByRole('heading', { name: 'seen from both sides' }).waitFor();
    await picturesOf(newestRun(other)).waitFor();
    await act(newestRun(other), 1, 'Keep');
    const verdict = (): Promise<string | null> =>
      workbench.panelFrame().locator('.tile').getAttribute('data-verdict');
    await until('the verdict is known here too', async () => (await verdict()) === 'kept');
    assert.match(String(await readFile(await runFile(workbench))), /seen from both sides/);
  });
});

async function runFile(workbench: Workbench): Promise<string> {
  const storage = join(workbench.session.dataFolder, 'data/User/globalStorage/easel-images.easel/library');
  const [found] = (await readdir(storage, { recursive: true })).filter(name => name.endsWith('run.json'));
  assert.ok(found);
  return join(storage, found);
}
