import { env, l10n } from 'vscode';
import type { PriceRange } from '../../images/cost.ts';
import { words } from './commands.ts';

/** A price for people, as the contact sheet writes it: `$0.04`, `$0.006 to $0.17`. */
export function priceText(price: PriceRange): string {
  const [low, high] = [usd(price.low), usd(price.high)];
  return low === high ? low : l10n.t('{0} to {1}', low, high);
}

/** An estimate for people: `about $0.04`; with pictures that are sent it is not all of it. */
export function estimateText(estimate: PriceRange, sends: boolean): string {
  const price = priceText(estimate);
  return sends ? words.aboutAndInput(price) : words.about(price);
}

function usd(amount: number): string {
  return new Intl.NumberFormat(env.language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: amount > 0 && amount < 0.1 ? 3 : 2,
  }).format(amount);
}
