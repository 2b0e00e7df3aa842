// So much of VS Code as commands and services need that ask one question, open one page or show a run's progress.
import { EventEmitter as NodeEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What was asked and opened so far. */
export const happened: { questions: string[]; pages: string[]; errors: string[] } = {
  questions: [],
  pages: [],
  errors: [],
};

/** What is typed into every input box. */
export const typing = { text: '' };

/** @public by the name of `vscode` */
export const l10n = {
  t: (text: string, ...args: readonly unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_all, index: string) => String(args[Number(index)])),
};

/** @public by the name of `vscode` */
export const window = {
  showInputBox: async ({ title, value }: { readonly title: string; readonly value: string }) => {
    happened.questions.push(`${title}: ${value}`);
    return typing.text;
  },
  showInformationMessage: async () => undefined,
  showWarningMessage: async () => undefined,
  showErrorMessage: async (text: string) => void happened.errors.push(text),
  withProgress: (
    _options: unknown,
    task: (
      progress: { report(): void },
      token: { onCancellationRequested(): { dispose(): void } },
    ) => unknown,
  ) => task({ report: nothing }, { onCancellationRequested: () => ({ dispose: nothing }) }),
};

function nothing(): void {
  // Nobody looks.
}

/** @public by the name of `vscode` */
export const ProgressLocation = { Notification: 15 };

/** Settings as they are before anybody set them. @public by the name of `vscode` */
export const workspace = {
  getConfiguration: () => ({
    get: (_name: string, fallback: unknown) => fallback,
    inspect: () => undefined,
  }),
};

/** @public by the name of `vscode` */
export class EventEmitter {
  readonly #emitter = new NodeEmitter();
  readonly event = (listener: () => void): { dispose(): void } => {
    this.#emitter.on('event', listener);
    return { dispose: () => this.#emitter.off('event', listener) };
  };
  fire(): void {
    this.#emitter.emit('event');
  }
  dispose(): void {
    this.#emitter.removeAllListeners();
  }
}

/** @public by the name of `vscode` */
export const Uri = {
  parse: (text: string): string => text,
  file: (path: string): URL => pathToFileURL(path),
};

/** @public by the name of `vscode` */
export const env = {
  openExternal: async (page: string) => {
    happened.pages.push(page);
    return true;
  },
};

/** Imports a module for which `vscode` is this file. */
export async function withFakeVscode<T>(load: () => Promise<T>): Promise<T> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
}
