import type * as vscode from 'vscode';
import { registerMissing } from './commands/missing/register.ts';
import { registerCommands } from './commands/table.ts';
import { registerTileDrop } from './panel/dropProvider.ts';
import { registerRevival } from './panel/register.ts';
import { lazyServices, type Lazy } from './services/lazyServices.ts';

let services: Lazy | undefined;

/** Registers the commands, the quick fixes, the drop of pictures and the contact sheet, and returns. */
export function activate(context: vscode.ExtensionContext): void {
  const lazy = lazyServices(context);
  services = lazy;
  context.subscriptions.push(
    registerCommands(lazy),
    registerMissing(lazy),
    registerRevival(async () => (await lazy.all()).sheet),
    registerTileDrop(async (...of) =>
      (await import('./commands/drop.ts')).referenceForDrop(await lazy.all(), ...of),
    ),
  );
}

/** VS Code waits a few seconds for what is under way to be put on disk. */
export function deactivate(): Promise<void> | undefined {
  return services?.close();
}
