import * as vscode from 'vscode';
import { missing as texts } from '../../platform/messages/missing.ts';
import type { OpenDocuments, Wanting } from './documents.ts';
import { hintCode } from './hints.ts';
import { commandIds, type ReferenceArgument } from './register.ts';
import { isDrawn, slotTypeOf } from './slotType.ts';

const { QuickFix } = vscode.CodeActionKind;

/** What can be done about the pictures named at a place of a document. Nothing is sent and nothing drawn by asking. */
export async function actionsAt(
  documents: OpenDocuments,
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const wanting = await documents.wanting(document, true);
  const here = nearest(document, range, wanting, one => one.reference);
  const actions = here.flatMap(one => actionsFor(document, one, diagnostics));
  const offered = wanting.filter(one => !one.placeholder && slotTypeOf(one.type) !== undefined);
  const missing = new Set(offered.map(({ path }) => path));
  if (actions.length > 0 && missing.size > 1)
    actions.push(
      action(texts.fixFile(missing.size), 'easel.fixMissingImages', {
        scope: 'file',
      }),
    );
  if (here.length > 0) return actions;
  const out = nearest(document, range, await documents.leadingOut(document), one => one);
  return out.map(({ value }) => explainedAction(document, value));
}

function actionsFor(
  document: vscode.TextDocument,
  wanting: Wanting,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const type = slotTypeOf(wanting.type);
  if (type === undefined) return [];
  const argument: ReferenceArgument = { uri: document.uri.toString(), path: wanting.path };
  if (wanting.placeholder) return [action(texts.upgrade(), commandIds.generate, argument)];
  const own = diagnostics.filter(
    ({ code, range }) => code === hintCode && range.contains(startOf(document, wanting)),
  );
  const offered = [
    action(texts.generate(), commandIds.generate, argument),
    ...(isDrawn(type) ? [action(texts.draw(), commandIds.draw, argument)] : []),
  ];
  for (const one of offered) one.diagnostics = own;
  return offered;
}

/** Says why not when it is taken: of disabled actions VS Code shows nothing in the menu that people open. */
function explainedAction(document: vscode.TextDocument, path: string): vscode.CodeAction {
  const argument: ReferenceArgument = { uri: document.uri.toString(), path };
  return action(texts.generate(), commandIds.generate, argument);
}

function action(title: string, command: string, argument: object): vscode.CodeAction {
  const made = new vscode.CodeAction(title, QuickFix);
  made.command = { command, title, arguments: [argument] };
  return made;
}

/** Those that a range touches, else the only one on its line. */
function nearest<T>(
  document: vscode.TextDocument,
  range: vscode.Range,
  items: readonly T[],
  placeOf: (item: T) => { readonly start: number; readonly end: number },
): readonly T[] {
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const touched = items.filter(item => placeOf(item).start <= to && from <= placeOf(item).end);
  if (touched.length > 0) return touched;
  const line = document.lineAt(range.start.line).range;
  const beside = items.filter(item => line.contains(document.positionAt(placeOf(item).start)));
  return beside.length === 1 && range.isSingleLine ? beside : [];
}

function startOf(document: vscode.TextDocument, { reference }: Wanting): vscode.Position {
  return document.positionAt(reference.start);
}
