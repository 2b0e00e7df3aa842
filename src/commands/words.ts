import * as vscode from 'vscode';
import { estimateUsd } from '../images/cost.ts';
import type { ImageParameters } from '../images/request.ts';
import { priceText } from '../platform/messages/price.ts';
import { words } from '../platform/messages/commands.ts';
import { plainLabel } from '../platform/show.ts';
import { pickCount, pickSize } from './choices.ts';
import { pickModel } from './model.ts';
import type { Connection, Services } from './services.ts';

/** What one run will ask for, apart from its words. */
export interface Choice {
  readonly count: number;
  readonly parameters: ImageParameters;
}

/** How the pick for words looks for one command. */
export interface WordsQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** Label of the row that starts the run. */
  readonly go: (count: number) => string;
  readonly initial: string;
  /** Newest first. */
  readonly earlier: readonly string[];
  /** Whether the run can start without words. */
  readonly optional: boolean;
  /** How often the count is made: once, or for each of several files. */
  readonly times: number;
  /** Whether pictures go along, whose price nobody can tell before. */
  readonly sendsPictures: boolean;
  /** Whether one picture is wanted for one place, so that no number is asked for. */
  readonly single?: boolean;
}

interface Row extends vscode.QuickPickItem {
  /** An earlier prompt to take over; absent on the row that starts. */
  readonly prompt?: string;
}

/**
 * One pick for the words of a run: what is typed, earlier prompts below, buttons for count, size and model, and
 * the price of what Enter does. Undefined when the user left it; nothing is sent then.
 */
export async function askWords(
  services: Services,
  connection: Connection,
  question: WordsQuestion,
  initial: Choice,
): Promise<{ words: string; choice: Choice } | undefined> {
  let choice = initial;
  let typed = question.initial;
  for (;;) {
    const answer = await showPick(question, choice, connection, typed);
    if (!answer) return undefined;
    typed = answer.typed;
    if (answer.button === undefined) return { words: typed.trim(), choice };
    if (answer.button === 'history') typed = (await pickEarlier(question.earlier)) ?? typed;
    else choice = await changeChoice(services, connection, choice, answer.button);
  }
}

type ChoiceButton = 'history' | 'count' | 'size' | 'model';

interface Answer {
  readonly typed: string;
  readonly button: ChoiceButton | undefined;
}

async function changeChoice(
  services: Services,
  connection: Connection,
  choice: Choice,
  button: Exclude<ChoiceButton, 'history'>,
): Promise<Choice> {
  const { parameters } = choice;
  if (button === 'count') return { ...choice, count: (await pickCount(choice.count)) ?? choice.count };
  const chosen =
    button === 'size' ? await pickSize(parameters) : await pickModel(services, connection, parameters.model);
  if (chosen === undefined) return choice;
  const { [button]: _before, ...rest } = parameters;
  return { ...choice, parameters: chosen === '' ? rest : { ...rest, [button]: chosen } };
}

function showPick(
  question: WordsQuestion,
  choice: Choice,
  connection: Connection,
  typed: string,
): Promise<Answer | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  const buttons = choiceButtons(choice, question);
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = true;
  pick.value = typed;
  pick.buttons = buttons;
  const refresh = (): void => {
    pick.items = rows(question, choice, connection, pick.value);
  };
  refresh();
  return new Promise(resolve => {
    let answer: Answer | undefined;
    const finish = (button: ChoiceButton | undefined): void => {
      answer = { typed: pick.value, button };
      pick.hide();
    };
    pick.onDidChangeValue(refresh);
    pick.onDidTriggerButton(pressed => finish(buttons.find(button => button === pressed)?.choice));
    pick.onDidAccept(() => {
      const [row] = pick.activeItems;
      // Typed words are never replaced, whatever row VS Code calls active while the list follows the typing.
      if (row?.prompt !== undefined && pick.value.trim() === '') {
        pick.value = row.prompt;
        refresh();
      } else if (question.optional || pick.value.trim() !== '') finish(undefined);
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}

function rows(question: WordsQuestion, choice: Choice, connection: Connection, typed: string): Row[] {
  const ready = question.optional || typed.trim() !== '';
  const about = summary(choice, connection, question);
  const go: Row = ready
    ? {
        label: `$(sparkle) ${question.go(choice.count * question.times)}`,
        description: about,
        alwaysShow: true,
      }
    : { label: about, alwaysShow: true };
  // Beside typed words VS Code would put matching rows first, and Enter would take one of them.
  if (typed.trim() !== '' || question.earlier.length === 0) return [go];
  const heading = { label: words.earlier(), kind: vscode.QuickPickItemKind.Separator };
  return [go, heading, ...question.earlier.map(earlierRow)];
}

function earlierRow(prompt: string): Row & { readonly prompt: string } {
  return { label: plainLabel(prompt), prompt, iconPath: new vscode.ThemeIcon('history') };
}

async function pickEarlier(prompts: readonly string[]): Promise<string | undefined> {
  const options = { title: words.earlier(), placeHolder: words.useEarlier() };
  return (await vscode.window.showQuickPick(prompts.map(earlierRow), options))?.prompt;
}

/** What Enter will do: where, with what, and for how much. */
function summary(choice: Choice, { api, provider }: Connection, question: WordsQuestion): string {
  const { model, size } = choice.parameters;
  const price = provider === 'offline' ? undefined : priceOf(choice, question);
  return [api.label.label, model, size, price].filter(Boolean).join(' · ');
}

function priceOf({ count, parameters }: Choice, { times, sendsPictures }: WordsQuestion): string {
  const estimate = estimateUsd(parameters, count * times);
  if (!estimate) return words.priceUnknown();
  const price = priceText(estimate);
  return sendsPictures ? words.aboutAndInput(price) : words.about(price);
}

function choiceButtons(
  choice: Choice,
  { earlier, single = false }: WordsQuestion,
): readonly (vscode.QuickInputButton & { readonly choice: ChoiceButton })[] {
  const { model, size } = choice.parameters;
  const button = (name: ChoiceButton, icon: string, tooltip: string) => ({
    choice: name,
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
  });
  return [
    ...(earlier.length > 0 ? [button('history', 'history', words.earlier())] : []),
    ...(single ? [] : [button('count', 'layers', words.countButton(choice.count))]),
    button('size', 'screen-full', words.sizeButton(size ?? words.serverDecides())),
    button('model', 'symbol-color', words.modelButton(model ?? words.serverDecides())),
  ];
}
