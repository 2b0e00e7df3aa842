import assert from 'node:assert/strict';
import { startOfflineServer, type OfflineServer } from '../../src/offline/server.ts';
import { sendJson, startTestServer, type TestServer } from '../support/jsonServer.ts';
import { generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

const hostile = 'Refused. [Free credits](command:workbench.action.openSettings) <b>bold</b> $(trash)';

/** A server that refuses everything with words that would like to be a link. */
function startHostileServer(): Promise<TestServer> {
  const error = { message: hostile, type: 'invalid_request_error', param: null, code: 'nope' };
  return startTestServer((_, response) => sendJson(response, 400, { error }));
}

/** From the palette to another compatible server, as a person would; its key is stored already or not needed. */
async function chooseServer(workbench: Workbench, address: string): Promise<void> {
  await workbench.runCommand('Easel: Choose Provider…');
  await workbench.quickInput.pick('Compatible server');
  await workbench.quickInput.root.getByText('Address of the Server').waitFor();
  await workbench.quickInput.enter(address);
}

/** Leaves the question for a model, which comes after an address that none is known for. */
async function leaveModel(workbench: Workbench): Promise<void> {
  await workbench.quickInput.root.getByText('Choose a Model').waitFor();
  await workbench.page.keyboard.press('Escape');
}

describe('when it goes wrong', () => {
  let workbench: Workbench;
  let server: OfflineServer;
  let refusing: TestServer;

  before(async () => {
    server = await startOfflineServer({ token: 'right-key', delayMs: 0 });
    refusing = await startHostileServer();
    workbench = await Workbench.open({
      settings: {
        'easel.provider': 'compatible',
        'easel.baseUrl': server.baseUrl,
        'easel.model': 'easel-offline',
        'easel.size': '256x256',
      },
    });
  });
  after(async () => {
    await workbench?.close();
    await server?.close();
    refusing?.close();
  });

  it('a wrong key is said, mended by its button, and the picture tried again', async () => {
    await generate(workbench, 'a wrong key');
    const run = newestRun(workbench);
    await run.getByText('did not accept the API key').waitFor();
    await workbench.toastButton('did not accept the API key', 'Set API Key…').click();
    await workbench.quickInput.root.getByText(/^API Key for 127\.0\.0\.1/).waitFor();
    await workbench.quickInput.enter('right-key');
    await workbench.toast('is stored').waitFor();
    await run.getByRole('button', { name: 'Retry' }).click();
    await picturesOf(run).waitFor();
  });

  it('words of a server stay words', async () => {
    await chooseServer(workbench, refusing.baseUrl);
    await workbench.quickInput.root.getByText('Leave empty if this server needs none.').waitFor();
    await workbench.quickInput.input.press('Enter');
    await workbench.toast('does not answer as it should').waitFor();
    await leaveModel(workbench);
    await generate(workbench, 'hostile words');
    await newestRun(workbench).getByText('refused the request').waitFor();
    // The list shows them all; of toasts VS Code shows only a few in a second.
    await workbench.runCommand('Notifications: Show Notifications');
    const list = workbench.page.locator('.notifications-center .notification-list-item');
    const refused = list.filter({ hasText: 'Free credits' });
    await refused.waitFor();
    const message = refused.locator('.notification-list-item-message');
    assert.match(
      await message.innerText(),
      /Free credits\] \(command:workbench\.action\.openSettings\) <b>bold<\/b>/,
    );
    assert.equal(await message.locator('a, b, .codicon').count(), 0);
    await workbench.runCommand('Notifications: Clear All Notifications');
    const said = newestRun(workbench).getByText(
      '[Free credits](command:workbench.action.openSettings) <b>bold</b>',
    );
    await said.waitFor();
    assert.equal(await newestRun(workbench).locator('a, b').count(), 0);
  });

  it('the key is still there after a reload', async () => {
    await chooseServer(workbench, server.baseUrl);
    await workbench.quickInput.pick('easel-offline');
    await workbench.reload();
    await generate(workbench, 'after a reload');
    await newestRun(workbench).getByRole('heading', { name: 'after a reload' }).waitFor();
    await picturesOf(newestRun(workbench)).waitFor();
  });
});

describe('stopping a run', () => {
  let workbench: Workbench;
  let server: OfflineServer;

  before(async () => {
    // Slow enough that nothing but the button ends it.
    server = await startOfflineServer({ token: 'key', delayMs: 600_000 });
    workbench = await Workbench.open({
      settings: {
        'easel.provider': 'compatible',
        'easel.baseUrl': server.baseUrl,
        'easel.model': 'easel-offline',
      },
    });
    await workbench.runCommand('Easel: Set API Key…');
    await workbench.quickInput.enter('key');
    await workbench.toast('is stored').waitFor();
  });
  after(async () => {
    await workbench?.close();
    await server?.close();
  });

  it('works in the sheet', async () => {
    await generate(workbench, 'never finished');
    const run = newestRun(workbench);
    await run.getByRole('button', { name: 'Cancel this run' }).click();
    await run.getByText('Cancelled').first().waitFor();
    await workbench.toast('Generating 1 image').waitFor({ state: 'detached' });
  });

  it('works in the notification', async () => {
    await generate(workbench, 'stopped elsewhere');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'stopped elsewhere' }).waitFor();
    await workbench.toastButton('Generating 1 image', 'Cancel').click();
    await run.getByText('Cancelled').first().waitFor();
  });

  it('by closing the window leaves it interrupted, never sent again by itself', async () => {
    await generate(workbench, 'window closes');
    await newestRun(workbench).getByRole('button', { name: 'Cancel this run' }).waitFor();
    await workbench.reload();
    await workbench.runCommand('Easel: Open Contact Sheet');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'window closes' }).waitFor();
    await run.getByText('Interrupted; may have been billed').first().waitFor();
    await run.getByRole('button', { name: 'Retry' }).waitFor();
  });
});
