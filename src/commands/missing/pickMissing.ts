import * as vscode from 'vscode';
import { estimateUsd, type PriceRange } from '../../images/cost.ts';
import { words } from '../../platform/messages/commands.ts';
import { without } from '../../images/run.ts';
import { missing as texts } from '../../platform/messages/missing.ts';
import { priceText } from '../../platform/messages/price.ts';
import { problemSentence } from '../../platform/messages/problems.ts';
import { plainLabel } from '../../platform/show.ts';
import type { Connection } from '../services.ts';
import { slotChoice, whyNot } from './fix.ts';
import type { Offer } from './offer.ts';
import { sizeText } from './slot.ts';

/** What is to be done about the chosen ones. */
export interface Chosen {
  readonly how: 'generate' | 'draw';
  readonly offers: readonly Offer[];
}

interface OfferRow extends vscode.QuickPickItem {
  readonly offer: Offer;
}

interface Answer {
  readonly chosen: readonly Offer[];
  readonly next: 'generate' | 'draw' | { readonly edit: Offer };
}

/**
 * Lets the user choose among what is missing, and edit the prompts; the number and the price of what Enter does stand
 * above. Undefined when the user left it.
 * @param connection for the price; absent while no provider is set up
 */
export async function pickMissing(
  offers: readonly Offer[],
  connection: Connection | undefined,
): Promise<Chosen | undefined> {
  let rows = offers;
  let chosen: readonly Offer[] = offers.filter(
    offer => !offer.placeholder && reasonOf(offer, connection) === '',
  );
  for (;;) {
    const answer = await showPick(rows, chosen, connection);
    if (!answer) return undefined;
    ({ chosen } = answer);
    if (typeof answer.next === 'string') return { how: answer.next, offers: chosen };
    const { edit } = answer.next;
    const prompt = await askPrompt(edit);
    if (prompt === undefined) continue;
    // Other words mean another picture than the one that is there.
    const changed = prompt === edit.prompt ? edit : { ...without(edit, 'made'), prompt };
    const replaced = (all: readonly Offer[]): readonly Offer[] =>
      all.map(offer => (offer === edit ? changed : offer));
    rows = replaced(rows);
    chosen = replaced(chosen);
  }
}

/** What all of them cost together; undefined where that is not known. */
export function priceOf(offers: readonly Offer[], connection: Connection): PriceRange | undefined {
  let sum: PriceRange = { low: 0, high: 0 };
  for (const offer of offers) {
    if (offer.made || whyNot(connection, offer)) continue;
    const one = estimateUsd(slotChoice(connection, offer).parameters, 1);
    if (!one) return undefined;
    sum = { low: sum.low + one.low, high: sum.high + one.high };
  }
  return sum;
}

function showPick(
  offers: readonly Offer[],
  chosen: readonly Offer[],
  connection: Connection | undefined,
): Promise<Answer | undefined> {
  const pick = vscode.window.createQuickPick<OfferRow>();
  const draw = { iconPath: new vscode.ThemeIcon('paintcan'), tooltip: texts.drawChosen() };
  const drawAll = { iconPath: new vscode.ThemeIcon('layers'), tooltip: texts.drawAll() };
  const rows = offers.map(offer => rowOf(offer, connection));
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  pick.items = rows;
  pick.selectedItems = rows.filter(({ offer }) => chosen.includes(offer));
  pick.buttons = [draw, drawAll];
  pick.placeholder = texts.allTitle();
  const tell = (): void => {
    const picked = pick.selectedItems.map(({ offer }) => offer);
    pick.title = texts.chosen(picked.length, offers.length, summary(picked, connection));
  };
  tell();
  return new Promise(resolve => {
    let answer: Answer | undefined;
    const finish = (next: Answer['next'], picked = pick.selectedItems.map(({ offer }) => offer)): void => {
      answer = { chosen: picked, next };
      pick.hide();
    };
    pick.onDidChangeSelection(tell);
    pick.onDidTriggerItemButton(({ item }) => finish({ edit: item.offer }));
    pick.onDidTriggerButton(button => {
      if (button === drawAll)
        finish(
          'draw',
          offers.filter(({ placeholder }) => !placeholder),
        );
      else if (pick.selectedItems.length > 0) finish('draw');
    });
    pick.onDidAccept(() => {
      if (pick.selectedItems.length > 0) finish('generate');
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}

/** Why it cannot be made, where that is known. */
function reasonOf(offer: Offer, connection: Connection | undefined): string {
  const problem = connection && !offer.made ? whyNot(connection, offer) : undefined;
  return problem ? problemSentence(problem) : '';
}

function rowOf(offer: Offer, connection: Connection | undefined): OfferRow {
  const { label, size, prompt, placeholder, type, made } = offer;
  const facts = [
    sizeText(size),
    placeholder ? texts.isPlaceholder() : '',
    type === 'gif' || type === 'svg' || type === 'ico' ? type : '',
    reasonOf(offer, connection),
    made ? texts.isMade() : '',
  ];
  return {
    offer,
    label: plainLabel(label),
    description: facts.filter(fact => fact !== '').join(' · '),
    detail: plainLabel(prompt),
    buttons: [{ iconPath: new vscode.ThemeIcon('edit'), tooltip: texts.editPrompt() }],
  };
}

/** Where they would be made, with what and for how much. */
function summary(offers: readonly Offer[], connection: Connection | undefined): string {
  if (offers.length > 0 && offers.every(({ made }) => made)) return texts.allMade();
  if (!connection) return '';
  const { api, provider, model } = connection;
  const price = provider === 'offline' ? undefined : priceOf(offers, connection);
  const known = price ? words.about(priceText(price)) : words.priceUnknown();
  const parts = [api.label.label, model, provider === 'offline' || offers.length === 0 ? undefined : known];
  return parts.filter(part => part !== undefined).join(' · ');
}

function askPrompt({ label, prompt }: Offer): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: texts.promptTitle(label),
    value: prompt,
    ignoreFocusOut: true,
  });
}
