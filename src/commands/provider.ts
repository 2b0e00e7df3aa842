import * as vscode from 'vscode';
import { toErrorRecord } from '../images/errors.ts';
import { setup } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { azureToken } from '../platform/entra.ts';
import { setUserSetting } from '../platform/settings.ts';
import { plain, showMessage, withProgress } from '../platform/show.ts';
import { askKey } from './apiKey.ts';
import { askDeployment } from './deployment.ts';
import { pickModel } from './model.ts';
import { rememberModel } from './rememberModel.ts';
import { guarded, remedyButtons } from './remedies.ts';
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
  const target = await services.targetFor('openai', baseUrl);
  if (!(await services.hasKey(target)) && !(await askKey(services, target))) return false;
  await use(services, target, baseUrl, services.memory.models.get()[target.baseUrl]);
  return true;
}

/** An Azure resource: its address, a key or a Microsoft account, and the name of a deployment. */
async function chooseAzure(services: Services): Promise<boolean> {
  const baseUrl = await askBaseUrl(services, 'azure');
  const how = baseUrl && (await askAzureEntrance());
  if (!baseUrl || !how) return false;
  const deployment = await askDeployment(services.memory.models.get()[baseUrl]);
  if (!deployment) return false;
  const target = await services.targetFor('azure', baseUrl);
  if (how === 'key' && !(await services.hasKey(target)) && !(await askKey(services, target))) return false;
  // Signed in before anything is changed; who refuses keeps the set-up there was.
  if (how === 'entra') await azureToken();
  const { entraAddresses } = services.memory;
  const others = entraAddresses.get().filter(address => address !== baseUrl);
  await entraAddresses.set(how === 'entra' ? [...others, baseUrl] : others);
  await use(services, target, baseUrl, deployment);
  return true;
}

async function askAzureEntrance(): Promise<'key' | 'entra' | undefined> {
  const items = [
    { label: `$(key) ${setup.azureKey()}`, how: 'key' },
    { label: `$(account) ${setup.azureEntra()}`, detail: setup.azureEntraDetail(), how: 'entra' },
  ] as const;
  return (await vscode.window.showQuickPick(items, { title: setup.azureEntranceTitle() }))?.how;
}

/** A server at an address of the user's, with a key if it needs one, and one of its models. */
export async function chooseCompatible(services: Services): Promise<boolean> {
  const baseUrl = await askBaseUrl(services, 'compatible');
  if (!baseUrl) return false;
  const target = await services.targetFor('compatible', baseUrl);
  if (!(await services.hasKey(target))) await askKey(services, target, true);
  await use(services, target, baseUrl, services.memory.models.get()[baseUrl]);
  return true;
}

/** Placeholders of this machine; the address of another provider stays for when it is chosen again. */
export async function chooseOffline(services: Services): Promise<boolean> {
  await setUserSetting('provider', 'offline');
  services.log.info('provider offline');
  void showMessage('info', setup.offlineChosen());
  return true;
}

/**
 * Everything was answered: writes the settings, says whether the server answers, and asks for a model where none
 * is known for the address. None is carried over from another.
 */
async function use(
  services: Services,
  target: Target,
  baseUrl: string,
  model: string | undefined,
): Promise<void> {
  // The address first: at no time does a new provider meet an old address that it does not belong to.
  await setUserSetting('baseUrl', baseUrl);
  await setUserSetting('provider', target.provider);
  if (model) await rememberModel(services, target.baseUrl, model);
  else await setUserSetting('model', undefined);
  const { addresses } = services.memory;
  await addresses.set({ ...addresses.get(), [target.provider]: baseUrl });
  services.log.info(`provider ${target.provider}`);
  const connection = await services.connect();
  await report(services, connection);
  if (!model) await askModel(services, connection);
}

async function askModel(services: Services, connection: Connection): Promise<void> {
  const model = await pickModel(services, connection, connection.model);
  if (model) await rememberModel(services, connection.baseUrl, model);
}

/** Says whether a provider answers, with the way out where it does not; it stays chosen either way. */
async function report(services: Services, connection: Connection): Promise<void> {
  const { label } = connection.api.label;
  try {
    const { models } = await withProgress(setup.testing(connection.host), (_, signal) =>
      connection.check(signal),
    );
    void showMessage(
      'info',
      models ? setup.providerReady(label, models.length) : setup.providerAnswers(label),
    );
  } catch (error) {
    const record = toErrorRecord(error);
    services.log.warn(`models: ${record.kind}`);
    const text = setup.providerSilent(label, errorSentence(record));
    void showMessage('warn', text, remedyButtons(services, record));
  }
}

const examples = {
  azure: 'https://my-resource.openai.azure.com',
  compatible: 'http://127.0.0.1:8080/v1',
} as const;

async function askBaseUrl(services: Services, provider: keyof typeof examples): Promise<string | undefined> {
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
    value: services.memory.addresses.get()[provider] ?? (await currentAddress(services, provider)),
    ignoreFocusOut: true,
    validateInput: check,
  };
  const text = await vscode.window.showInputBox(options);
  return text === undefined ? undefined : services.normaliseBaseUrl(provider, text);
}

/** The address in use, where it is the provider's; else an example. */
async function currentAddress(services: Services, provider: keyof typeof examples): Promise<string> {
  const target = await services.target().catch(() => undefined);
  return target?.provider === provider ? target.baseUrl : examples[provider];
}
