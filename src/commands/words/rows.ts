// What the pick for words shows of a question as it stands.
import * as vscode from 'vscode';
import { words } from '../../platform/messages/commands.ts';
import { priceText } from '../../platform/messages/price.ts';
import { directions as directionTexts, sending } from '../../platform/messages/vary.ts';
import { iconLabel, plainLabel } from '../../platform/show.ts';
import { priceOf, sizeOf, type Asked } from '../../studio/price.ts';
import { countOf, directionRows, type OfferedDirection } from '../directions.ts';
import type { Choice, Standing, WordsQuestion } from './question.ts';

/** A row of the pick. */
export interface Row extends vscode.QuickPickItem {
  /** An earlier prompt to take over; absent on the row that starts. */
  readonly prompt?: string;
  /** Of a row that picks a direction. */
  readonly direction?: OfferedDirection;
}

/** What can be changed beside the words. */
export type ChoiceButton = 'history' | 'preview' | 'fit' | 'direction' | 'count' | 'size' | 'model';

/** A button in the pick's title. */
export type ChoiceButtonItem = vscode.QuickInputButton & { readonly choice: ChoiceButton };

/** The row that starts, and below it what can be picked while nothing is typed. */
export function rowsOf(standing: Standing, asked: readonly Asked[] | undefined): readonly Row[] {
  const { question, choice, typed, look } = standing;
  const ready = question.optional || typed.trim() !== '';
  const about = summary(standing, asked);
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

/** A row for a prompt that was used before. */
export function earlierRow(prompt: string): Row & { readonly prompt: string } {
  return { label: plainLabel(prompt), prompt, iconPath: new vscode.ThemeIcon('history') };
}

/** The buttons that would do something as things stand. */
export function buttonsOf(
  { question, choice, typed, look }: Standing,
  asked: readonly Asked[] | undefined,
): readonly ChoiceButtonItem[] {
  const { model } = choice.parameters;
  const size = chosenSize(choice) ?? sizeOf(asked ?? []) ?? words.serverDecides();
  const canAdd = choice.directions !== undefined && typed.trim() !== '';
  return [
    ...(canAdd ? [titleButton('direction', 'add', directionTexts.addButton())] : []),
    ...(look?.square ? [titleButton('fit', 'screen-normal', sending.fit())] : []),
    ...(look?.open ? [titleButton('preview', 'eye', sending.preview())] : []),
    ...(question.earlier.length > 0 ? [titleButton('history', 'history', words.earlier())] : []),
    ...(question.single ? [] : [titleButton('count', 'layers', words.countButton(choice.count))]),
    titleButton('size', 'screen-full', words.sizeButton(size)),
    titleButton('model', 'symbol-color', words.modelButton(model ?? words.serverDecides())),
  ];
}

function titleButton(name: ChoiceButton, icon: string, tooltip: string): ChoiceButtonItem {
  return { choice: name, iconPath: new vscode.ThemeIcon(icon), tooltip };
}

/** What Enter will do: where, with what, and for how much. */
function summary({ choice, connection, question }: Standing, asked: readonly Asked[] | undefined): string {
  const { api, provider } = connection;
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
