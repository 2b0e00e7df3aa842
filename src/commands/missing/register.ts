import * as vscode from 'vscode';
import type { LazyServices } from '../services.ts';
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

/**
 * Languages whose documents name pictures, each with an `onLanguage` in the manifest; of JSON only those files that are
 * told by their names. JSON activates as well, although most of it names no picture: activation reads nothing and does
 * not load what looks for pictures, which waits for such a name, while `workspaceContains` would search every folder for
 * a package.json and activate in nearly all of them, whether one is ever looked at or not.
 */
export const languages = [
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
  'json',
] as const;

const selector: readonly vscode.DocumentFilter[] = [
  ...languages.filter(language => language !== 'json').map(language => ({ language })),
  { language: 'json', pattern: '**/{package.json,*manifest.json,*.webmanifest}' },
];

/** Hints and quick fixes for pictures that code names and that are not there. Nothing is read before such code is shown. */
export function registerMissing(services: LazyServices): vscode.Disposable {
  let desk: Promise<MissingDesk> | undefined;
  const open = async (): Promise<MissingDesk> =>
    new (await import('./desk.ts')).MissingDesk(await services.ofCode());
  const load = (): Promise<MissingDesk> => (desk ??= open());
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
      (await import('./quickFix.ts')).generateMissing(await services.all(), argument),
    ),
    vscode.commands.registerCommand(commandIds.draw, async (argument: unknown) =>
      (await import('./quickFix.ts')).drawMissing(await services.all(), argument),
    ),
    new vscode.Disposable(() => void desk?.then(loaded => loaded.dispose())),
  );
  look(vscode.window.visibleTextEditors);
  return registered;
}
