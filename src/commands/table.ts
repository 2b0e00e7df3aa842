import * as vscode from 'vscode';
import type { Made } from './made.ts';
import type { LazyServices, Services } from './services.ts';

/** Every command with what it gives back; one that is forgotten here or in `handlers` does not compile. */
export interface CommandTable {
  'easel.generate': Made | undefined;
  'easel.generateHere': Made | undefined;
  'easel.variations': Made | undefined;
  'easel.edit': Made | undefined;
  'easel.undoReplace': void;
  'easel.deriveSet': readonly string[] | undefined;
  'easel.insertReference': void;
  'easel.fixMissingImages': readonly Made[] | undefined;
  'easel.openPanel': void;
  'easel.setApiKey': void;
  'easel.clearApiKey': void;
  'easel.chooseProvider': void;
  'easel.chooseModel': void;
  'easel.showLog': void;
}

type Handlers = {
  readonly [Id in keyof CommandTable]: (
    services: Services,
    args: readonly unknown[],
  ) => Promise<CommandTable[Id]>;
};

// Each command is loaded when it is first run.
const handlers: Handlers = {
  'easel.generate': async (services, args) => (await import('./generate.ts')).generate(services, args),
  'easel.generateHere': async (services, args) =>
    (await import('./generate.ts')).generateHere(services, args),
  'easel.variations': async (services, args) =>
    (await import('./fromPictures.ts')).variations(services, args),
  'easel.edit': async (services, args) => (await import('./fromPictures.ts')).edit(services, args),
  'easel.undoReplace': async services => (await import('./replace.ts')).undoReplace(services),
  'easel.deriveSet': async (services, args) => (await import('./deriveSet.ts')).deriveSet(services, args),
  'easel.insertReference': async services => (await import('./insertReference.ts')).insertReference(services),
  'easel.fixMissingImages': async (services, args) =>
    (await import('./missing/fixAll.ts')).fixMissingImages(services, args),
  'easel.openPanel': async services => services.sheet.reveal(),
  'easel.setApiKey': async services => (await import('./apiKey.ts')).setApiKey(services),
  'easel.clearApiKey': async services => (await import('./apiKey.ts')).clearApiKey(services),
  'easel.chooseProvider': async services => (await import('./provider.ts')).chooseProvider(services),
  'easel.chooseModel': async services => (await import('./model.ts')).chooseModel(services),
  'easel.showLog': async services => services.log.show(),
};

/** Registers every command of the manifest. */
export function registerCommands(services: Pick<LazyServices, 'all'>): vscode.Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => handler(await services.all(), args)),
  );
  return vscode.Disposable.from(...registered);
}
