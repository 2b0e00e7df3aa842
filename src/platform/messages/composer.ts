import { l10n } from 'vscode';
import type { PriceRange } from '../../images/cost.ts';
import { priceText } from './price.ts';
import { problemSentence } from './problems.ts';

/** What the host says in the composer. */
export const composerMessages = {
  pasted: () => l10n.t('Pasted picture'),
  tooMany: (count: number) => l10n.t('No more than {0} pictures can go along.', count),
  nothingChanged: () => l10n.t('Nothing was changed in the composer.'),
  draftLost: () =>
    l10n.t(
      'What was written in the composer could not be read; it starts anew. Everything else is unharmed.',
    ),
} as const;

/** The sentences that follow from what is being written. */
export const composerWords = {
  problem: problemSentence,
  price: (estimate: PriceRange | 'free' | undefined, sends: boolean) => {
    if (estimate === 'free') {
      return { text: l10n.t('free'), detail: l10n.t('Painted on this machine; free, nothing is sent') };
    }
    if (!estimate) {
      return { text: l10n.t('price unknown'), detail: l10n.t('The price is not known for this model.') };
    }
    const price = l10n.t('about {0}', priceText(estimate));
    return sends
      ? {
          text: l10n.t('{0} + pictures sent', price),
          detail: l10n.t(
            'Estimated for the pictures that are made; what the pictures sent cost is not in it',
          ),
        }
      : {
          text: price,
          detail: l10n.t('Estimated for all pictures and previews of this run; not billed by Easel'),
        };
  },
} as const;
