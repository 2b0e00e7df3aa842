import * as vscode from 'vscode';
import type { ImageParameters } from '../images/request.ts';
import { without, type Slot, type Source } from '../images/run.ts';
import { priceText } from '../platform/messages/price.ts';
import { words } from '../platform/messages/commands.ts';
import { iconLabel, plainLabel } from '../platform/show.ts';
import { directions as directionTexts, sending } from '../platform/messages/vary.ts';
import type { Order } from '../studio/plan.ts';
import { askedOf, priceOf, sizeOf, type Asked } from '../studio/price.ts';
import { pickCount, pickSize } from './choices.ts';
import {
  countOf,
  directionRows,
  toggledDirection,
  typedDirection,
  type OfferedDirection,
} from './directions.ts';
import { pickModel } from './model.ts';
import { pickSquareFit, type SendLook } from './sendLook.ts';
import type { Connection, Services } from './services.ts';
import type { SlotSize } from './slotSizes.ts';

/** What one run will ask for, apart from its words. */
export interface Choice {
  readonly count: number;
  readonly parameters: ImageParameters;
  /** Of variations: what the candidates are to be. */
  readonly directions?: readonly OfferedDirection[];
  /** The place in the code whose size is wanted, instead of a size of the model's. */
  readonly slot?: Slot;
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
  /** What would be sent of the pictures; the same object where nothing changes. */
  readonly look?: (words: string, choice: Choice) => Promise<SendLook>;
  /** Sizes in which the code shows the picture; looked for when the size is asked for. */
  readonly sizesInCode?: () => Promise<readonly SlotSize[]>;
  /** What Enter would ask for, with the pictures as they would be sent; default: words alone. */
  readonly order?: (words: string, choice: Choice, sources: readonly Source[]) => Order;
  /** Whether one picture is wanted for one place, so that no number is asked for. */
  readonly single?: boolean;
}

interface Row extends vscode.QuickPickItem {
  /** An earlier prompt to take over; absent on the row that starts. */
  readonly prompt?: string;
  /** Of a row that picks a direction. */
  readonly direction?: OfferedDirection;
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
    choice = answer.choice;
    if (answer.button === undefined) return { words: typed.trim(), choice };
    if (answer.button === 'history') typed = (await pickEarlier(question.earlier)) ?? typed;
    else if (answer.button === 'preview') await answer.look?.open?.();
    else if (answer.button === 'fit') await pickSquareFit(services);
    else if (answer.button === 'direction') {
      choice = { ...choice, directions: [...(choice.directions ?? []), typedDirection(typed.trim())] };
      typed = '';
    } else if (answer.button === 'size') {
      const open = { ...without(choice, 'slot'), parameters: without(choice.parameters, 'size') };
      const usual = sizeOf(askedFor(question, open, connection, typed, answer.look) ?? []);
      choice = await changeSize(choice, question, usual);
    } else choice = await changeChoice(services, connection, choice, answer.button);
  }
}

type ChoiceButton = 'history' | 'preview' | 'fit' | 'direction' | 'count' | 'size' | 'model';

interface Answer {
  readonly typed: string;
  readonly button: ChoiceButton | undefined;
  readonly choice: Choice;
  readonly look: SendLook | undefined;
}

async function changeSize(
  choice: Choice,
  { sizesInCode }: WordsQuestion,
  usual: string | undefined,
): Promise<Choice> {
  const chosen = await pickSize(choice.parameters, usual, await sizesInCode?.());
  if (!chosen) return choice;
  const rest = without(choice.parameters, 'size');
  if ('slot' in chosen) return { ...choice, parameters: rest, slot: chosen.slot };
  const parameters = chosen.size === '' ? rest : { ...rest, size: chosen.size };
  return { ...without(choice, 'slot'), parameters };
}

async function changeChoice(
  services: Services,
  connection: Connection,
  choice: Choice,
  button: 'count' | 'model',
): Promise<Choice> {
  const { parameters } = choice;
  if (button === 'count') return { ...choice, count: (await pickCount(choice.count)) ?? choice.count };
  const model = await pickModel(services, connection, parameters.model);
  return model === undefined ? choice : { ...choice, parameters: { ...parameters, model } };
}

