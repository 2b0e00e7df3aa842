import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import type { Ui } from '../ui.ts';
import { icon } from '../views/controls.ts';
import { coloursTexts } from '../views/fitted.ts';

/** After an edit with a mask: what the server had done outside of it, or that this is not put back. */
export function lockedLine(ui: Ui, run: RunView, tile: TileView): TemplateResult | typeof nothing {
  const { strings } = ui.state;
  const { locked, fitting, unfitted, picture } = tile;
  if (locked) {
    const texts = [changedText(ui, locked.changedShare), ...coloursTexts(ui, tile)];
    return html`<p class="lock-line">${texts.join(' ')}</p>`;
  }
  if (!run.masked || !picture) return nothing;
  if (fitting) return html`<p class="lock-line">${strings['mask.locking']}</p>`;
  return html`<p class="lock-line wrong">
    ${icon('warning')} ${strings['mask.notLocked']} ${unfitted ?? nothing}
  </p>`;
}

/** What the server had done to the protected pixels. */
function changedText({ state: { strings }, language }: Ui, changedShare: number): string {
  if (changedShare === 0) return strings['mask.changedNone'];
  return fill(strings['mask.changedShare'], percent(changedShare, language));
}

/** A share for people: never none where there is some, never all where some are left. */
function percent(share: number, language: string): string {
  const shown = share > 0 && share < 0.001 ? 0.001 : share < 1 && share > 0.999 ? 0.999 : share;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(shown);
}
