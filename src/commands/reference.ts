import * as vscode from 'vscode';
import { uprightSize } from '../images/picture.ts';
import { shownPicture, type Run, type Tile } from '../images/run.ts';
import { pathBelow, placeOf } from '../platform/projectPort.ts';
import type { Project } from '../project/references/project.ts';
import { plainSite } from '../project/references/site.ts';
import type { Insertion } from '../project/references/write/referenceTo.ts';
import type { Services } from './services.ts';

/** What has no public folder: files that lie together on a disk. */
const noProject: Project = { sites: [{ ...plainSite(''), publicFolders: [] }] };

/** A reference to a saved picture, in the language of a place in a document and as its project writes paths. */
export async function referenceAt(
  services: Pick<Services, 'measure' | 'projects'>,
  document: vscode.TextDocument,
  position: vscode.Position,
  target: vscode.Uri,
  run: Run,
  tile: Tile,
): Promise<Insertion> {
  const { referenceTo } = await import('../project/references/write/referenceTo.ts');
  const { file, picture, project } = await placesOf(services, document, target);
  // The picture may have been cut to its place when it was saved there.
  const shown = shownPicture(tile);
  const made = shown ? uprightSize(shown) : { width: 0, height: 0 };
  const size = (await services.measure(target)) ?? made;
  return referenceTo(
    { path: picture, width: size.width, height: size.height, alt: run.prompt },
    {
      path: file,
      text: document.getText(),
      languageId: document.languageId,
      offset: document.offsetAt(position),
    },
    project,
  );
}

/** Where the two lie, seen from what they have in common. */
async function placesOf(
  services: Pick<Services, 'projects'>,
  document: vscode.TextDocument,
  target: vscode.Uri,
): Promise<{ readonly file: string; readonly picture: string; readonly project: Project }> {
  const saved = placeOf(target);
  const own = placeOf(document.uri);
  // A document that has no place yet is thought of at the top of the picture's folder.
  if (saved && document.isUntitled)
    return { file: document.uri.path, picture: saved.path, project: noProject };
  if (saved && saved.folder === own?.folder) {
    const project = await services.projects.of(saved.folder.uri);
    return { file: own.path, picture: saved.path, project };
  }
  const top = document.uri.with({ path: '/', query: '', fragment: '' });
  const [file, picture] = [pathBelow(top, document.uri), pathBelow(top, target)];
  return file !== undefined && picture !== undefined
    ? { file, picture, project: noProject }
    : { file: document.uri.path, picture: target.path.slice(1), project: noProject };
}

/** The whole of an insertion as one edit of the document. */
export function editOf(
  document: vscode.TextDocument,
  position: vscode.Position,
  { snippet, replaceRange, additionalEdits }: Insertion,
): vscode.WorkspaceEdit {
  const range = replaceRange && rangeOf(document, replaceRange);
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [
    ...additionalEdits.map(({ offset, text }) => vscode.TextEdit.insert(document.positionAt(offset), text)),
    vscode.SnippetTextEdit.replace(
      range ?? new vscode.Range(position, position),
      new vscode.SnippetString(snippet),
    ),
  ]);
  return edit;
}

/** What a drop does beside the snippet that lands at its place. */
export function editBesides(
  document: vscode.TextDocument,
  position: vscode.Position,
  { replaceRange, additionalEdits }: Insertion,
): readonly (vscode.TextEdit | vscode.SnippetTextEdit)[] {
  const range = replaceRange && rangeOf(document, replaceRange);
  // What is on both sides of the place is taken away by itself: edits must not overlap.
  const around = range
    ? [new vscode.Range(range.start, position), new vscode.Range(position, range.end)].filter(
        one => !one.isEmpty && range.contains(position),
      )
    : [];
  // Next to a snippet VS Code takes two plain deletions for overlapping ones, and then does nothing at all.
  const nothing = new vscode.SnippetString('');
  return [
    ...additionalEdits.map(({ offset, text }) => vscode.TextEdit.insert(document.positionAt(offset), text)),
    ...around.map(one => vscode.SnippetTextEdit.replace(one, nothing)),
  ];
}

function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
