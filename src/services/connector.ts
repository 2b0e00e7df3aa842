import process from 'node:process';
import * as vscode from 'vscode';
import type { ImagesApiOptions, ImagesClient } from '../api/client.ts';
import type { MaskFields } from '../api/maskField.ts';
import type { Connection, Outlook, Target } from '../commands/services.ts';
import { ImageError } from '../images/errors.ts';
import type { startOfflineServer } from '../offline/server.ts';
import { azureToken } from '../platform/entra.ts';
import type { KeyStore } from '../platform/keys.ts';
import type { Log } from '../platform/log.ts';
import type { Memory } from '../platform/memory.ts';
import { runs, setup } from '../platform/messages/commands.ts';
import { httpSettings, providerSettings } from '../platform/settings.ts';
import { showMessage } from '../platform/show.ts';
import { ModelCache } from './modelCache.ts';

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
  readonly #models = new ModelCache();
  readonly #maskFields: MaskFields = new Map();
  #offline: Promise<OfflineServer> | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  async normaliseBaseUrl(provider: Target['provider'], text: string): Promise<string> {
    const { baseUrlFor } = await import('../api/providers.ts');
    return baseUrlFor(provider, text);
  }

  /** @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  target(): Promise<Target> {
    const { provider, baseUrl } = providerSettings();
    return this.targetFor(provider, baseUrl);
  }

  /** Where a provider would be asked, by an address as typed. @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  async targetFor(provider: Target['provider'], typed: string): Promise<Target> {
    if (provider === 'offline') {
      return { provider, baseUrl: offlineName, host: setup.offline(), official: false };
    }
    const { baseUrlFor, isOfficialHost, profiles } = await import('../api/providers.ts');
    const baseUrl = baseUrlFor(provider, typed || (profiles[provider].defaultBaseUrl ?? ''));
    const { host, hostname } = new URL(baseUrl);
    return { provider, baseUrl, host, official: isOfficialHost(hostname) };
  }

  /** @throws ImageError `missingKey`, `missingBaseUrl`, `badBaseUrl` */
  async connect(): Promise<Connection> {
    const target = await this.target();
    return target.provider === 'offline' ? this.#connectOffline(target) : this.#connectOnline(target);
  }

  /** What can be said of the chosen provider without a key, a sign-in or a server. @throws ImageError `missingBaseUrl`, `badBaseUrl` */
  async outlook(): Promise<Outlook> {
    const target = await this.target();
    const { profileFor, profiles } = await import('../api/providers.ts');
    const offline = target.provider === 'offline';
    const profile = offline ? profiles.offline : profileFor(target.provider, target.baseUrl);
    const own = offline ? (await import('../offline/models.ts')).ownModel : profile.defaultModel;
    const model = offline ? own : providerSettings().model || own;
    const { memory } = this.#options;
    const traits = {
      label: {
        id: profile.id,
        label: profile.label ?? target.host,
        offline,
        ...(offline ? {} : { host: target.host }),
      },
      hasVariations: profile.variations && !memory.withoutVariations.get().includes(target.baseUrl),
      streams: profile.streams,
      lacksFormats: profile.lacksFormats,
      defaults: {},
    };
    const entra = memory.entraAddresses.get().includes(target.baseUrl);
    return { ...target, traits, model, ready: !profile.needsKey || entra || (await this.hasKey(target)) };
  }

  /** Whether there is something to enter an address with, without asking anybody. */
  async hasKey({ baseUrl, official }: Target): Promise<boolean> {
    const environment = official && Boolean(process.env['OPENAI_API_KEY']?.trim());
    return environment || Boolean(await this.#options.keys.get(baseUrl));
  }

  async close(): Promise<void> {
    await (await this.#offline)?.close();
  }

  async #connectOffline(target: Target): Promise<Connection> {
    const [{ startOfflineServer: start, offlineModel }, { profileFor }] = await Promise.all([
      import('../offline/server.ts'),
      import('../api/providers.ts'),
    ]);
    this.#offline ??= start();
    const { baseUrl, token } = await this.#offline.catch((error: unknown) => {
      // What could not be started may be startable the next time.
      this.#offline = undefined;
      throw error;
    });
    const api = await this.#client(target, { profile: profileFor('offline', baseUrl), baseUrl, key: token });
    return connectionTo(target, api, offlineModel, this.#models, token);
  }

  async #connectOnline(target: Target): Promise<Connection> {
    const { profileFor } = await import('../api/providers.ts');
    const { apiVersion, model } = providerSettings();
    const { key, entra } = await this.#keyFor(target);
    const profile = profileFor(target.provider, target.baseUrl, { apiVersion, entra });
    if (profile.needsKey && !key) throw new ImageError({ kind: 'missingKey', host: target.host });
    const address = { profile, baseUrl: target.baseUrl, ...(key ? { key } : {}) };
    const api = await this.#client(target, address);
    return connectionTo(target, api, model || profile.defaultModel, this.#models, key);
  }

  async #client(target: Target, address: Address): Promise<ImagesClient> {
    const { log, memory, version } = this.#options;
    const { createImagesApi } = await import('../api/client.ts');
    const { timeoutMs, organization, project, responseFormat } = providerSettings();
    return createImagesApi({
      ...address,
      timeoutMs,
      organization,
      project,
      responseFormat,
      userAgent: `Easel/${version} (VS Code ${vscode.version})`,
      network: { ...httpSettings(), env: process.env },
      ...(await transport()),
      log: line => log.info(line),
      maskFields: this.#maskFields,
      variationsKnownMissing: memory.withoutVariations.get().includes(target.baseUrl),
      onVariationsMissing: () => void this.#rememberMissing(target),
    });
  }

  /** What opens an address: a Microsoft account where one was chosen, its own key, or the environment's key. */
  async #keyFor(target: Target): Promise<{ key?: string; entra: boolean }> {
    const { keys, memory } = this.#options;
    if (target.provider === 'azure' && memory.entraAddresses.get().includes(target.baseUrl)) {
      return { key: await azureToken(), entra: true };
    }
    const stored = await keys.get(target.baseUrl);
    if (stored) return { key: stored, entra: false };
    const environment = target.official ? await this.#environmentKey() : undefined;
    return { ...(environment ? { key: environment } : {}), entra: false };
  }

  /** The environment's key serves OpenAI's own hosts only, and is announced once. */
  async #environmentKey(): Promise<string | undefined> {
    const { environmentKeyTold } = this.#options.memory;
    const key = process.env['OPENAI_API_KEY']?.trim();
    if (key && !environmentKeyTold.get()) {
      await environmentKeyTold.set(true);
      void showMessage('info', setup.environmentKey());
    }
    return key;
  }

  async #rememberMissing({ baseUrl, host }: Target): Promise<void> {
    const { withoutVariations } = this.#options.memory;
    const known = withoutVariations.get();
    if (known.includes(baseUrl)) return;
    await withoutVariations.set([...known, baseUrl]);
    await showMessage('info', runs.variationsMissing(host));
  }
}

/** Where requests go, and with what. */
type Address = Pick<ImagesApiOptions, 'profile' | 'baseUrl' | 'key'>;

function connectionTo(
  target: Target,
  api: ImagesClient,
  model: string | undefined,
  models: ModelCache,
  key: string | undefined,
): Connection {
  return {
    ...target,
    api,
    model,
    check: signal => api.checkConnection(signal),
    listModels: (signal, fresh) =>
      models.get(`${target.baseUrl}\n${key ?? ''}`, () => api.listModels(signal), fresh),
  };
}

/** VS Code's own network code, where the user wants it; undici otherwise. */
async function transport(): Promise<Pick<ImagesApiOptions, 'transport'>> {
  if (providerSettings().transport === 'undici') return {};
  const { createFetchTransport } = await import('../api/fetchTransport.ts');
  return { transport: createFetchTransport() };
}
