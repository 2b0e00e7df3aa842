import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { until } from '../support/until.ts';
import { act, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

/** Where the picture may change, px. */
const marked = { x: 100, y: 120, width: 150, height: 90 } as const;

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

describe('an edit with a mask', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
    await workbench.runCommand('Easel: Open Contact Sheet');
    await prompt().waitFor();
  });
  after(() => workbench?.close());

  const sheet = () => workbench.panelFrame();
  const composer = (): Locator => sheet().getByRole('region', { name: 'Ask for pictures' });
  const prompt = (): Locator => composer().getByRole('textbox', { name: 'Prompt' });
  const dialog = (): Locator => sheet().getByRole('dialog');
  const maskButton = (): Locator => composer().locator('.composer-mask');

  it('starts from a picture of the workspace, with a rectangle by numbers', async () => {
    await composer()
      .getByRole('button', { name: /^Add pictures/i })
      .click();
    await workbench.quickInput.row('logo.png').click();
    await maskButton().click();
    await dialog().waitFor();
    const form = dialog().getByRole('form', { name: 'Rectangle by numbers' });
    const [x, y, width, height] = ['Left', 'Top', 'Width', 'Height'].map(name =>
      form.getByRole('spinbutton', { name }),
    );
    await x?.fill(String(marked.x));
    await y?.fill(String(marked.y));
    await width?.fill(String(marked.width));
    await height?.fill(String(marked.height));
    await form.getByRole('button', { name: 'Mark' }).click();
    await dialog().getByText('What is marked may change').waitFor();
    await workbench.screenshot('mask-editor');
    await dialog().getByRole('button', { name: 'Done' }).click();
    await maskButton().getByText('mask', { exact: true }).waitFor();
  });

  it('has its strokes back after a reload', async () => {
    await prompt().fill('a window');
    await keptOnDisk(workbench);
    await workbench.reload();
    await maskButton().getByText('mask', { exact: true }).waitFor();
    await maskButton().click();
    await dialog().getByText('What is marked may change').waitFor();
    await dialog().getByRole('button', { name: /^Undo/, disabled: false }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('gives a picture whose pixels outside the mask are the source’s, and the raw answer beside it', async () => {
    await prompt().press('Control+Enter');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'Edit of images/logo.png' }).waitFor();
    await picturesOf(run).waitFor();
    await run.getByText(/protected pixels/).waitFor();
    await workbench.screenshot('mask-locked');
    await act(run, 1, 'Save');
    await workbench.toast('Saved images/logo-edit.png').waitFor();
    const [source, locked] = await Promise.all(
      ['images/logo.png', 'images/logo-edit.png'].map(async path => pixelsOf(workbench, path)),
    );
    assert(source && locked);
    assert.deepEqual([locked.width, locked.height], [source.width, source.height]);
    const changes = changed(source, locked);
    assert.equal(changes.outside, 0);
    assert.ok(changes.inside > (marked.width * marked.height) / 2, `${changes.inside} changed inside`);
    await run.getByRole('button', { name: /^Raw Answer/ }).click();
    await act(run, 1, 'Save');
    await workbench.toast('Saved images/logo-edit-2.png').waitFor();
    const raw = await pixelsOf(workbench, 'images/logo-edit-2.png');
    assert.ok(raw.width !== source.width || changed(source, raw).outside > 0, 'the raw answer is another');
  });
});

async function pixelsOf(workbench: Workbench, path: string): Promise<Pixels> {
  const file = await workbench.readWorkspaceFile(path);
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Pixels that differ in any channel, those that nobody sees included. */
function changed(one: Pixels, other: Pixels): { readonly inside: number; readonly outside: number } {
  const right = marked.x + marked.width;
  const bottom = marked.y + marked.height;
  let [inside, outside] = [0, 0];
  for (let at = 0; at < one.data.length; at += 4) {
    if (one.data.subarray(at, at + 4).equals(other.data.subarray(at, at + 4))) continue;
    const [x, y] = [(at / 4) % one.width, Math.floor(at / 4 / one.width)];
    const isInside = x >= marked.x && x < right && y >= marked.y && y < bottom;
    if (isInside) inside++;
    else outside++;
  }
  return { inside, outside };
}

/** Waits until the draft on this machine has words and strokes. */
async function keptOnDisk(workbench: Workbench): Promise<void> {
  const storage = join(workbench.session.dataFolder, 'data/User/globalStorage/easel-images.easel/library');
  await until('the draft is on disk', async () => {
    const names = await readdir(storage, { recursive: true });
    const drafts = names.filter(name => name.endsWith('draft.json'));
    const texts = await Promise.all(drafts.map(name => readFile(join(storage, name), 'utf8')));
    return texts.some(text => text.includes('a window') && text.includes('"rectangle"'));
  });
}
