import type * as vscode from 'vscode';
import { registerMissing } from './commands/missing/register.ts';
import { registerCommands } from './commands/table.ts';
import { buildServices, type Built } from './services/services.ts';

let built: Built | undefined;

/** Registers the commands, the quick fixes and the contact sheet, and returns. */
export function activate(context: vscode.ExtensionContext): void {
  built = buildServices(context);
  context.subscriptions.push(registerCommands(built.services), registerMissing(built.services));
}

/** VS Code waits a few seconds for what is under way to be put on disk. */
export function deactivate(): Promise<void> | undefined {
  return built?.close();
}
