import { l10n } from 'vscode';
import type { PriceRange } from '../../images/cost.ts';

/** A price for people: `$0.04`, `$0.01 to $0.17`; small amounts keep two digits that count. */
export function priceText(price: PriceRange): string {
  const [low, high] = [usd(price.low), usd(price.high)];
  return low === high ? low : l10n.t('{0} to {1}', low, high);
}

function usd(amount: number): string {
  return amount >= 0.1 ? `$${amount.toFixed(2)}` : `$${Number(amount.toPrecision(2))}`;
}
