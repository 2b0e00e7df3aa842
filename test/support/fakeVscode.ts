// So much of VS Code as commands need that ask one question or open one page.
import { registerHooks } from 'node:module';

/** What was asked and opened so far. */
export const happened: { questions: string[]; buttons: string[]; pages: string[] } = {
  questions: [],
  buttons: [],
  pages: [],
};

/** What is typed into every input box, and the button that is pressed. */
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
  showWarningMessage: async (
    text: string,
    { detail = '' }: { readonly detail?: string },
    ...buttons: readonly string[]
  ) => {
    happened.questions.push(`${text}\n${detail}`);
    happened.buttons.push(...buttons);
    return buttons.find(button => button === typing.text);
  },
};

/** @public by the name of `vscode` */
export const Uri = { parse: (text: string): string => text };

/** @public by the name of `vscode` */
export const env = {
  language: 'en',
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
