import type * as vscode from 'vscode';

/** API keys in the editor's secret storage, one for each base URL; a key never serves another host. */
export class KeyStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  get(baseUrl: string): Thenable<string | undefined> {
    return this.#secrets.get(nameOf(baseUrl));
  }

  set(baseUrl: string, key: string): Thenable<void> {
    return this.#secrets.store(nameOf(baseUrl), key);
  }

  clear(baseUrl: string): Thenable<void> {
    return this.#secrets.delete(nameOf(baseUrl));
  }

  /** Base URLs that have a key. */
  async baseUrls(): Promise<readonly string[]> {
    const names = await this.#secrets.keys();
    return names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length));
  }
}

const prefix = 'easel.apiKey:';

function nameOf(baseUrl: string): string {
  return prefix + baseUrl;
}
