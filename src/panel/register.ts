import * as vscode from 'vscode';
import { contactSheetType } from '../protocol/names.ts';
import type { ContactSheet } from './contactSheet.ts';

/** Lets VS Code bring the contact sheet back after a reload; it is loaded then. */
export function registerRevival(sheet: () => Promise<Pick<ContactSheet, 'adopt'>>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(contactSheetType, {
    deserializeWebviewPanel: async panel => {
      let closed = false;
      panel.onDidDispose(() => (closed = true));
      const { adopt } = await sheet();
      if (!closed) adopt(panel);
    },
  });
}
