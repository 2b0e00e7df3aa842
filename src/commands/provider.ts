import * as vscode from 'vscode';
import { ImageError, toErrorRecord } from '../images/errors.ts';
import { setup } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { setUserSetting } from '../platform/settings.ts';
import { plain, showMessage, withProgress } from '../platform/show.ts';
import { askKey } from './apiKey.ts';
import { pickModel } from './model.ts';
import { rememberModel } from './rememberModel.ts';
import { guarded } from './remedies.ts';
import type { Connection, Services, Target } from './services.ts';

/** Asks where pictures are made, then only what that place needs, and says whether it answers. */
export async function chooseProvider(services: Services): Promise<void> {
  await guarded(services, async () => {
    const items = [
      { label: `$(key) ${setup.openai()}`, detail: setup.openaiDetail(), choose: chooseOpenAi },
      { label: `$(globe) ${setup.region()}`, detail: setup.regionDetail(), choose: chooseRegion },
      { label: `$(azure) ${setup.azure()}`, detail: setup.azureDetail(), choose: chooseAzure },
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
export function chooseOpenAi(services: Services): Promise<boolean> {
  return enterOpenAi(services, '');
}

/** Regions that OpenAI has hosts of their own for (api-contract, providers). */
const regions = ['us', 'eu', 'ae', 'au', 'in', 'jp'] as const;

async function chooseRegion(services: Services): Promise<boolean> {
  const items = regions.map(region => ({ label: region, detail: `https://${region}.api.openai.com/v1` }));
  const picked = await vscode.window.showQuickPick(items, { title: setup.regionTitle() });
  return picked ? enterOpenAi(services, picked.detail) : false;
}

async function enterOpenAi(services: Services, baseUrl: string): Promise<boolean> {
  await use(services, 'openai', baseUrl);
  const target = await services.target();
  await recallModel(services, target.baseUrl);
  return enter(services, target);
}

/** Connects with the key that is stored, or one that is asked for, and says what was found. */
async function enter(services: Services, target: Target): Promise<boolean> {
  try {
    await report(services, await services.connect());
  } catch (error) {
    if (!(error instanceof ImageError) || error.kind !== 'missingKey') throw error;
    if (!(await askKey(services, target))) return false;
    await report(services, await services.connect());
  }
  return true;
}

/** An Azure resource: its address, a key or a Microsoft account, and the name of a deployment. */
async function chooseAzure(services: Services): Promise<boolean> {
  const baseUrl = await askBaseUrl(services, 'azure');
  const how = baseUrl && (await askAzureEntrance());
  if (!baseUrl || !how) return false;
  const deployment = await askDeployment(services.memory.models.get()[baseUrl]);
  if (!deployment) return false;
  const { entraAddresses } = services.memory;
  const others = entraAddresses.get().filter(address => address !== baseUrl);
  await entraAddresses.set(how === 'entra' ? [...others, baseUrl] : others);
  // A key that is stored would go first.
  if (how === 'entra') await services.keys.clear(baseUrl);
  await use(services, 'azure', baseUrl);
  await rememberModel(services, baseUrl, deployment);
  return enter(services, await services.target());
}

async function askAzureEntrance(): Promise<'key' | 'entra' | undefined> {
  const items = [
    { label: `$(key) ${setup.azureKey()}`, how: 'key' },
    { label: `$(account) ${setup.azureEntra()}`, detail: setup.azureEntraDetail(), how: 'entra' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { title: setup.azureEntranceTitle() }))?.how;
}

async function askDeployment(current: string | undefined): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: setup.deploymentTitle(),
    prompt: setup.deploymentPrompt(),
    value: current ?? '',
    ignoreFocusOut: true,
  });
  return typed?.trim() || undefined;
}

/** A server at an address of the user's, with a key if it needs one, and one of its models. */
export async function chooseCompatible(services: Services): Promise<boolean> {
  const baseUrl = await askBaseUrl(services, 'compatible');
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

const examples = {
  azure: 'https://my-resource.openai.azure.com',
  compatible: 'http://127.0.0.1:8080/v1',
} as const;

function askBaseUrl(services: Services, provider: keyof typeof examples): Thenable<string | undefined> {
  const check = async (text: string): Promise<string | undefined> => {
    try {
      await services.normaliseBaseUrl(provider, text);
      return undefined;
    } catch (error) {
      return plain(errorSentence(toErrorRecord(error)));
    }
  };
  const options = {
    title: setup.baseUrlTitle(),
    prompt: provider === 'azure' ? setup.azureUrlPrompt() : setup.baseUrlPrompt(),
    value: examples[provider],
    ignoreFocusOut: true,
    validateInput: check,
  };
  return vscode.window
    .showInputBox(options)
    .then(text => (text === undefined ? undefined : services.normaliseBaseUrl(provider, text)));
}
