import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from '../views/controls.ts';

/** After an edit with a mask: which of two pictures is shown, and what the server had done outside the mask. */
export function lockedSwitch(ui: Ui, run: RunView, tile: TileView): TemplateResult | typeof nothing {
  const { strings } = ui.state;
  const { locked } = tile;
  if (!locked) {
    // While the run goes on the pixels may still be put back.
    const failed = run.masked && tile.picture && run.state !== 'running';
    return failed
      ? html`<p class="lock-line wrong">${icon('warning')} ${strings['mask.notLocked']}</p>`
      : nothing;
  }
  const of = { runId: run.id, tileId: tile.id };
  const choice = (raw: boolean): TemplateResult =>
    button(ui, {
      look: 'secondary',
      label: strings[raw ? 'mask.raw' : 'mask.locked'],
      name: `${strings[raw ? 'mask.raw' : 'mask.locked']}: ${strings[raw ? 'mask.rawDetail' : 'mask.lockedDetail']}`,
      action: { type: 'mask.raw', of, on: raw },
      pressed: locked.raw === raw,
    });
  return html`<div class="lock-switch" role="group" aria-label=${strings['mask.which']}>
      ${choice(false)}${choice(true)}
    </div>
    <p class="lock-line">${changedText(ui, locked.changedShare)}</p>`;
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
