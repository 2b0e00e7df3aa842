import assert from 'node:assert/strict';
import process from 'node:process';
import * as vscode from 'vscode';
import { KeyStore } from '../../../src/platform/keys.ts';
import { Log } from '../../../src/platform/log.ts';
import type { Memory, Remembered } from '../../../src/platform/memory.ts';
import { setUserSetting } from '../../../src/platform/settings.ts';
import { Connector } from '../../../src/services/connector.ts';
import { sendJson, startTestServer } from '../../support/jsonServer.ts';

/** Secrets of one test. */
function secrets(): vscode.SecretStorage {
  const values = new Map<string, string>();
  return {
    keys: async () => [...values.keys()],
    get: async name => values.get(name),
    store: async (name, value) => void values.set(name, value),
    delete: async name => void values.delete(name),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
}

function remembered<T>(initial: T): Remembered<T> {
  let value = initial;
  return { get: () => value, set: async next => void (value = next) };
}

interface Subject {
  readonly connector: Connector;
  readonly keys: KeyStore;
  readonly memory: Memory;
}

/** A connector with nothing stored. */
function subject(): Subject {
  const keys = new KeyStore(secrets());
  const memory: Memory = {
    consentedHosts: remembered([]),
    addresses: remembered({}),
    models: remembered({}),
    withoutVariations: remembered([]),
    entraAddresses: remembered([]),
    squareFit: remembered({ fit: 'pad', fill: 'transparent' }),
    directions: remembered([]),
    replaceableOutside: remembered([]),
    environmentKeyTold: remembered(false),
  };
  return { connector: new Connector({ keys, memory, log: new Log(), version: '0' }), keys, memory };
}

describe('providers', () => {
  afterEach(async () => {
    for (const name of ['provider', 'baseUrl', 'model']) await setUserSetting(name, undefined);
  });

  describe('the key', () => {
    const before = process.env['OPENAI_API_KEY'];
    afterEach(() => {
      if (before === undefined) delete process.env['OPENAI_API_KEY'];
      else process.env['OPENAI_API_KEY'] = before;
    });

    it('is missed before anything is sent', async () => {
      delete process.env['OPENAI_API_KEY'];
      await assert.rejects(subject().connector.connect(), { kind: 'missingKey' });
    });

    it('of the environment serves the official hosts, and its use is told once', async () => {
      process.env['OPENAI_API_KEY'] = 'sk-from-environment';
      const { connector: official, memory } = subject();
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
      const connection = await subject().connector.connect();
      await connection.listModels(AbortSignal.timeout(5000));
      server.close();
      assert.deepEqual(authorizations, [undefined]);
    });

    it('of one address is not sent to another', async () => {
      const { connector: compatible, keys } = subject();
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

  it('nobody knows are asked to stream only by name', async () => {
    const bodies: unknown[] = [];
    const server = await startTestServer((_, response, body) => {
      bodies.push(JSON.parse(body.toString()));
      sendJson(response, 400, { error: 'no' });
    });
    await setUserSetting('baseUrl', server.baseUrl);
    await setUserSetting('provider', 'compatible');
    const options = { prompt: 'x', model: 'sdxl' };
    await vscode.commands.executeCommand('easel.generate', options);
    await vscode.commands.executeCommand('easel.generate', { ...options, partialImages: 2 });
    server.close();
    const plain = { model: 'sdxl', prompt: 'x', response_format: 'b64_json' };
    assert.deepEqual(bodies, [plain, { ...plain, stream: true, partial_images: 2 }]);
  });

  it('cannot be asked without an address, or with one that is none', async () => {
    const { connector: none } = subject();
    await setUserSetting('provider', 'compatible');
    await assert.rejects(none.connect(), { kind: 'missingBaseUrl' });
    await setUserSetting('baseUrl', 'ftp://example.com');
    await assert.rejects(none.connect(), { kind: 'badBaseUrl' });
  });
});
