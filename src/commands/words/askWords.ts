import * as vscode from 'vscode';
import { without } from '../../images/run.ts';
import { words } from '../../platform/messages/commands.ts';
import { sizeOf } from '../../studio/price.ts';
import { pickCount, pickSize } from '../choices.ts';
import { typedDirection } from '../directions.ts';
import { pickModel } from '../model.ts';
import { pickSquareFit } from '../sendLook.ts';
import type { Connection, Services } from '../services.ts';
import { showPick, type Answer } from './pick.ts';
import { askedFor, type Choice, type Standing, type WordsQuestion } from './question.ts';
import { earlierRow, type ChoiceButton } from './rows.ts';

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
  let said: Said = { choice: initial, typed: question.initial };
  for (;;) {
    const answer = await showPick({ question, connection, choice: said.choice, typed: said.typed });
    if (!answer) return undefined;
    if (answer.button === undefined) return { words: answer.typed.trim(), choice: answer.choice };
    said = await changed(services, answer, answer.button);
  }
}

type Said = Pick<Standing, 'choice' | 'typed'>;

/** What stands there after a button did what it is for. */
async function changed(services: Services, answer: Answer, button: ChoiceButton): Promise<Said> {
  const { question, connection, choice, typed } = answer;
  if (button === 'history') return { choice, typed: (await pickEarlier(question.earlier)) ?? typed };
  if (button === 'direction') {
    const directions = [...(choice.directions ?? []), typedDirection(typed.trim())];
    return { choice: { ...choice, directions }, typed: '' };
  }
  if (button === 'count') {
    return { choice: { ...choice, count: (await pickCount(choice.count)) ?? choice.count }, typed };
  }
  if (button === 'size') return { choice: await withSize(answer), typed };
  if (button === 'model') return { choice: await withModel(services, connection, choice), typed };
  if (button === 'preview') await answer.look?.open?.();
  else await pickSquareFit(services);
  return answer;
}

async function withSize(answer: Answer): Promise<Choice> {
  const { question, choice } = answer;
  const rest = without(choice.parameters, 'size');
  const open = { ...without(choice, 'slot'), parameters: rest };
  const usual = sizeOf(askedFor({ ...answer, choice: open }) ?? []);
  const chosen = await pickSize(choice.parameters, usual, await question.sizesInCode?.());
  if (!chosen) return choice;
  if ('slot' in chosen) return { ...choice, parameters: rest, slot: chosen.slot };
  return chosen.size === '' ? open : { ...open, parameters: { ...rest, size: chosen.size } };
}

async function withModel(services: Services, connection: Connection, choice: Choice): Promise<Choice> {
  const { parameters } = choice;
  const model = await pickModel(services, connection, parameters.model);
  return model === undefined ? choice : { ...choice, parameters: { ...parameters, model } };
}

async function pickEarlier(prompts: readonly string[]): Promise<string | undefined> {
  const options = { title: words.earlier(), placeHolder: words.useEarlier() };
  return (await vscode.window.showQuickPick(prompts.map(earlierRow), options))?.prompt;
}
