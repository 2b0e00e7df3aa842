import * as vscode from 'vscode';
import type { Run, Tile } from '../images/run.ts';

/** A reference to a file as it is written in a document; the words for people can be typed over. */
export function referenceSnippet(
  document: vscode.TextDocument,
  target: vscode.Uri,
  run: Run,
  _tile: Tile,
): vscode.SnippetString {
  const path = relativePath(document.uri, target);
  const snippet = new vscode.SnippetString();
  if (document.languageId !== 'markdown') return snippet.appendText(path);
  return snippet
    .appendText('![')
    .appendPlaceholder(run.prompt.replace(/[[\]\s]+/g, ' ').trim() || 'image')
    .appendText(`](${encodeURI(path)})`);
}

function relativePath(from: vscode.Uri, to: vscode.Uri): string {
  const [own, other] = [from.path.split('/').slice(0, -1), to.path.split('/')];
  let shared = 0;
  while (shared < own.length && own[shared] === other[shared]) shared++;
  const up = own.slice(shared).map(() => '..');
  return [...up, ...other.slice(shared)].join('/');
}
