import * as vscode from 'vscode';
import { files as texts } from '../platform/messages/commands.ts';
import type { Services } from './services.ts';

/**
 * The workspace folder that is meant: the only one, that of the file the user works in, or one they pick.
 * Undefined without a workspace, or when they left the pick.
 */
export async function workspaceFolderFor(
  services: Pick<Services, 'lastActiveFile'>,
): Promise<vscode.WorkspaceFolder | undefined> {
  const { workspaceFolders = [] } = vscode.workspace;
  if (workspaceFolders.length <= 1) return workspaceFolders[0];
  const active = services.lastActiveFile();
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  return own ?? vscode.window.showWorkspaceFolderPick({ placeHolder: texts.folderTitle() });
}
