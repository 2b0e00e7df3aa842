import type { Outlook, Services } from '../../commands/services.ts';
import { toErrorRecord } from '../../images/errors.ts';
import { errorSentence } from '../../platform/messages/errors.ts';
import { providerSettings } from '../../platform/settings.ts';
import type { ModelList } from './views.ts';

/** How long a server may take to list its models, ms. */
const patienceMs = 30_000;

/** Who would be asked, and what models it has. */
export class Provider {
  readonly #services: Pick<Services, 'outlook' | 'connect'>;
  readonly #changed: () => void;
  #models: { readonly at: string; readonly list: ModelList } = { at: '', list: { state: 'unasked' } };

  /** @param changed told when more is known of the models, or less */
  constructor(services: Pick<Services, 'outlook' | 'connect'>, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  /** Never throws: where the address in the settings cannot be used, `sentence` says why. */
  async outlook(): Promise<{ readonly outlook: Outlook; readonly sentence?: string }> {
    try {
      return { outlook: await this.#services.outlook() };
    } catch (error) {
      return { outlook: nobody(), sentence: errorSentence(toErrorRecord(error)) };
    }
  }

  /** What is known of the models of an address. */
  modelsAt(baseUrl: string): ModelList {
    const { at, list } = this.#models;
    return at === baseUrl ? list : { state: 'unasked' };
  }

  /** Asks for the list, unless that is being done or, not `fresh`, was. */
  async askModels(fresh: boolean): Promise<void> {
    const { baseUrl: at } = (await this.outlook()).outlook;
    const put = (list: ModelList): void => {
      this.#models = { at, list };
      this.#changed();
    };
    if (this.#models.list.state === 'asking') return;
    if (!fresh && this.modelsAt(at).state === 'known') return;
    put({ state: 'asking' });
    try {
      const connection = await this.#services.connect();
      put({ state: 'known', models: await connection.listModels(AbortSignal.timeout(patienceMs), fresh) });
    } catch (error) {
      put({ state: 'failed', sentence: errorSentence(toErrorRecord(error)) });
    }
  }
}

/** Stands in while the address in the settings cannot be used. */
function nobody(): Outlook {
  const { provider, model } = providerSettings();
  return {
    provider,
    baseUrl: '',
    host: '',
    official: false,
    model: model || undefined,
    ready: false,
    traits: {
      label: { id: provider, label: provider, offline: false },
      hasVariations: false,
      streams: false,
      lacksFormats: [],
      defaults: {},
    },
  };
}
