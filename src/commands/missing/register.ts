import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import type { MissingDesk } from './desk.ts';

/** Commands of the quick fixes; they are of no use without a document, so nothing else knows them. */
export const commandIds = {
  generate: '_easel.generateMissingImage',
  draw: '_easel.drawPlaceholder',
} as const;

/** A picture by the document that names it, as the quick fixes pass it. */
export interface ReferenceArgument {
  /** Of the document. */
  readonly uri: string;
  /** Of the picture, workspace-relative. */
  readonly path: string;
}

/** Languages whose documents name pictures; of JSON only manifests, which are told by their names. */
const languages = [
  'markdown',
  'mdx',
  'html',
  'vue',
  'vue-html',
  'svelte',
  'astro',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'css',
  'scss',
  'less',
  'postcss',
] as const;

const selector: readonly vscode.DocumentFilter[] = [
  ...languages.map(language => ({ language })),
  { language: 'json', pattern: '**/{package.json,*manifest.json,*.webmanifest}' },
];

/** Hints and quick fixes for pictures that code names and that are not there. Nothing is read before such code is shown. */
export function registerMissing(services: Services): vscode.Disposable {
  let desk: Promise<MissingDesk> | undefined;
  const load = (): Promise<MissingDesk> =>
    (desk ??= import('./desk.ts').then(module => new module.MissingDesk(services)));
  const look = (editors: readonly vscode.TextEditor[]): void => {
    if (!editors.some(({ document }) => vscode.languages.match(selector, document) > 0)) return;
    first.dispose();
    void load();
  };
  const first = vscode.window.onDidChangeVisibleTextEditors(look);
  const registered = vscode.Disposable.from(
    first,
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: async (document, range, { diagnostics }) =>
          (await load()).actions(document, range, diagnostics),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(commandIds.generate, async (argument: unknown) =>
      (await load()).generate(argument),
    ),
    vscode.commands.registerCommand(commandIds.draw, async (argument: unknown) =>
      (await load()).draw(argument),
    ),
    new vscode.Disposable(() => void desk?.then(loaded => loaded.dispose())),
  );
  look(vscode.window.visibleTextEditors);
  return registered;
}
