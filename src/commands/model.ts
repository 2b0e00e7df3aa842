import * as vscode from 'vscode';
import { toErrorRecord } from '../images/errors.ts';
import { looksLikeImageModel } from '../images/models.ts';
import { retirementOf } from '../images/retired.ts';
import { setup } from '../platform/messages/commands.ts';
import { errorSentence } from '../platform/messages/errors.ts';
import { plain, plainLabel, showMessage } from '../platform/show.ts';
import { askDeployment } from './deployment.ts';
import { ready } from './firstRun.ts';
import { rememberModel } from './rememberModel.ts';
import { guarded } from './remedies.ts';
import type { Connection, ModelInfo, Services } from './services.ts';

interface ModelRow extends vscode.QuickPickItem {
  /** Absent on the row that lets one type an id. */
  readonly id?: string;
}

/** Chooses the model that is asked for from now on. */
export async function chooseModel(services: Services): Promise<void> {
  await guarded(services, async () => {
    const connection = await ready(services);
    const model = connection && (await pickModel(services, connection, connection.model));
    if (connection && model) await rememberModel(services, connection.baseUrl, model);
    if (model) void showMessage('info', setup.modelChosen(model));
  });
}

/**
 * Asks for one of the server's models, or any id; on Azure for a deployment, since what it lists are none.
 * Undefined when the user left it.
 */
export async function pickModel(
  services: Services,
  connection: Connection,
  current: string | undefined,
): Promise<string | undefined> {
  if (connection.provider === 'azure') return askDeployment(current);
  const row = await showModels(services, connection, current);
  return row && (row.id ?? askId(current));
}

/** The list opens at once and fills when the server has answered; leaving it ends the question. */
function showModels(
  services: Services,
  connection: Connection,
  current: string | undefined,
): Promise<ModelRow | undefined> {
  const pick = vscode.window.createQuickPick<ModelRow>();
  const asking = new AbortController();
  const other: ModelRow = { label: `$(edit) ${setup.otherModel()}`, alwaysShow: true };
  pick.title = setup.modelTitle();
  pick.placeholder = plain(setup.modelLoading(connection.host));
  pick.items = [...currentRow(current), other];
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: setup.refreshModels() }];
  const fill = async (fresh: boolean): Promise<void> => {
    pick.busy = true;
    try {
      const models = await connection.listModels(asking.signal, fresh);
      pick.items = [...modelRows(models, current, connection), other];
      pick.placeholder = setup.modelTitle();
    } catch (error) {
      services.log.warn(`models: ${toErrorRecord(error).kind}`);
      pick.placeholder = plain(setup.modelsFailed(errorSentence(toErrorRecord(error))));
    }
    pick.busy = false;
  };
  pick.onDidTriggerButton(() => void fill(true));
  return new Promise(resolve => {
    let picked: ModelRow | undefined;
    pick.onDidAccept(() => {
      [picked] = pick.activeItems;
      pick.hide();
    });
    pick.onDidHide(() => {
      asking.abort();
      pick.dispose();
      resolve(picked);
    });
    pick.show();
    void fill(false);
  });
}

function currentRow(current: string | undefined): readonly ModelRow[] {
  return current ? [{ label: plainLabel(current), id: current, description: setup.current() }] : [];
}

/** Image models first, then the rest, each with what the server says about its end. */
function modelRows(
  models: readonly ModelInfo[],
  current: string | undefined,
  { official }: Connection,
): readonly ModelRow[] {
  const row = ({ id, shutdownDate }: ModelInfo): ModelRow => {
    const ends = shutdownDate ?? (official ? retirementOf(id)?.endsOn : undefined);
    const warning = ends && `$(warning) ${setup.shutdown(plainLabel(ends))}`;
    const description = [id === current && setup.current(), warning].filter(Boolean).join(' · ');
    return { label: plainLabel(id), id, description };
  };
  const sorted = models.toSorted((a, b) => a.id.localeCompare(b.id));
  const image = sorted.filter(({ id }) => looksLikeImageModel(id));
  const rest = sorted.filter(({ id }) => !looksLikeImageModel(id));
  return [...section(setup.imageModels(), image.map(row)), ...section(setup.otherModels(), rest.map(row))];
}

function section(label: string, rows: readonly ModelRow[]): readonly ModelRow[] {
  return rows.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

async function askId(current: string | undefined): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: setup.modelTitle(),
    prompt: setup.otherModelPrompt(),
    value: current ?? '',
  });
  return typed?.trim() || undefined;
}
