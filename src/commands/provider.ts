import * as vscode from 'vscode';
import { ImageError, toErrorRecord } from '../images/errors.ts';
import { setup } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { setUserSetting } from '../platform/settings.ts';
import { plain, showMessage, withProgress } from '../platform/show.ts';
import { askKey } from './apiKey.ts';
import { pickModel, rememberModel } from './model.ts';
import { guarded } from './remedies.ts';
import type { Connection, Services } from './services.ts';

/** Asks where pictures are made, then only what that place needs, and says whether it answers. */
export async function chooseProvider(services: Services): Promise<void> {
  await guarded(services, async () => {
    const items = [
      { label: `$(key) ${setup.openai()}`, detail: setup.openaiDetail(), choose: chooseOpenAi },
      {
        label: `$(server) ${setup.compatible()}`,
        detail: setup.compatibleDetail(),
        choose: chooseCompatible,
      },
      { label: `$(plug) ${setup.offline()}`, detail: setup.offlineDetail(), choose: chooseOffline },
    ];
    const picked = await vscode.window.showQuickPick(items, { title: setup.providerTitle() });
    await picked?.choose(services);
  });
}

/** OpenAI, with its key; false when the user left it without one. */
export async function chooseOpenAi(services: Services): Promise<boolean> {
  await use(services, 'openai', '');
  const target = await services.target();
  await recallModel(services, target.baseUrl);
  try {
    await report(services, await services.connect());
  } catch (error) {
    if (!(error instanceof ImageError) || error.kind !== 'missingKey') throw error;
    if (!(await askKey(services, target))) return false;
    await report(services, await services.connect());
  }
  return true;
}

/** A server at an address of the user's, with a key if it needs one, and one of its models. */
export async function chooseCompatible(services: Services): Promise<boolean> {
  const baseUrl = await askBaseUrl(services);
  if (!baseUrl) return false;
  await use(services, 'compatible', baseUrl);
  await recallModel(services, baseUrl);
  const target = await services.target();
  if (!(await services.keys.get(baseUrl))) await askKey(services, target, true);
  const connection = await services.connect();
  if ((await report(services, connection)) && !connection.model) {
    const model = await pickModel(services, connection, undefined);
    if (model) await rememberModel(services, baseUrl, model);
  }
  return true;
}

/** Placeholders of this machine. */
export async function chooseOffline(services: Services): Promise<boolean> {
  await use(services, 'offline', '');
  await setUserSetting('model', undefined);
  void showMessage('info', setup.offlineChosen());
  return true;
}

async function use(services: Services, provider: string, baseUrl: string): Promise<void> {
  // The address first: at no time does a new provider meet an old address that it does not belong to.
  await setUserSetting('baseUrl', baseUrl);
  await setUserSetting('provider', provider);
  services.log.info(`provider ${provider}`);
}

/** The model last used at an address; none is carried over from another. */
async function recallModel(services: Services, baseUrl: string): Promise<void> {
  await setUserSetting('model', services.memory.models.get()[baseUrl]);
}

/** Says whether a provider answers; it stays chosen either way. */
async function report(services: Services, connection: Connection): Promise<boolean> {
  const { label } = connection.api.label;
  try {
    const { models } = await withProgress(setup.testing(connection.host), (_, signal) =>
      connection.check(signal),
    );
    void showMessage(
      'info',
      models ? setup.providerReady(label, models.length) : setup.providerAnswers(label),
    );
    return true;
  } catch (error) {
    const record = toErrorRecord(error);
    services.log.warn(`models: ${record.kind}`);
    void showMessage('warn', setup.providerSilent(label, errorSentence(record)));
    return false;
  }
}

function askBaseUrl(services: Services): Thenable<string | undefined> {
  const check = async (text: string): Promise<string | undefined> => {
    try {
      await services.normaliseBaseUrl(text);
      return undefined;
    } catch (error) {
      return plain(errorSentence(toErrorRecord(error)));
    }
  };
  return vscode.window
    .showInputBox({
      title: setup.baseUrlTitle(),
      prompt: setup.baseUrlPrompt(),
      value: 'http://127.0.0.1:8080/v1',
      ignoreFocusOut: true,
      validateInput: check,
    })
    .then(text => (text === undefined ? undefined : services.normaliseBaseUrl(text)));
}
