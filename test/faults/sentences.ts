// The sentences and buttons as VS Code shows them, in English. They are made with `vscode.l10n`, which is there in
// VS Code only: for this one import, `vscode` is a module with nothing but that function.
import { registerHooks } from 'node:module';
import { remedies, type ErrorRecord } from '../../src/images/errors.ts';

const vscode = `data:text/javascript,${encodeURIComponent(`
  export const l10n = { t: (text, ...args) => text.replace(/\\{(\\d+)\\}/g, (_all, index) => String(args[index])) };
`)}`;

const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: vscode, shortCircuit: true } : next(specifier, context),
});
const { errorSentence } = await import('../../src/platform/messages/errors.ts');
const { remedyLabel } = await import('../../src/platform/messages/sheet.ts');
hooks.deregister();

/** The sentence of an error and the buttons below it. */
export function shown(error: ErrorRecord): {
  readonly sentence: string;
  readonly buttons: readonly string[];
} {
  return {
    sentence: errorSentence(error),
    buttons: remedies(error).map(remedy => remedyLabel(remedy, error)),
  };
}
