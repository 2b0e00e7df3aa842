import { html, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import type { BackdropKind } from './state.ts';

const kinds: readonly Exclude<BackdropKind, 'page'>[] = ['checker', 'editor', 'light', 'dark'];

/** What lies behind the picture, as swatches, and a page colour from the system's own chooser. */
export function backdrops(ui: Ui): TemplateResult {
  const { strings } = ui.state;
  const { backdrop } = ui.state.viewer;
  const take = (kind: BackdropKind, page = backdrop.page): void =>
    ui.dispatch({ type: 'viewer.backdrop', backdrop: { kind, page } });
  const pageName = strings[backdrop.kind === 'page' ? 'viewer.backdrop.pageShown' : 'viewer.backdrop.page'];
  return html`<div class="viewer-backdrops">
    <div
      class="viewer-tools"
      role="toolbar"
      aria-label=${strings['viewer.backdrops']}
      @keydown=${onToolbarKey}
      @focusin=${onToolbarFocus}
    >
      ${kinds.map(
        (kind, index) =>
          html`<button
            type="button"
            class="swatch ${kind}"
            title=${strings[`viewer.backdrop.${kind}`]}
            aria-label=${strings[`viewer.backdrop.${kind}`]}
            aria-pressed=${String(backdrop.kind === kind)}
            tabindex=${index === 0 ? '0' : '-1'}
            @click=${() => take(kind)}
          ></button>`,
      )}
    </div>
    <input
      type="color"
      class="swatch page"
      title=${pageName}
      aria-label=${pageName}
      ?data-on=${backdrop.kind === 'page'}
      .value=${backdrop.page}
      @click=${() => take('page')}
      @input=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) take('page', event.target.value);
      }}
    />
  </div>`;
}
