import * as vscode from 'vscode';
import { toggledDirection } from '../directions.ts';
import type { SendLook } from '../sendLook.ts';
import { askedFor, type Standing } from './question.ts';
import { buttonsOf, rowsOf, type ChoiceButton, type ChoiceButtonItem, type Row } from './rows.ts';

/** How the pick was left: with the words as they stand, or for what a button changes. */
export interface Answer extends Standing {
  /** Absent for Enter. */
  readonly button: ChoiceButton | undefined;
}

/** Shows a question once; undefined when the user left it. */
export function showPick(standing: Omit<Standing, 'look'>): Promise<Answer | undefined> {
  return new WordsPick(standing).show();
}

/** The pick for words while it is open. */
class WordsPick {
  readonly #pick = vscode.window.createQuickPick<Row>();
  #standing: Standing;
  #looking: Promise<SendLook> | undefined;
  #open = true;
  #buttons: readonly ChoiceButtonItem[] = [];
  #answer: Answer | undefined;

  constructor(standing: Omit<Standing, 'look'>) {
    const { question, typed } = standing;
    this.#standing = { ...standing, look: undefined };
    this.#pick.title = question.title;
    this.#pick.placeholder = question.placeholder;
    this.#pick.ignoreFocusOut = true;
    this.#pick.value = typed;
  }

  show(): Promise<Answer | undefined> {
    const pick = this.#pick;
    this.#refresh();
    return new Promise(resolve => {
      pick.onDidChangeValue(() => this.#refresh());
      pick.onDidTriggerButton(pressed => this.#finish(this.#buttons.find(one => one === pressed)?.choice));
      pick.onDidAccept(() => this.#accept());
      pick.onDidHide(() => {
        this.#open = false;
        pick.dispose();
        resolve(this.#answer);
      });
      pick.show();
    });
  }

  #accept(): void {
    const { question, choice } = this.#standing;
    const [row] = this.#pick.activeItems;
    const empty = this.#pick.value.trim() === '';
    // Typed words are never replaced, whatever row VS Code calls active while the list follows the typing.
    if (row?.prompt !== undefined && empty) {
      this.#pick.value = row.prompt;
      this.#refresh();
    } else if (row?.direction && empty) {
      const directions = toggledDirection(choice.directions ?? [], row.direction);
      this.#standing = { ...this.#standing, choice: { ...choice, directions } };
      this.#refresh();
    } else if (question.optional || !empty) this.#finish(undefined);
  }

  #finish(button: ChoiceButton | undefined): void {
    this.#answer = { ...this.#standing, typed: this.#pick.value, button };
    this.#pick.hide();
  }

  /** Draws what stands there now, and looks at what would be sent where that is another thing. */
  #refresh(): void {
    const typed = this.#pick.value;
    const { question, choice } = this.#standing;
    const wanted = question.look?.(typed.trim(), choice);
    this.#standing = { ...this.#standing, typed };
    if (wanted !== this.#looking) {
      this.#looking = wanted;
      this.#standing = { ...this.#standing, look: undefined };
      if (wanted) void this.#showLook(wanted);
    }
    this.#draw();
  }

  async #showLook(wanted: Promise<SendLook>): Promise<void> {
    const look = await wanted;
    if (this.#looking !== wanted || !this.#open) return;
    this.#standing = { ...this.#standing, look };
    this.#draw();
  }

  #draw(): void {
    const pick = this.#pick;
    const active = pick.activeItems[0]?.direction?.key;
    const asked = askedFor(this.#standing);
    pick.items = rowsOf(this.#standing, asked);
    // What was active stays so: a tick moves nothing.
    if (active !== undefined) pick.activeItems = pick.items.filter(row => row.direction?.key === active);
    this.#buttons = buttonsOf(this.#standing, asked);
    pick.buttons = this.#buttons;
  }
}
