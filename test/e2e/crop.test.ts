import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { probe } from '../../src/raster/probe.ts';
import { sendJson, startTestServer, type TestServer } from '../support/jsonServer.ts';
import { sampleWorkspace } from '../support/paths.ts';
import { until } from '../support/until.ts';
import { actFromMenu, newestRun } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

const page =
  '<!doctype html>\n<title>A hut</title>\n<img src="hut.png" alt="A hut" width="128" height="32">\n';

describe('the crop of a picture that code names', () => {
  let folder = '';
  let workbench: Workbench;
  let server: TestServer;
  const file = (): string => join(workbench.folder, 'hut.png');
  const frame = (): Locator => workbench.panelFrame().getByRole('dialog', { name: 'Crop for hut.png' });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-crop-'));
    await writeFile(join(folder, 'index.html'), page);
    // It makes nothing of that shape.
    const square = (await readFile(join(sampleWorkspace, 'images/logo.png'))).toString('base64');
    server = await startTestServer((_, response) =>
      sendJson(response, 200, { created: 1, data: [{ b64_json: square }] }),
    );
    workbench = await Workbench.open({
      workspace: folder,
      settings: {
        'easel.provider': 'openai',
        'easel.baseUrl': server.baseUrl,
        'easel.model': 'gpt-image-1',
        'easel.partialImages': 0,
      },
    });
    await workbench.runCommand('Easel: Generate Missing Images…');
    await workbench.quickInput.row('hut.png').waitFor();
    await workbench.quickInput.input.press('Enter');
    await newestRun(workbench).getByText('Saved to hut.png').waitFor();
  });
  after(async () => {
    await workbench?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens the frame, moves it to one end and applies that. */
  async function moveTo(end: 'Home' | 'End'): Promise<void> {
    await actFromMenu(workbench, 1, 'Move the Crop…');
    await frame().getByRole('application').press(end);
    await frame().getByRole('button', { name: 'Apply and Update hut.png (Enter)' }).click();
    const looking = workbench.panelFrame().getByRole('dialog', { name: 'A hut' });
    await looking.waitFor();
    await looking.press('Escape');
    await looking.waitFor({ state: 'detached' });
  }

  it('is moved on the whole picture, and its file follows', async () => {
    const before = await readFile(file());
    await moveTo('Home');
    await workbench.toast('Updated hut.png with the new crop.').waitFor();
    const after = await readFile(file());
    assert.equal(after.equals(before), false);
    const facts = probe(after);
    assert.deepEqual([facts?.type, facts?.width, facts?.height], ['png', 128, 32]);
    await workbench.toastButton('Updated hut.png with the new crop.', 'Undo').click();
    await workbench.toast('The old hut.png is back.').waitFor();
    assert.ok((await readFile(file())).equals(before));
  });

  it('finds its file its own again after that, and not once somebody else wrote it', async () => {
    await moveTo('End');
    await workbench.toast('Updated hut.png with the new crop.').waitFor();
    await writeFile(file(), 'painted over');
    await moveTo('Home');
    const left = 'hut.png was left as it is';
    await workbench.toast(left).waitFor();
    assert.equal(await readFile(file(), 'utf8'), 'painted over');
    await workbench.toastButton(left, 'Replace…').click();
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
    await workbench.toast('Replaced hut.png').waitFor();
    await until('it is a picture again', async () => probe(await readFile(file()))?.width === 128);
  });
});
