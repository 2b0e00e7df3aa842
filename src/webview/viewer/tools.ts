import { html, nothing, type TemplateResult } from 'lit-html';
import { actionKey, type Ui, type UiAction } from '../ui.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import { icon, type IconName } from '../views/controls.ts';

/** A button of the viewer's toolbars. */
export interface Tool {
  readonly icon: IconName;
  /** Its name and tooltip. */
  readonly label: string;
  /** Shown beside the icon where there is room. */
  readonly text?: string;
  /** For what is on or off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** What is done, shows as under way, and is done once by a double click; or what only changes the page. */
  readonly act: UiAction | (() => void);
  readonly look?: 'primary';
}

/** Buttons that belong together. */
export function tools(
  ui: Ui,
  name: string,
  kind: string,
  list: readonly Tool[],
  after: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div
    class="viewer-tools ${kind}"
    role="toolbar"
    aria-label=${name}
    @keydown=${onToolbarKey}
    @focusin=${onToolbarFocus}
  >
    ${list.map((one, index) => tool(ui, one, index === 0))}${after}
  </div>`;
}

function tool(ui: Ui, one: Tool, first: boolean): TemplateResult {
  const { act } = one;
  const busy = typeof act === 'object' && ui.state.busy.has(actionKey(act));
  const off = busy || one.disabled === true;
  // What only changes the page, as zooming, goes on by quick clicks; what is done is done once by a double click.
  const press = ({ detail }: MouseEvent): void => {
    if (off || (typeof act === 'object' && detail > 1)) return;
    if (typeof act === 'function') act();
    else ui.act(act);
  };
  return html`<button
    type="button"
    class="button ${one.look ?? 'tool'} ${one.text === undefined ? '' : 'worded'}"
    title=${one.label}
    aria-label=${one.label}
    aria-pressed=${one.pressed === undefined ? nothing : String(one.pressed)}
    aria-disabled=${off ? 'true' : nothing}
    tabindex=${first ? '0' : '-1'}
    @click=${press}
  >
    ${icon(busy ? 'loading' : one.icon, busy ? 'spin' : '')}${
      one.text === undefined ? nothing : html`<span class="button-label">${one.text}</span>`
    }
  </button>`;
}
