import * as vscode from 'vscode';

/** Remembers the file the user last worked in, also while a webview has the focus. */
export class ActiveFile implements vscode.Disposable {
  readonly #listening: vscode.Disposable;
  #last = vscode.window.activeTextEditor?.document.uri ?? activeTabFile();

  constructor() {
    this.#listening = vscode.window.tabGroups.onDidChangeTabs(() => {
      this.#last = activeTabFile() ?? this.#last;
    });
  }

  get uri(): vscode.Uri | undefined {
    return this.#last;
  }

  dispose(): void {
    this.#listening.dispose();
  }
}

function activeTabFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile ? input.uri : undefined;
}
