import * as vscode from 'vscode';

/** The extension's log: no keys, no prompts, no query strings, no picture data; made when first written to. */
export class Log implements vscode.Disposable {
  #channel: vscode.LogOutputChannel | undefined;

  info(line: string): void {
    this.#open().info(line);
  }

  warn(line: string): void {
    this.#open().warn(line);
  }

  show(): void {
    this.#open().show(true);
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel('Easel', { log: true });
    return this.#channel;
  }
}
