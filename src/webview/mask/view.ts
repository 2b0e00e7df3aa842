import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { marksSomething } from '../../images/mask.ts';
import { fill } from '../../protocol/strings.ts';
import { formatCount } from '../format.ts';
import type { Ui } from '../ui.ts';
import { icon, type IconName } from '../views/controls.ts';
import { modal } from '../viewer/dialog.ts';
import { scaleOf } from '../viewer/geometry.ts';
import { tools, type Tool } from '../viewer/tools.ts';
import { zoomTools } from '../viewer/zoomTools.ts';
import { maskHand } from './hand.ts';
import { onMaskKey } from './keys.ts';
import { byNumbers } from './numbers.ts';
import { toolChoice } from './toolChoice.ts';
import { maskOf, mostFeather, radiusLimits, type OpenMask } from './state.ts';

const titleId = 'mask-title';

/** The editor of a mask, over the sheet. */
export function maskEditor(ui: Ui): TemplateResult | typeof nothing {
  const { open } = ui.state.mask;
  if (!open) return nothing;
  const close = (): void => ui.dispatch({ type: 'mask.closed' });
  return html`<dialog
    class="viewer masking"
    aria-labelledby=${titleId}
    ${modal('')}
    @keydown=${(event: KeyboardEvent) => onMaskKey(ui, open, event)}
    @close=${(event: Event) => {
      // A dialog that was taken away says so late, when another may be open.
      if (event.target instanceof Element && event.target.isConnected) close();
    }}
  >
    ${head(ui, open, close)} ${bar(ui, open)} ${stage(ui, open)} ${foot(ui, open)} ${spoken(ui)}
  </dialog>`;
}

function head({ state: { strings } }: Ui, { label }: OpenMask, close: () => void): TemplateResult {
  const title = fill(strings['mask.title'], label);
  return html`<header class="viewer-head">
    <h2 class="viewer-title" id=${titleId} title=${title}>${title}</h2>
    <button type="button" class="button primary" @click=${close}>
      ${icon('check')}<span class="button-label">${strings['mask.done']}</span>
    </button>
  </header>`;
}

function bar(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  const { least, most } = radiusLimits(open);
  return html`<div class="viewer-bar mask-bar">
    ${toolChoice(ui, open)}
    ${slider(ui, {
      label: strings['mask.size'],
      detail: strings['mask.sizeDetail'],
      // By its square root: narrow brushes are chosen finely.
      value: Math.sqrt(open.radius),
      least: Math.sqrt(least),
      most: Math.sqrt(most),
      step: 0.05,
      shown: 2 * open.radius,
      set: value => ui.dispatch({ type: 'mask.radius', radius: Math.round(2 * value * value) / 2 }),
    })}
    ${slider(ui, {
      label: strings['mask.feather'],
      detail: strings['mask.featherDetail'],
      value: open.feather,
      least: 0,
      most: mostFeather(open),
      step: 1,
      shown: open.feather,
      set: feather => ui.dispatch({ type: 'mask.feather', feather }),
    })}
    ${changes(ui, open)} ${zooming(ui, open)}
  </div>`;
}

interface Slider {
  readonly label: string;
  readonly detail: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** px. */
  readonly shown: number;
  readonly set: (value: number) => void;
}

function slider(ui: Ui, { label, detail, value, least, most, step, shown, set }: Slider): TemplateResult {
  const text = fill(ui.state.strings['mask.px'], formatCount(Math.round(shown), ui.language));
  return html`<label class="mask-slider" title=${detail}>
    <span>${label}</span>
    <input
      type="range"
      min=${least}
      max=${most}
      step=${step}
      .value=${live(String(value))}
      aria-valuetext=${text}
      @input=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) set(event.target.valueAsNumber);
      }}
    />
    <span class="mask-value" aria-hidden="true">${text}</span>
  </label>`;
}

function changes(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  const command = /Mac/.test(navigator.platform) ? '⌘Z' : 'Ctrl+Z';
  const shifted = /Mac/.test(navigator.platform) ? '⇧⌘Z' : 'Ctrl+Shift+Z';
  const tool = (
    name: IconName,
    label: string,
    type: 'mask.invert' | 'mask.undo' | 'mask.redo' | 'mask.clear',
    disabled = false,
  ): Tool => ({ icon: name, label, disabled, act: () => ui.dispatch({ type }) });
  return tools(ui, strings['mask.changes'], 'changes', [
    tool('discard', `${strings['mask.undo']} (${command})`, 'mask.undo', open.past.length === 0),
    tool('redo', `${strings['mask.redo']} (${shifted})`, 'mask.redo', open.future.length === 0),
    tool('color-mode', strings['mask.invert'], 'mask.invert'),
    tool('clear-all', strings['mask.clear'], 'mask.clear', open.strokes.length === 0),
  ]);
}

function zooming(ui: Ui, open: OpenMask): TemplateResult {
  const { zoom } = open.sight;
  const scale = open.stage && scaleOf(zoom, open, open.stage);
  return zoomTools(ui, { zoom, scale }, to => ui.dispatch({ type: 'mask.zoomed', to }));
}

function stage(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  return html`<div
    class="viewer-stage mask-stage"
    tabindex="0"
    role="application"
    aria-label=${strings['mask.stage']}
    data-backdrop="checker"
    data-tool=${open.tool}
    ${maskHand(ui, open)}
  >
    <div class="viewer-pane">
      <div class="viewer-ground viewer-laid"></div>
      <img class="viewer-picture viewer-laid" src=${open.uri} alt=${open.label} draggable="false" />
      <canvas class="mask-canvas" aria-hidden="true"></canvas>
      <div class="mask-ring"></div>
      <div class="mask-cross"></div>
    </div>
  </div>`;
}

function foot(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  const { cursor } = open;
  const text = open.full
    ? strings['mask.full']
    : strings[marksSomething(maskOf(open)) ? 'mask.explain' : 'mask.empty'];
  return html`<footer class="viewer-foot">
    <p class="mask-note ${open.full ? 'wrong' : ''}" role="status">
      ${open.full ? icon('warning') : nothing} ${text}
    </p>
    <p class="facts">
      ${cursor ? html`<span>${fill(strings['mask.cursorAt'], Math.round(cursor.x), Math.round(cursor.y))}</span>` : nothing}
      <span>${open.width}×${open.height}</span>
    </p>
    ${byNumbers(ui, open)}
  </footer>`;
}

/** What is said in the page is not heard while a dialog covers it. */
function spoken({ state: { spoken: said } }: Ui): TemplateResult {
  return html`<div class="hidden-text" role="status" aria-live="polite">
    ${keyed(said.count, html`<span>${said.text}</span>`)}
  </div>`;
}
