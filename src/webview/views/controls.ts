import { html, nothing, type TemplateResult } from 'lit-html';
import { actionKey, type Ui, type UiAction } from '../ui.ts';

/** The codicons of the sheet; the stylesheet in `media/codicons` holds these and no others. */
export type IconName =
  | 'add'
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'circle-slash'
  | 'clear-all'
  | 'close'
  | 'color-mode'
  | 'compare-changes'
  | 'copy'
  | 'database'
  | 'debug-disconnect'
  | 'discard'
  | 'edit'
  | 'ellipsis'
  | 'eraser'
  | 'error'
  | 'eye'
  | 'file-media'
  | 'folder-opened'
  | 'gripper'
  | 'info'
  | 'insert'
  | 'key'
  | 'layers'
  | 'loading'
  | 'mirror'
  | 'move'
  | 'play'
  | 'plug'
  | 'preview'
  | 'redo'
  | 'refresh'
  | 'save'
  | 'save-as'
  | 'screen-full'
  | 'screen-normal'
  | 'search'
  | 'settings'
  | 'split-horizontal'
  | 'stop-circle'
  | 'thumbsdown'
  | 'thumbsdown-filled'
  | 'thumbsup'
  | 'thumbsup-filled'
  | 'trash'
  | 'versions'
  | 'warning'
  | 'zoom-in'
  | 'zoom-out';

/** A codicon; it is decoration, its meaning stands beside it as text or in a name. */
export function icon(name: IconName, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}

/** How a button looks: filled, quiet, only an icon, or as a link in a line of text. */
export type ButtonLook = 'primary' | 'secondary' | 'tool' | 'link';

/** What a button is; `label` is its name also where only the icon shows. */
export interface ButtonParts {
  readonly look: ButtonLook;
  readonly label: string;
  readonly action: UiAction;
  readonly icon?: IconName;
  /** A name that says more than the label, where several labels are the same. */
  readonly name?: string;
  /** What it costs or leads to, in its tooltip behind the name. */
  readonly hint?: string;
  readonly tabIndex?: number;
  /** Left out where there is little room; what it does can be done elsewhere too. */
  readonly extra?: boolean;
  /** Of a button that stays in: whether it is. */
  readonly pressed?: boolean;
}

/**
 * A native button. While its action is under way it turns and does nothing more, but keeps the focus,
 * which `disabled` would lose.
 */
export function button(ui: Ui, parts: ButtonParts): TemplateResult {
  const { look, label, action, name, hint } = parts;
  const named = look === 'tool' ? label : name;
  const title = hint === undefined ? named : `${named ?? label}: ${hint}`;
  const busy = ui.state.busy.has(actionKey(action));
  const shown = busy && parts.icon ? 'loading' : parts.icon;
  // The second click of a double click means nothing of its own: it would spend twice, or take back what the first did.
  const press = ({ detail }: MouseEvent): void => {
    if (!busy && detail <= 1) ui.act(action);
  };
  return html`<button
    type="button"
    class="button ${look} ${parts.extra === true ? 'extra' : ''}"
    title=${title ?? nothing}
    aria-label=${named ?? nothing}
    aria-disabled=${busy ? 'true' : nothing}
    aria-pressed=${parts.pressed === undefined ? nothing : String(parts.pressed)}
    tabindex=${parts.tabIndex ?? nothing}
    @click=${press}
  >
    ${shown ? icon(shown, shown === 'loading' ? 'spin' : '') : nothing}${
      look === 'tool' ? nothing : html`<span class="button-label">${label}</span>`
    }
  </button>`;
}
