import { html, nothing, type TemplateResult } from 'lit-html';
import type { AlphaTruth } from '../../images/picture.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill, type SheetStrings } from '../../protocol/strings.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';

const texts: Readonly<Record<Exclude<AlphaTruth, 'transparent'>, keyof SheetStrings>> = {
  opaque: 'alphaOpaque',
  checkerboard: 'alphaCheckerboard',
  halo: 'alphaHalo',
};

/** Transparency that was asked for and did not come, by the pixels, with the way to get it. */
export function alphaNotice(
  ui: Ui,
  run: RunView,
  { id, alphaTruth, retryModel, againPrice, seeThroughSource }: TileView,
): TemplateResult | typeof nothing {
  if (alphaTruth === undefined || alphaTruth === 'transparent') return nothing;
  const { strings } = ui.state;
  const text = alphaTruth === 'opaque' && seeThroughSource ? 'alphaLost' : texts[alphaTruth];
  // Where nobody knows which model can, the user does.
  const known = retryModel !== undefined;
  const label = known ? fill(strings.alphaRetryWith, retryModel) : strings['remedy.chooseModel'];
  return html`<div class="alpha-notice">
    <p class="wrong">${icon('warning')} ${strings[text]}</p>
    ${button(ui, {
      look: 'secondary',
      label,
      action: { type: 'retryAlpha', runId: run.id, tileId: id },
      ...(againPrice === undefined ? {} : { hint: againPrice }),
    })}
  </div>`;
}
