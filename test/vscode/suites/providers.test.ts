import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import * as vscode from 'vscode';
import type { Made } from '../../../src/commands/made.ts';
import { KeyStore } from '../../../src/platform/keys.ts';
import { Log } from '../../../src/platform/log.ts';
import { memoryIn } from '../../../src/platform/memory.ts';
import { setUserSetting } from '../../../src/platform/settings.ts';
import { Connector } from '../../../src/services/connector.ts';
import { sendJson, startTestServer, type TestServer } from '../../support/jsonServer.ts';

function inWorkspace(...parts: string[]): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return join(folder.uri.fsPath, ...parts);
}

/** Storage of one test. */
function storage(): vscode.Memento & vscode.SecretStorage {
  const values = new Map<string, unknown>();
  const none = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  return {
    keys: () => Promise.resolve([...values.keys()]) as never,
    get: (name: string, fallback?: unknown) => (values.get(name) ?? fallback) as never,
    update: async (name: string, value: unknown) => void values.set(name, value),
    store: async (name: string, value: string) => void values.set(name, value),
    delete: async (name: string) => void values.delete(name),
    onDidChange: none.event,
  };
}

describe('providers', () => {
  afterEach(async () => {
    for (const name of ['provider', 'baseUrl', 'model']) await setUserSetting(name, undefined);
  });

  describe('a server without a variations endpoint', () => {
    let server: TestServer;

    before(async () => {
      const picture = (await readFile(inWorkspace('images', 'logo.png'))).toString('base64');
      server = await startTestServer(({ url }, response) => {
        if (url?.endsWith('/variations')) response.writeHead(404).end();
        else sendJson(response, 200, { created: 1, data: [{ b64_json: picture }] });
      });
    });
    after(() => server.close());

    it('gets edits instead, and is not asked again', async () => {
      await setUserSetting('baseUrl', server.baseUrl);
      await setUserSetting('provider', 'compatible');
      const options = { files: ['images/logo.png'], prompt: '' };
      for (const expected of [['variations', 'edits'], ['edits']]) {
        const before = server.seen.length;
        const made = await vscode.commands.executeCommand<Made>('easel.variations', options);
        assert.equal(made.pictures.length, 1);
        const asked = server.seen.slice(before).map(line => line.replace(/^.*\//, ''));
        assert.deepEqual(asked, expected);
      }
    });
  });

  describe('the key', () => {
    const before = process.env['OPENAI_API_KEY'];
    afterEach(() => {
      if (before === undefined) delete process.env['OPENAI_API_KEY'];
      else process.env['OPENAI_API_KEY'] = before;
    });

    function connector(): { connector: Connector; keys: KeyStore; memory: ReturnType<typeof memoryIn> } {
      const store = storage();
      const keys = new KeyStore(store);
      const memory = memoryIn(store);
      return { connector: new Connector({ keys, memory, log: new Log(), version: '0' }), keys, memory };
    }

    it('is missed before anything is sent', async () => {
      delete process.env['OPENAI_API_KEY'];
      await assert.rejects(connector().connector.connect(), { kind: 'missingKey' });
    });

    it('of the environment serves the official hosts, and its use is told once', async () => {
      process.env['OPENAI_API_KEY'] = 'sk-from-environment';
      const { connector: official, memory } = connector();
      assert.equal((await official.connect()).host, 'api.openai.com');
      assert.equal(memory.environmentKeyTold.get(), true);
    });

    it('of the environment serves nobody else', async () => {
      process.env['OPENAI_API_KEY'] = 'sk-from-environment';
      const authorizations: (string | undefined)[] = [];
      const server = await startTestServer((request, response) => {
        authorizations.push(request.headers.authorization);
        sendJson(response, 200, { data: [] });
      });
      await setUserSetting('baseUrl', server.baseUrl);
      await setUserSetting('provider', 'compatible');
      const connection = await connector().connector.connect();
      await connection.listModels(AbortSignal.timeout(5000));
      server.close();
      assert.deepEqual(authorizations, [undefined]);
    });

    it('of one address is not sent to another', async () => {
      const { connector: compatible, keys } = connector();
      const authorizations: (string | undefined)[] = [];
      const server = await startTestServer((request, response) => {
        authorizations.push(request.headers.authorization);
        sendJson(response, 200, { data: [] });
      });
      await setUserSetting('provider', 'compatible');
      await keys.set(server.baseUrl, 'sk-own');
      await setUserSetting('baseUrl', `${server.baseUrl}/other`);
      await (await compatible.connect()).listModels(AbortSignal.timeout(5000));
      await setUserSetting('baseUrl', `${server.baseUrl}/`);
      await (await compatible.connect()).listModels(AbortSignal.timeout(5000));
      server.close();
      assert.deepEqual(authorizations, [undefined, 'Bearer sk-own']);
      assert.deepEqual(await keys.baseUrls(), [server.baseUrl]);
    });
  });

  it('cannot be asked without an address, or with one that is none', async () => {
    const { connector: none } = {
      connector: new Connector({
        keys: new KeyStore(storage()),
        memory: memoryIn(storage()),
        log: new Log(),
        version: '0',
      }),
    };
    await setUserSetting('provider', 'compatible');
    await assert.rejects(none.connect(), { kind: 'missingBaseUrl' });
    await setUserSetting('baseUrl', 'ftp://example.com');
    await assert.rejects(none.connect(), { kind: 'badBaseUrl' });
  });
});
