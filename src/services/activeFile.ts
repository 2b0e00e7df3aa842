import * as vscode from 'vscode';

/** Remembers the file the user last worked in, also while a webview has the focus. */
export class ActiveFile implements vscode.Disposable {
  readonly #listening: vscode.Disposable;
  #last = vscode.window.activeTextEditor?.document.uri ?? activeTabFile();
  #editor = vscode.window.activeTextEditor;

  constructor() {
    this.#listening = vscode.Disposable.from(
      vscode.window.tabGroups.onDidChangeTabs(() => {
        this.#last = activeTabFile() ?? this.#last;
      }),
      vscode.window.onDidChangeActiveTextEditor(editor => {
        this.#editor = editor ?? this.#editor;
      }),
    );
  }

  /** Text editor last worked in; undefined when its document is closed. */
  get textEditor(): vscode.TextEditor | undefined {
    const editor = vscode.window.activeTextEditor ?? this.#editor;
    return editor?.document.isClosed === false ? editor : undefined;
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
