import * as vscode from 'vscode';

/**
 * Text that VS Code shows as it is. Its messages, progress titles and input prompts turn `[text](command:…)`
 * into a link that runs the command; text from a server, a prompt or a file must never become one.
 */
export function plain(text: string): string {
  return text.replaceAll('](', '] (').replace(/\s+/g, ' ').trim();
}

/** Labels of picks also turn `$(name)` into an icon. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '$ (').replace(/\s+/g, ' ').trim();
}

/** A button of a message and what it does. */
export interface Button {
  readonly label: string;
  readonly run: () => unknown;
}

type Level = 'info' | 'warn' | 'error';

const show = {
  info: vscode.window.showInformationMessage,
  warn: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} satisfies Record<Level, unknown>;

/** Shows a message with buttons and does what the pressed one does; settles when the message is gone. */
export async function showMessage(
  level: Level,
  text: string,
  buttons: readonly Button[] = [],
): Promise<void> {
  const picked = await show[level](plain(text), ...buttons.map(button => button.label));
  await buttons.find(button => button.label === picked)?.run();
}

/** Asks before something that matters; true only when the user pressed the button. */
export async function confirm(text: string, detail: string, yes: string): Promise<boolean> {
  const options = { modal: true, detail: plainLines(detail) };
  return (await vscode.window.showWarningMessage(plain(text), options, yes)) === yes;
}

/** Asks which of several ways to go; undefined when the user pressed Cancel. */
export async function choose(
  text: string,
  detail: string,
  answers: readonly string[],
): Promise<string | undefined> {
  const options = { modal: true, detail: plainLines(detail) };
  return vscode.window.showWarningMessage(plain(text), options, ...answers);
}

/** Runs a task behind a notification with a Cancel button. */
export function withProgress<T>(
  title: string,
  task: (report: (text: string) => void, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: plain(title) };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      return await task(message => progress.report({ message: plain(message) }), controller.signal);
    } finally {
      subscription.dispose();
    }
  });
}

function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n');
}
