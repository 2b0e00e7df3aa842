import type * as vscode from 'vscode';
import type { CodeServices, LazyServices } from '../commands/services.ts';
import { Log } from '../platform/log.ts';
import { ActiveFile } from './activeFile.ts';
import type { Built } from './services.ts';

/** The lazy services and how to end what there is of them. */
export interface Lazy extends LazyServices {
  /** Ends what is under way; settles when it is on disk. Loads nothing. */
  close(): Promise<void>;
}

/** Only what has to listen from the start is there at once. */
export function lazyServices(context: vscode.ExtensionContext): Lazy {
  const log = new Log();
  const active = new ActiveFile();
  context.subscriptions.push(log, active);
  let code: Promise<CodeServices> | undefined;
  let built: Promise<Built> | undefined;

  const buildCode = async (): Promise<CodeServices> => {
    const services = (await import('./codeServices.ts')).buildCodeServices(log);
    context.subscriptions.push(services.projects);
    return services;
  };
  const ofCode = (): Promise<CodeServices> => (code ??= buildCode());
  const build = async (): Promise<Built> => {
    const [{ buildServices }, services] = await Promise.all([import('./services.ts'), ofCode()]);
    return buildServices(context, services, active);
  };

  return {
    ofCode,
    all: async () => (await (built ??= build())).services,
    close: async () => (await built)?.close(),
  };
}
