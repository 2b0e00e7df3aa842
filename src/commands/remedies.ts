import * as vscode from 'vscode';
import { remedies, toErrorRecord, type Account, type ErrorRecord, type Remedy } from '../images/errors.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { remedyLabel } from '../platform/messages/sheet.ts';
import { showMessage, type Button } from '../platform/show.ts';
import { rememberModel } from './rememberModel.ts';
import type { Services } from './services.ts';

/** How long to wait where a server is busy and does not say, ms. */
const defaultWaitMs = 15_000;

/** Asks again, after a wait in ms. */
export type Retry = (delayMs: number) => unknown;

const pages: Readonly<Record<Account, Partial<Record<Remedy, string>>>> = {
  openai: {
    openVerification: 'https://platform.openai.com/settings/organization/general',
    openBilling: 'https://platform.openai.com/settings/organization/billing',
  },
  azure: { openBilling: 'https://portal.azure.com/' },
};

const commands: Partial<Record<Remedy, readonly [string, ...unknown[]]>> = {
  setApiKey: ['easel.setApiKey'],
  chooseModel: ['easel.chooseModel'],
  chooseProvider: ['easel.chooseProvider'],
  showLog: ['easel.showLog'],
  openSettings: ['workbench.action.openSettings', '@ext:easel-images.easel'],
};

/** Does what a remedy's button promises. */
export async function perform(
  services: Services,
  remedy: Remedy,
  error: ErrorRecord,
  retry?: Retry,
): Promise<void> {
  const page = error.account && pages[error.account][remedy];
  if (page) await vscode.env.openExternal(vscode.Uri.parse(page));
  const command = commands[remedy];
  if (command) await vscode.commands.executeCommand(...command);
  if (remedy === 'useReplacement' && error.replacement) {
    const { baseUrl } = await services.target();
    await rememberModel(services, baseUrl, error.replacement);
  }
  if (remedy === 'retry' || remedy === 'useReplacement') await retry?.(0);
  if (remedy === 'waitAndRetry') await retry?.(error.retryAfterMs ?? defaultWaitMs);
}

/** The buttons that mend an error; without a retry those that need one are left out. */
export function remedyButtons(services: Services, record: ErrorRecord, retry?: Retry): readonly Button[] {
  const offered = remedies(record).filter(remedy => retry || !isRetry(remedy));
  return offered.map(remedy => ({
    label: remedyLabel(remedy, record),
    run: () => perform(services, remedy, record, retry),
  }));
}

/** Shows an error's sentence with the buttons that mend it; what the user stopped is no error. */
export async function showError(services: Services, record: ErrorRecord, retry?: Retry): Promise<void> {
  if (record.kind === 'cancelled') return;
  services.log.warn(logLine(record));
  const said = record.serverMessage ? ` ${record.serverMessage}` : '';
  await showMessage('error', `${errorSentence(record)}${said}`, remedyButtons(services, record, retry));
}

/** Runs a command's body; what it throws becomes a message with the way out. */
export async function guarded<T>(services: Services, body: () => Promise<T>): Promise<T | undefined> {
  try {
    return await body();
  } catch (error) {
    // Not awaited: the caller of a command does not wait for the user to read.
    void showError(services, toErrorRecord(error));
    return undefined;
  }
}

function isRetry(remedy: Remedy): boolean {
  return remedy === 'retry' || remedy === 'waitAndRetry';
}

function logLine({ kind, status, code, host, requestId }: ErrorRecord): string {
  return [kind, status, code, host, requestId && `request ${requestId}`].filter(Boolean).join(' ');
}
