// So much of VS Code as commands and services need that ask questions, show messages, open pages or tell of changes.
import { EventEmitter as NodeEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import type * as vscode from 'vscode';

/** What was asked, said and opened so far, and which commands ran. */
export const happened: {
  questions: string[];
  buttons: string[];
  pages: string[];
  messages: string[];
  commands: string[];
} = {
  questions: [],
  buttons: [],
  pages: [],
  messages: [],
  commands: [],
};

/** What is typed into every input box, and the button that is pressed in every modal question. */
export const typing = { text: '' };

/** The user's own settings, without their section. */
export const settings = new Map<string, unknown>();

/** The button that is pressed in every message; none while it is empty. */
export const pressing = { label: '' };

/** The folders that are open, and the answer to every file dialog. */
export const files: { folders: FakeUri[]; picked: FakeUri | undefined } = { folders: [], picked: undefined };

/** What brings pages back after a reload, by their types. */
export const serializers = new Map<string, vscode.WebviewPanelSerializer>();

class FakeUri {
  readonly scheme: string;
  readonly path: string;

  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  static parse(text: string): FakeUri {
    const at = text.indexOf(':');
    return new FakeUri(text.slice(0, at), text.slice(at + 1).replace(/^\/\/\//, '/'));
  }

  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }

  static joinPath({ scheme, path }: FakeUri, ...parts: readonly string[]): FakeUri {
    return new FakeUri(scheme, [path, ...parts].join('/'));
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return this.scheme === 'file' ? `file://${this.path}` : `${this.scheme}:${this.path}`;
  }
}

/** @public by the name of `vscode` */
export { FakeUri as Uri };

/** @public by the name of `vscode` */
export const l10n = {
  t: (text: string, ...args: readonly unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_all, index: string) => String(args[Number(index)])),
};

const say = async (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
  happened.messages.push(text);
  return rest.find(one => one === pressing.label) === undefined ? undefined : pressing.label;
};

const nobody = () => ({ dispose: () => undefined });

/** @public by the name of `vscode` */
export const window = {
  onDidChangeActiveTextEditor: nobody,
  tabGroups: { activeTabGroup: {}, onDidChangeTabs: nobody },
  registerWebviewPanelSerializer: (type: string, serializer: vscode.WebviewPanelSerializer) => {
    serializers.set(type, serializer);
    return nobody();
  },
  showInformationMessage: say,
  showWarningMessage: async (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const [options, ...buttons] = rest;
    if (typeof options !== 'object' || options === null) return say(text, ...rest);
    happened.questions.push(`${text}\n${'detail' in options ? String(options.detail) : ''}`);
    happened.buttons.push(...buttons.map(String));
    return buttons.includes(typing.text) ? typing.text : undefined;
  },
  showErrorMessage: say,
  showInputBox: async ({ title, value }: { readonly title: string; readonly value: string }) => {
    happened.questions.push(`${title}: ${value}`);
    return typing.text;
  },
  showSaveDialog: async ({ title }: { readonly title: string }) => {
    happened.questions.push(title);
    return files.picked;
  },
  withProgress: async (
    _options: unknown,
    task: (progress: unknown, token: unknown) => Promise<unknown>,
  ): Promise<unknown> =>
    task({ report: () => undefined }, { onCancellationRequested: () => ({ dispose: () => undefined }) }),
  showOpenDialog: async ({ title }: { readonly title: string }) => {
    happened.questions.push(title);
    return files.picked && [files.picked];
  },
};

/** @public by the name of `vscode` */
export const commands = {
  executeCommand: async (...command: readonly unknown[]) => void happened.commands.push(command.join(' ')),
};

/** @public by the name of `vscode` */
export const workspace = {
  getConfiguration: () => ({
    get: (name: string, otherwise: unknown): unknown => settings.get(name) ?? otherwise,
    inspect: (name: string) => ({ globalValue: settings.get(name) }),
  }),
  get workspaceFolders(): readonly { readonly uri: FakeUri }[] {
    return files.folders.map(uri => ({ uri }));
  },
  asRelativePath: ({ path }: FakeUri): string => path,
  getWorkspaceFolder: (): undefined => undefined,
  fs: {
    isWritableFileSystem: (scheme: string): boolean | undefined => writable[scheme],
    stat: async ({ path }: FakeUri) => ({ permissions: path.includes('locked') ? 1 : undefined }),
  },
};

const writable: Readonly<Record<string, boolean>> = { file: true, readonlyfs: false };

/** @public by the name of `vscode` */
export const env = {
  language: 'en',
  openExternal: async (page: FakeUri) => {
    happened.pages.push(page.toString());
    return true;
  },
};

/** @public by the name of `vscode` */
export const FilePermission = { Readonly: 1 };

/** @public by the name of `vscode` */
export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

/** @public by the name of `vscode` */
export const QuickPickItemKind = { Separator: -1, Default: 0 };

/** @public by the name of `vscode` */
export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** @public by the name of `vscode` */
export const ProgressLocation = { Notification: 15 };

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
export const Disposable = { from: nobody };

class TabInput {
  readonly uri: FakeUri;

  constructor(uri: FakeUri) {
    this.uri = uri;
  }
}

/** @public by the name of `vscode` */
export { TabInput as TabInputCustom, TabInput as TabInputText };

/** @public by the name of `vscode` */
export class SnippetString {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

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
