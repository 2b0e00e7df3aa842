import type { ModelInfo } from '../commands/services.ts';

/** How long a list of models is good for, ms. */
const freshFor = 10 * 60_000;

/** The lists of models of each address and key, in memory only, asked for once in a while. A list that failed is not kept. */
export class ModelCache {
  readonly #lists = new Map<string, { readonly at: number; readonly models: readonly ModelInfo[] }>();

  /** @param fresh asks the server although a list is there */
  async get(
    name: string,
    ask: () => Promise<readonly ModelInfo[]>,
    fresh = false,
  ): Promise<readonly ModelInfo[]> {
    const known = this.#lists.get(name);
    if (known && !fresh && Date.now() - known.at < freshFor) return known.models;
    const models = await ask();
    this.#lists.set(name, { at: Date.now(), models });
    return models;
  }
}
