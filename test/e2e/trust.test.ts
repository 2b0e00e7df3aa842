import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendJson, startTestServer, type TestServer } from '../support/jsonServer.ts';
import { sampleWorkspace } from '../support/paths.ts';
import { act, generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

describe('files that leave the machine', () => {
  let workbench: Workbench;
  let server: TestServer;

  before(async () => {
    const picture = (await readFile(join(sampleWorkspace, 'images/logo.png'))).toString('base64');
    server = await startTestServer(({ url }, response) => {
      if (url?.endsWith('/variations')) response.writeHead(404).end();
      else sendJson(response, 200, { created: 1, data: [{ b64_json: picture }] });
    });
    workbench = await Workbench.open({
      settings: { 'easel.provider': 'compatible', 'easel.baseUrl': server.baseUrl },
    });
  });
  after(async () => {
    await workbench?.close();
    server?.close();
  });

  const vary = async (): Promise<void> => {
    await workbench.contextMenu('images/logo.png', 'Create Variations…');
    await workbench.quickInput.row('Create 1 variation').click();
  };

  it('are named, with the host, before the first goes there', async () => {
    await vary();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(/Send to 127\.0\.0\.1:\d+\?/).waitFor();
    await dialog.getByText('images/logo.png').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(server.seen, []);
    // The question is back, with the words that were typed.
    await workbench.quickInput.row('Create 1 variation').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('go by the edits endpoint where there is none for variations, which is said once', async () => {
    await vary();
    await workbench.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Send' }).click();
    await workbench.toast('has no variations endpoint').waitFor();
    await picturesOf(newestRun(workbench)).waitFor();
    assert.deepEqual(server.seen, ['POST /v1/images/variations', 'POST /v1/images/edits']);
  });

  it('are not asked about again, nor is the missing endpoint', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await vary();
    await workbench.panelFrame().getByRole('article').nth(1).waitFor();
    await picturesOf(newestRun(workbench)).waitFor();
    assert.deepEqual(server.seen.slice(2), ['POST /v1/images/edits']);
    assert.equal(await workbench.toast('has no variations endpoint').count(), 0);
  });

  it('are asked about when they are many', async () => {
    await workbench.runCommand('Easel: Create Variations…');
    await workbench.quickInput.row('logo.png').waitFor();
    await workbench.quickInput.root.getByRole('button', { name: 'Choose several' }).click();
    for (const name of ['logo.png', 'icon-64.png']) {
      await workbench.quickInput.root.locator('.monaco-list-row').filter({ hasText: name }).click();
    }
    await workbench.quickInput.input.press('Enter');
    await workbench.quickInput.row('Create 2 variations').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText(/icon-64\.png.*logo\.png|logo\.png.*icon-64\.png/).waitFor();
    await dialog.getByText('The price is not known').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.page.keyboard.press('Escape');
  });
});

describe('a folder that is not trusted', () => {
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easel-untrusted-'));
    await cp(sampleWorkspace, folder, { recursive: true });
    await mkdir(join(folder, '.vscode'), { recursive: true });
    const settings = {
      'easel.saveFolder': 'elsewhere',
      'easel.size': '64x64',
      'easel.provider': 'compatible',
      'easel.baseUrl': 'http://127.0.0.1:9/v1',
    };
    await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
    workbench = await Workbench.open({
      workspace: folder,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'easel.size': '128x128',
      },
    });
  });
  after(async () => {
    await workbench?.close();
    await rm(folder, { recursive: true });
  });

  it('gets what is asked for, by the settings of the user', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await generate(workbench, 'asked for');
    await picturesOf(newestRun(workbench)).waitFor();
    await newestRun(workbench).getByText('128×128').first().waitFor();
    await act(newestRun(workbench), 1, 'Save');
    await newestRun(workbench).getByText('Saved to images/asked-for.png').waitFor();
  });
});
