import * as vscode from 'vscode';
import { ImageError } from '../images/errors.ts';
import { setup } from '../platform/messages/commands.ts';
import { askKey, keyPage } from './apiKey.ts';
import { chooseCompatible, chooseOffline, chooseOpenAi } from './provider.ts';
import type { Connection, Services } from './services.ts';

/**
 * The chosen provider; somebody who has no key yet gets the choice of three first. Undefined when they left it.
 * @throws ImageError for a provider that is set up wrongly
 */
export async function ready(services: Services): Promise<Connection | undefined> {
  try {
    return await services.connect();
  } catch (error) {
    if (!(error instanceof ImageError) || error.kind !== 'missingKey') throw error;
    return (await firstRun(services)) ? services.connect() : undefined;
  }
}

interface FirstChoice extends vscode.QuickPickItem {
  readonly choose: (services: Services) => Promise<boolean>;
}

async function firstRun(services: Services): Promise<boolean> {
  const pick = vscode.window.createQuickPick<FirstChoice>();
  pick.title = setup.firstRunTitle();
  pick.ignoreFocusOut = true;
  pick.items = [
    {
      label: `$(key) ${setup.enterKey()}`,
      detail: setup.enterKeyDetail(),
      buttons: [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip: setup.getKey() }],
      choose: enterKey,
    },
    {
      label: `$(server) ${setup.useCompatible()}`,
      detail: setup.compatibleDetail(),
      choose: chooseCompatible,
    },
    { label: `$(plug) ${setup.tryOffline()}`, detail: setup.offlineDetail(), choose: chooseOffline },
  ];
  const chosen = await new Promise<FirstChoice | undefined>(resolve => {
    let accepted: FirstChoice | undefined;
    pick.onDidTriggerItemButton(() => void vscode.env.openExternal(keyPage));
    pick.onDidAccept(() => {
      [accepted] = pick.activeItems;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(accepted);
    });
    pick.show();
  });
  return (await chosen?.choose(services)) ?? false;
}

async function enterKey(services: Services): Promise<boolean> {
  const target = await services.target();
  return target.official ? askKey(services, target) : chooseOpenAi(services);
}
