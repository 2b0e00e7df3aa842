import * as vscode from 'vscode';

/** Documents that show what is elsewhere, and take no text. Cells of notebooks are files of the user's. */
const shownOnly = /^(?:output|git|gitfs|debug|comment|vscode-(?!notebook-cell$).*)$/;

/** Whether a document takes text, as far as that can be told before it is given some. */
export async function isWritable({ uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  if (isUntitled) return true;
  const { fs } = vscode.workspace;
  // Undefined for what no file system stands behind.
  const known = fs.isWritableFileSystem(uri.scheme);
  if (known === false || (known === undefined && shownOnly.test(uri.scheme))) return false;
  const permissions = await fs.stat(uri).then(
    stat => stat.permissions,
    () => undefined,
  );
  return ((permissions ?? 0) & vscode.FilePermission.Readonly) === 0;
}
