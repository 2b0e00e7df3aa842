import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { sendJson, startTestServer, type Answer, type TestServer } from '../support/jsonServer.ts';
import { sampleWorkspace } from '../support/paths.ts';
import { generate, newestRun, picturesOf } from './support/sheet.ts';
import { Workbench } from './support/workbench.ts';

const body = v.object({ model: v.string() });

/** What a server was asked for. */
interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly model?: string;
}

/** Lists two models, one with an end, and makes a picture with any but `gpt-image-1`. */
function answering(picture: string, asked: Asked[]): Answer {
  const models = [{ id: 'gpt-image-2.5-flare', shutdown_date: '2027-03-01' }, { id: 'words-only' }];
  return ({ url = '', headers, method }, response, sent) => {
    if (method === 'GET') {
      asked.push({ url, headers });
      return sendJson(response, 200, { data: models });
    }
    const { model } = v.parse(body, JSON.parse(sent.toString()));
    asked.push({ url, headers, model });
    const error = { message: `The model ${model} does not exist`, code: 'model_not_found' };
    return model === 'gpt-image-1'
      ? sendJson(response, 404, { error })
      : sendJson(response, 200, {
          created: 1,
          data: [{ b64_json: picture }],
          usage: { input_tokens: 10, output_tokens: 1756, total_tokens: 1766 },
        });
  };
}

describe('providers', () => {
  let workbench: Workbench;
  let server: TestServer;
  const asked: Asked[] = [];

  before(async () => {
    const picture = (await readFile(join(sampleWorkspace, 'images/logo.png'))).toString('base64');
    server = await startTestServer(answering(picture, asked));
    workbench = await Workbench.open({
      settings: {
        'easel.provider': 'openai',
        'easel.baseUrl': server.baseUrl,
        'easel.model': 'gpt-image-1',
        'easel.partialImages': 0,
      },
    });
  });
  after(async () => {
    await workbench?.close();
    server?.close();
  });

  it('offer the replacement of a model that is gone, and use it', async () => {
    await generate(workbench, 'an old model');
    const failed = newestRun(workbench);
    await failed.getByRole('button', { name: 'Use gpt-image-2.5-flare' }).click();
    await workbench.panelFrame().getByRole('article').nth(1).waitFor();
    const run = newestRun(workbench);
    await picturesOf(run).waitFor();
    await run.getByText('gpt-image-2.5-flare').waitFor();
    assert.equal(asked.at(-1)?.model, 'gpt-image-2.5-flare');
  });

  it('are paid for what they used, which is said', async () => {
    await newestRun(workbench).getByText('1,766 tokens').waitFor();
    await newestRun(workbench).getByText('$0.053 (actual)').waitFor();
  });

  it('list their models, image models first, with the day one ends', async () => {
    await workbench.runCommand('Easel: Choose Model…');
    await workbench.quickInput.row('ends on 2027-03-01').waitFor();
    const rows = await workbench.quickInput.rows.allInnerTexts();
    assert.match(rows.join(' '), /gpt-image-2\.5-flare.*words-only/s);
    await workbench.page.keyboard.press('Escape');
    const lists = asked.filter(({ url }) => url.endsWith('/models')).length;
    await workbench.runCommand('Easel: Choose Model…');
    await workbench.quickInput.row('words-only').waitFor();
    await workbench.page.keyboard.press('Escape');
    assert.equal(asked.filter(({ url }) => url.endsWith('/models')).length, lists, 'the list is kept');
  });

  it('on Azure are asked for by deployment, with a key in a header of its own', async () => {
    await workbench.runCommand('Easel: Choose Provider…');
    await workbench.quickInput.pick('Azure OpenAI');
    await workbench.quickInput.root.getByText('Address of the Server').waitFor();
    await workbench.quickInput.enter(server.baseUrl.replace('/v1', ''));
    await workbench.quickInput.pick('With a key of the resource');
    await workbench.quickInput.root.getByText('Name of the Deployment').waitFor();
    await workbench.quickInput.enter('my-deployment');
    await workbench.quickInput.root.getByText(/^API Key for/).waitFor();
    await workbench.quickInput.enter('azure-key');
    await workbench.toast('Azure OpenAI answers').waitFor();
    await generate(workbench, 'from a deployment');
    const run = newestRun(workbench);
    await run.getByRole('heading', { name: 'from a deployment' }).waitFor();
    await picturesOf(run).waitFor();
    const last = asked.at(-1);
    assert.equal(last?.url, '/openai/v1/images/generations');
    assert.equal(last.headers['api-key'], 'azure-key');
    assert.equal(last.headers.authorization, undefined);
    assert.equal(last.model, 'my-deployment');
  });

  it('on Azure ask for another deployment by name: what a resource lists are none', async () => {
    const lists = asked.filter(({ url }) => url.endsWith('/models')).length;
    await workbench.runCommand('Easel: Choose Model…');
    await workbench.quickInput.root.getByText('Name of the Deployment').waitFor();
    await workbench.quickInput.enter('another-deployment');
    const model = workbench.panelFrame().getByRole('combobox', { name: 'Model' });
    await model.locator('option', { hasText: 'another-deployment (default)' }).waitFor({ state: 'attached' });
    assert.equal(asked.filter(({ url }) => url.endsWith('/models')).length, lists);
  });
});
