import type { Draft } from '../images/draft.ts';
import { actionKey, type UiAction } from './ui.ts';

/** Something that was asked for and costs money: what it is, and when, ms of a clock that never goes back. */
export interface Wish {
  readonly key: string;
  readonly at: number;
}

/** Two presses that come this close mean one thing, ms: slow double clicks are quicker, second thoughts slower. */
const oneWishMs = 600;

const costly: ReadonlySet<UiAction['type']> = new Set<UiAction['type']>([
  'composer.run',
  'runAgain',
  'remedy',
  'retryAlpha',
  'variations',
]);

/** What an action buys; undefined for what costs nothing. Another draft is another wish. */
export function wishOf(action: UiAction, draft: Draft | undefined, at: number): Wish | undefined {
  if (!costly.has(action.type)) return undefined;
  const key = actionKey(action);
  return { key: action.type === 'composer.run' ? `${key}:${JSON.stringify(draft)}` : key, at };
}

/** Whether a wish is the one before once more: a key pressed twice, or the second half of a double click. */
export function isSameWish(before: Wish | undefined, wish: Wish | undefined): boolean {
  return wish !== undefined && before?.key === wish.key && wish.at - before.at < oneWishMs;
}