function showPick(
  question: WordsQuestion,
  initial: Choice,
  connection: Connection,
  typed: string,
): Promise<Answer | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  let choice = initial;
  let look: SendLook | undefined;
  let looking: Promise<SendLook> | undefined;
  let open = true;
  let buttons: readonly ChoiceButtonItem[] = [];
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.ignoreFocusOut = true;
  pick.value = typed;
  const refresh = (): void => {
    const wanted = question.look?.(pick.value.trim(), choice);
    if (wanted !== looking) {
      looking = wanted;
      look = undefined;
      if (wanted) void show(wanted);
    }
    draw();
  };
  const show = async (wanted: Promise<SendLook>): Promise<void> => {
    const found = await wanted;
    if (looking !== wanted || !open) return;
    look = found;
    draw();
  };
  const draw = (): void => {
    const active = pick.activeItems[0]?.direction?.key;
    const asked = askedFor(question, choice, connection, pick.value, look);
    pick.items = rows(question, choice, connection, pick.value, look, asked);
    // What was active stays so: a tick moves nothing.
    if (active !== undefined) pick.activeItems = pick.items.filter(row => row.direction?.key === active);
    const typedWords = choice.directions !== undefined && pick.value.trim() !== '';
    buttons = choiceButtons(choice, question, look, asked, typedWords);
    pick.buttons = buttons;
  };
  refresh();
  return new Promise(resolve => {
    let answer: Answer | undefined;
    const finish = (pressed: ChoiceButton | undefined): void => {
      answer = { typed: pick.value, button: pressed, choice, look };
      pick.hide();
    };
    pick.onDidChangeValue(refresh);
    pick.onDidTriggerButton(pressed => finish(buttons.find(one => one === pressed)?.choice));
    pick.onDidAccept(() => {
      const [row] = pick.activeItems;
      // Typed words are never replaced, whatever row VS Code calls active while the list follows the typing.
      if (row?.prompt !== undefined && pick.value.trim() === '') {
        pick.value = row.prompt;
        refresh();
      } else if (row?.direction && pick.value.trim() === '') {
        choice = { ...choice, directions: toggledDirection(choice.directions ?? [], row.direction) };
        refresh();
      } else if (question.optional || pick.value.trim() !== '') finish(undefined);
    });
    pick.onDidHide(() => {
      open = false;
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}

function rows(
  question: WordsQuestion,
  choice: Choice,
  connection: Connection,
  typed: string,
  look: SendLook | undefined,
  asked: readonly Asked[] | undefined,
): Row[] {
  const ready = question.optional || typed.trim() !== '';
  const about = summary(choice, connection, question, asked);
  const go: Row = ready
    ? {
        label: iconLabel('sparkle', question.go(countOf(choice.count, choice.directions) * question.times)),
        description: about,
        ...(question.look ? { detail: plainLabel(look?.text ?? sending.looking()) } : {}),
        alwaysShow: true,
      }
    : { label: about, alwaysShow: true };
  // Beside typed words VS Code would put matching rows first, and Enter would take one of them.
  if (typed.trim() !== '') return [go];
  const directions = choice.directions ? directionRows(choice.directions, choice.count) : [];
  if (question.earlier.length === 0) return [go, ...directions];
  const heading = { label: words.earlier(), kind: vscode.QuickPickItemKind.Separator };
  return [go, ...directions, heading, ...question.earlier.map(earlierRow)];
}

function earlierRow(prompt: string): Row & { readonly prompt: string } {
  return { label: plainLabel(prompt), prompt, iconPath: new vscode.ThemeIcon('history') };
}

async function pickEarlier(prompts: readonly string[]): Promise<string | undefined> {
  const options = { title: words.earlier(), placeHolder: words.useEarlier() };
  return (await vscode.window.showQuickPick(prompts.map(earlierRow), options))?.prompt;
}

/** What Enter would ask for; undefined while nobody knows how the pictures would be sent. */
function askedFor(
  question: WordsQuestion,
  choice: Choice,
  { api }: Connection,
  typed: string,
  look: SendLook | undefined,
): readonly Asked[] | undefined {
  const prompt = typed.trim();
  if (question.order) return look?.sources && askedOf(question.order(prompt, choice, look.sources), api);
  const { count, parameters } = choice;
  return askedOf({ kind: 'generate', prompt, count, parameters, sources: [], folder: '' }, api);
}

/** What Enter will do: where, with what, and for how much. */
function summary(
  choice: Choice,
  { api, provider }: Connection,
  question: WordsQuestion,
  asked: readonly Asked[] | undefined,
): string {
  const price = provider === 'offline' || !asked ? undefined : priceFor(asked, question);
  const size = chosenSize(choice) ?? sizeOf(asked ?? []);
  return [api.label.label, choice.parameters.model, size, price].filter(Boolean).join(' · ');
}

function priceFor(asked: readonly Asked[], { sendsPictures }: WordsQuestion): string {
  const estimate = priceOf(asked);
  if (!estimate) return words.priceUnknown();
  const price = priceText(estimate);
  return sendsPictures ? words.aboutAndInput(price) : words.about(price);
}

/** What the user chose, for people. */
function chosenSize({ parameters, slot }: Choice): string | undefined {
  return slot ? `${slot.width} × ${slot.height}` : parameters.size;
}

type ChoiceButtonItem = vscode.QuickInputButton & { readonly choice: ChoiceButton };

function titleButton(name: ChoiceButton, icon: string, tooltip: string): ChoiceButtonItem {
  return { choice: name, iconPath: new vscode.ThemeIcon(icon), tooltip };
}

function choiceButtons(
  choice: Choice,
  { earlier, single = false }: WordsQuestion,
  look: SendLook | undefined,
  asked: readonly Asked[] | undefined,
  typed: boolean,
): readonly ChoiceButtonItem[] {
  const { model } = choice.parameters;
  const size = chosenSize(choice);
  return [
    ...(typed ? [titleButton('direction', 'add', directionTexts.addButton())] : []),
    ...(look?.square ? [titleButton('fit', 'screen-normal', sending.fit())] : []),
    ...(look?.open ? [titleButton('preview', 'eye', sending.preview())] : []),
    ...(earlier.length > 0 ? [titleButton('history', 'history', words.earlier())] : []),
    ...(single ? [] : [titleButton('count', 'layers', words.countButton(choice.count))]),
    titleButton(
      'size',
      'screen-full',
      words.sizeButton(size ?? sizeOf(asked ?? []) ?? words.serverDecides()),
    ),
    titleButton('model', 'symbol-color', words.modelButton(model ?? words.serverDecides())),
  ];
}
