import { html, nothing, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import { actionKey, type UiAction } from '../ui.ts';
import { icon, type IconName } from '../views/controls.ts';
import { counterparts, isSameOther, type Counterpart, type Shown } from './pictures.ts';
import type { OpenViewer } from './state.ts';

/** What the picture is compared with, to choose from; and how much of each is seen. */
export function strip(ui: Ui, open: OpenViewer, shown: Shown): TemplateResult {
  const { strings } = ui.state;
  const saved = shown.tile.saved?.at(-1);
  return html`<div class="viewer-strip">
    <span class="viewer-strip-name" id="viewer-strip-name">${strings['viewer.compareWith']}</span>
    <div
      class="viewer-thumbs"
      role="toolbar"
      aria-labelledby="viewer-strip-name"
      @keydown=${onToolbarKey}
      @focusin=${onToolbarFocus}
    >
      ${counterparts(ui.state, open).map((one, index) => thumb(ui, open, one, index === 0))}
      ${saved ? wide(ui, 'save', strings['viewer.savedFile'], { type: 'viewer.compareWithSaved', ...open.of }) : nothing}
      ${wide(ui, 'folder-opened', strings['viewer.aFile'], { type: 'viewer.compareWithFile', ...open.of })}
    </div>
    ${open.mode === 'onion' ? opacity(ui, open) : nothing}
  </div>`;
}

function thumb(ui: Ui, open: OpenViewer, one: Counterpart, first: boolean): TemplateResult {
  const on = open.other !== undefined && isSameOther(open.other, one.other);
  return html`<button
    type="button"
    class="viewer-thumb"
    title=${one.label}
    aria-label=${one.label}
    aria-pressed=${String(on)}
    tabindex=${first ? '0' : '-1'}
    @click=${() => ui.dispatch({ type: 'viewer.compared', other: one.other })}
  >
    <img
      src=${one.thumbnail}
      alt=""
      decoding="async"
      draggable="false"
      @error=${() => ui.act({ type: 'missing', uri: one.uri })}
    />
    <span class="viewer-thumb-name">${one.short}</span>
  </button>`;
}

function wide(ui: Ui, name: IconName, label: string, action: UiAction): TemplateResult {
  const busy = ui.state.busy.has(actionKey(action));
  return html`<button
    type="button"
    class="button secondary"
    aria-disabled=${busy ? 'true' : nothing}
    tabindex="-1"
    @click=${() => {
      if (!busy) ui.act(action);
    }}
  >
    ${icon(busy ? 'loading' : name, busy ? 'spin' : '')}<span class="button-label">${label}</span>
  </button>`;
}

function opacity(ui: Ui, open: OpenViewer): TemplateResult {
  const { strings } = ui.state;
  return html`<input
    type="range"
    class="viewer-opacity"
    min="0"
    max="100"
    .value=${String(Math.round(open.opacity * 100))}
    title=${strings['viewer.opacity']}
    aria-label=${strings['viewer.opacity']}
    @input=${(event: Event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      ui.dispatch({ type: 'viewer.faded', opacity: event.target.valueAsNumber / 100 });
    }}
  />`;
}
