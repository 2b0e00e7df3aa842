import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { fill } from '../../protocol/strings.ts';
import { formatBytes } from '../format.ts';
import { factsOf, type Label } from '../labels.ts';
import { lockedLine } from '../mask/locked.ts';
import { tileKey } from '../runs.ts';
import type { Ui } from '../ui.ts';
import { icon } from '../views/controls.ts';
import { madeSwitch } from '../views/fitted.ts';
import { decisionBar, head, viewBar } from './bars.ts';
import { strip } from './compare.ts';
import { modal, titleId } from './dialog.ts';
import { onCropKey } from './cropKeys.ts';
import { cropping } from './cropping.ts';
import { onViewerKey } from './keys.ts';
import { page } from './paint.ts';
import { counterpart, shownOf, type Counterpart, type Shown } from './pictures.ts';
import { inPlace } from './place.ts';
import { stage } from './stage.ts';
import type { OpenViewer } from './state.ts';

/** The viewer, over the sheet. */
export function viewer(ui: Ui): TemplateResult | typeof nothing {
  const { open, backdrop } = ui.state.viewer;
  const shown = open && shownOf(ui.state, open.of);
  if (!open || !shown) return nothing;
  const crop = shown.tile.fittedRect && open.crop;
  const other = isComparing(open) ? counterpart(ui.state, open) : undefined;
  return html`<dialog
    class="viewer"
    aria-labelledby=${titleId}
    data-mode=${crop ? 'crop' : open.mode}
    ${modal(tileKey(open.of.runId, open.of.tileId))}
    ${page(backdrop.page)}
    @keydown=${(event: KeyboardEvent) =>
      crop ? onCropKey(ui, crop, event) : onViewerKey(ui, open, shown, event)}
    @close=${(event: Event) => {
      // A dialog that was taken away says so late, when another may be open.
      if (event.target instanceof Element && event.target.isConnected) ui.act({ type: 'viewer.close' });
    }}
  >
    ${crop ? cropping(ui, shown, crop) : looking(ui, open, shown, other)} ${spoken(ui)}
  </dialog>`;
}

function looking(ui: Ui, open: OpenViewer, shown: Shown, other: Counterpart | undefined): TemplateResult {
  const comparing = isComparing(open);
  return html`${head(ui, open, shown)} ${viewBar(ui, open)}
    ${open.mode === 'place' ? inPlace(ui, open, shown) : stage(ui, open, shown, other)}
    ${comparing ? strip(ui, open, shown) : nothing}
    <footer class="viewer-foot">${allFacts(ui, open, shown, other)} ${decisionBar(ui, shown)}</footer>`;
}

function isComparing({ mode }: OpenViewer): boolean {
  return mode === 'swipe' || mode === 'onion' || mode === 'side';
}

/** What is said in the page is not heard while a dialog covers it. */
function spoken({ state: { spoken: said } }: Ui): TemplateResult {
  return html`<div class="hidden-text" role="status" aria-live="polite">
    ${keyed(said.count, html`<span>${said.text}</span>`)}
  </div>`;
}

function allFacts(ui: Ui, open: OpenViewer, shown: Shown, other: Counterpart | undefined): TemplateResult {
  const { strings } = ui.state;
  const { language } = ui;
  const own = factsOf(shown.run, shown.tile, shown.picture, strings, language);
  const saved = shown.tile.saved?.at(-1);
  return html`<div class="viewer-facts">
    ${line('', [...own, ...(saved ? [{ text: fill(strings['viewer.saved'], saved.label) }] : [])])}
    ${other ? line(other.label, otherFacts(ui, open, other)) : nothing}
    ${madeSwitch(ui, shown.run, shown.tile)} ${lockedLine(ui, shown.run, shown.tile)}
  </div>`;
}

function otherFacts(ui: Ui, { size }: OpenViewer, other: Counterpart): readonly Label[] {
  const { strings } = ui.state;
  const { width, height } = other.size;
  const differs = width !== size.width || height !== size.height;
  const shape = Math.abs((width * size.height) / (height * size.width) - 1) > 0.01;
  return [
    { text: `${width}×${height}` },
    { text: other.type.toUpperCase() },
    { text: formatBytes(other.bytes, ui.language) },
    ...(other.alpha ? [{ text: strings.factAlpha }] : []),
    ...(differs ? [{ text: strings[shape ? 'viewer.otherShape' : 'viewer.sameBox'], wrong: shape }] : []),
  ];
}

function line(name: string, labels: readonly Label[]): TemplateResult {
  return html`<p class="facts">
    ${name ? html`<span class="viewer-fact-name">${name}</span>` : nothing}${labels.map(
      label =>
        html`<span class=${label.wrong ? 'wrong' : ''}
          >${label.wrong ? icon('warning') : nothing}${label.text}</span
        >`,
    )}
  </p>`;
}
