import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, describe, it } from 'mocha';
import { publicLookup, type Lookup } from '../../../src/api/publicNames.ts';
import { createUndiciTransport } from '../../../src/api/undiciTransport.ts';
import { selfSigned } from '../../support/http/certificate.ts';
import { clientOf, Workspace, generation } from '../../support/http/client.ts';
import { startServer, type TestServer } from '../../support/http/server.ts';

/** Ends what the tests of a suite start, however they end. */
class Started {
  readonly workspace = new Workspace();
  readonly #servers: TestServer[] = [];

  async server(...how: Parameters<typeof startServer>): Promise<TestServer> {
    const server = await startServer(...how);
    this.#servers.push(server);
    return server;
  }

  async end(): Promise<void> {
    await Promise.all(this.#servers.splice(0).map(server => server.close()));
    await this.workspace.clean();
  }
}

describe('authorities of the system', () => {
  const started = new Started();
  afterEach(() => started.end());

  // OpenSSL takes the system's authorities from a file that can be named; elsewhere they are in a key chain.
  const test = process.platform === 'linux' ? it : it.skip;
  for (const systemCertificates of [true, false]) {
    test(`are ${systemCertificates ? '' : 'not '}trusted, as the setting says`, async () => {
      const server = await started.server((_seen, response) => void response.end('{"data":[{"id":"a"}]}'), {
        tls: selfSigned,
      });
      const file = join(await started.workspace.folder(), 'ca.pem');
      await writeFile(file, selfSigned.cert);
      // In a process of its own: the authorities are read once.
      const script = `
        const { createImagesApi } = await import('./src/api/client.ts');
        const { profiles } = await import('./src/api/providers.ts');
        const network = { proxySupport: 'off', systemCertificates: ${systemCertificates} };
        const api = createImagesApi({
          profile: profiles.compatible, baseUrl: '${server.origin}', timeoutMs: 5000, userAgent: 't', network,
        });
        const { signal } = new AbortController();
        console.log(await api.listModels(signal).then(models => models[0].id, error => error.kind));
      `;
      const env = { ...process.env, SSL_CERT_FILE: file };
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env,
      });
      assert.equal(stdout.trim(), systemCertificates ? 'a' : 'certificate');
    });
  }
});

const addresses = (...list: readonly string[]): LookupAddress[] =>
  list.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));

function resolved(list: LookupAddress[] | Error, all: boolean): Promise<unknown> {
  const lookup: Lookup = (_name, _options, callback) =>
    list instanceof Error ? callback(list, []) : callback(null, list);
  return new Promise((resolve, reject) => {
    publicLookup(lookup)('pictures.example', { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : [address, family]),
    );
  });
}

describe('names of links', () => {
  const started = new Started();
  afterEach(() => started.end());

  it('resolve to public addresses only', async () => {
    const mixed = addresses('10.0.0.1', '93.184.216.34', '::1', '2606:2800:220:1::1', '127.0.0.1');
    assert.deepEqual(await resolved(mixed, true), addresses('93.184.216.34', '2606:2800:220:1::1'));
    assert.deepEqual(await resolved(mixed, false), ['93.184.216.34', 4]);
  });

  it('are refused when they have none', async () => {
    for (const all of [true, false])
      await assert.rejects(resolved(addresses('169.254.169.254', '::ffff:10.0.0.1'), all), {
        code: 'EPRIVATE',
      });
    await assert.rejects(resolved(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), true), {
      code: 'ENOTFOUND',
    });
  });

  it('are looked up anew for each connection, so that none can change between check and use', async () => {
    const asked: string[] = [];
    const server = await started.server((seen, response) => {
      if (seen.method === 'POST') response.end('{"data":[{"url":"https://pictures.example/1.png"}]}');
    });
    const transport = createUndiciTransport({ proxySupport: 'off' }, (name, _options, callback) => {
      asked.push(name);
      callback(null, addresses('192.168.1.1'));
    });
    const api = clientOf(server.origin, { transport });
    for (const times of [1, 2]) {
      const { error } = await started.workspace.run(api, generation);
      assert.deepEqual([error?.kind, error?.record.detail], ['download', 'a private address']);
      assert.deepEqual(
        asked,
        Array.from({ length: times }, () => 'pictures.example'),
      );
    }
  });
});
