import process from 'node:process';
import * as vscode from 'vscode';
import type { ImagesClient } from '../api/client.ts';
import type { Connection, Target } from '../commands/services.ts';
import { ImageError } from '../images/errors.ts';
import type { startOfflineServer } from '../offline/server.ts';
import type { KeyStore } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Memory } from '../platform/memory.ts';
import { runs, setup } from '../platform/messages/commands.ts';
import { httpSettings, providerSettings } from '../platform/settings.ts';
import { showMessage } from '../platform/show.ts';

type OfflineServer = Awaited<ReturnType<typeof startOfflineServer>>;

/** What the offline provider is remembered by: its address is another one each time. */
const offlineName = 'offline';

/** What a connector works with. */
export interface ConnectorOptions {
  readonly keys: KeyStore;
  readonly log: Log;
  readonly memory: Memory;
  /** Of this extension, for the user agent. */
  readonly version: string;
}

/** From the user's settings to a provider that can be asked; the wire is loaded when first needed. */
export class Connector {
  readonly #options: ConnectorOptions;
  #offline: Promise<OfflineServer> | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  async normaliseBaseUrl(text: string): Promise<string> {
    const { normaliseBaseUrl } = await import('../api/providers.ts');
    return normaliseBaseUrl(text);
  }

  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  async target(): Promise<Target> {
    const { provider, baseUrl: typed } = providerSettings();
    if (provider === 'offline') {
      return { provider, baseUrl: offlineName, host: setup.offline(), official: false };
    }
    const { isOfficialHost, normaliseBaseUrl, profiles } = await import('../api/providers.ts');
    const baseUrl = normaliseBaseUrl(typed || (profiles[provider].defaultBaseUrl ?? ''));
    const { host, hostname } = new URL(baseUrl);
    return { provider, baseUrl, host, official: isOfficialHost(hostname) };
  }

  /** @throws ImageError `missingKey`, `missingBaseUrl`, `badBaseUrl` */
  async connect(): Promise<Connection> {
    const target = await this.target();
    return target.provider === 'offline' ? this.#connectOffline(target) : this.#connectOnline(target);
  }

  async close(): Promise<void> {
    await (await this.#offline)?.close();
  }

  async #connectOffline(target: Target): Promise<Connection> {
    const { startOfflineServer: start, offlineModel } = await import('../offline/server.ts');
    this.#offline ??= start();
    const { baseUrl, token } = await this.#offline;
    const api = await this.#client(target, baseUrl, token);
    const model = providerSettings().model || offlineModel;
    return connectionTo(target, api, model);
  }

  async #connectOnline(target: Target): Promise<Connection> {
    const { profileFor } = await import('../api/providers.ts');
    const { needsKey, defaultModel } = profileFor(target.provider, target.baseUrl);
    const key = await this.#keyFor(target);
    if (needsKey && !key) throw new ImageError({ kind: 'missingKey', host: target.host });
    const api = await this.#client(target, target.baseUrl, key);
    const model = providerSettings().model || defaultModel;
    return connectionTo(target, api, model);
  }

  async #client(target: Target, baseUrl: string, key: string | undefined): Promise<ImagesClient> {
    const { log, memory, version } = this.#options;
    const [{ createImagesApi }, { profileFor }] = await Promise.all([
      import('../api/client.ts'),
      import('../api/providers.ts'),
    ]);
    return createImagesApi({
      profile: profileFor(target.provider, baseUrl),
      baseUrl,
      ...(key ? { key } : {}),
      timeoutMs: providerSettings().timeoutMs,
      userAgent: `Easel/${version} (VS Code ${vscode.version})`,
      network: { ...httpSettings(), env: process.env },
      log: line => log.info(line),
      variationsKnownMissing: memory.withoutVariations.get().includes(target.baseUrl),
      onVariationsMissing: () => void this.#rememberMissing(target),
    });
  }

  /** The stored key of an address; the environment's serves OpenAI's own hosts only, and is announced once. */
  async #keyFor({ baseUrl, official }: Target): Promise<string | undefined> {
    const { keys, memory } = this.#options;
    const stored = await keys.get(baseUrl);
    const environment = official ? process.env['OPENAI_API_KEY']?.trim() : undefined;
    if (stored || !environment) return stored;
    if (!memory.environmentKeyTold.get()) {
      await memory.environmentKeyTold.set(true);
      void showMessage('info', setup.environmentKey());
    }
    return environment;
  }

  async #rememberMissing({ baseUrl, host }: Target): Promise<void> {
    const { withoutVariations } = this.#options.memory;
    const known = withoutVariations.get();
    if (known.includes(baseUrl)) return;
    await withoutVariations.set([...known, baseUrl]);
    await showMessage('info', runs.variationsMissing(host));
  }
}

function connectionTo(target: Target, api: ImagesClient, model: string | undefined): Connection {
  return {
    ...target,
    api,
    model,
    check: signal => api.checkConnection(signal),
    listModels: signal => api.listModels(signal),
  };
}
