import * as vscode from 'vscode';
import { setup } from '../platform/messages/commands.ts';
import { plain, plainLabel, showMessage } from '../platform/show.ts';
import { guarded } from './remedies.ts';
import type { Services, Target } from './services.ts';

/** Where OpenAI gives out keys. */
export const keyPage = vscode.Uri.parse('https://platform.openai.com/api-keys');

/** Asks for the key of the chosen provider and stores it for that address only. */
export async function setApiKey(services: Services): Promise<void> {
  await guarded(services, async () => {
    const target = await services.target();
    if (target.provider === 'offline') void showMessage('info', setup.offlineNeedsNoKey());
    else if (await askKey(services, target)) void showMessage('info', setup.keySaved(target.host));
  });
}

/** Lets the user pick one of the addresses that have a key, and forgets that key. */
export async function clearApiKey(services: Services): Promise<void> {
  const baseUrls = await services.keys.baseUrls();
  if (baseUrls.length === 0) return void showMessage('info', setup.noKeys());
  const items = baseUrls.map(baseUrl => ({ label: plainLabel(baseUrl), baseUrl }));
  const picked = await vscode.window.showQuickPick(items, { title: setup.clearTitle() });
  if (!picked) return;
  await services.keys.clear(picked.baseUrl);
  void showMessage('info', setup.keyCleared(picked.baseUrl));
}

/** Asks for a key and stores it; false when the user left it or gave none. */
export async function askKey(services: Services, target: Target, optional = false): Promise<boolean> {
  const key = await typeKey(target, optional);
  if (!key) return false;
  await services.keys.set(target.baseUrl, key);
  return true;
}

function typeKey(target: Target, optional: boolean): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = setup.keyTitle(target.host);
  input.prompt = plain(`${setup.keyPrompt(target.baseUrl)}${optional ? ` ${setup.keyOptional()}` : ''}`);
  input.password = true;
  input.ignoreFocusOut = true;
  if (target.official) {
    input.buttons = [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: setup.getKey() }];
  }
  return new Promise(resolve => {
    let accepted: string | undefined;
    input.onDidChangeValue(() => (input.validationMessage = ''));
    input.onDidTriggerButton(() => void vscode.env.openExternal(keyPage));
    input.onDidAccept(() => {
      const key = input.value.trim();
      // What a header cannot carry would fail much later and less clearly.
      if (/^[\x21-\x7e]*$/.test(key)) {
        accepted = key;
        input.hide();
      } else input.validationMessage = setup.keyMalformed();
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(accepted);
    });
    input.show();
  });
}
