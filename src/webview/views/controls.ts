import { html, nothing, type TemplateResult } from 'lit-html';
import { actionKey, type Ui, type UiAction } from '../ui.ts';

/** The codicons of the sheet; the stylesheet in `media/codicons` holds these and no others. */
export type IconName =
  | 'add'
  | 'arrow-down'
  | 'arrow-left'
  | 'arrow-right'
  | 'arrow-up'
  | 'check'
  | 'check-all'
  | 'checklist'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'chevron-up'
  | 'circle-filled'
  | 'circle-large'
  | 'circle-slash'
  | 'clear-all'
  | 'close'
  | 'color-mode'
  | 'compare-changes'
  | 'copy'
  | 'database'
  | 'debug-disconnect'
  | 'diff'
  | 'discard'
  | 'edit'
  | 'ellipsis'
  | 'eraser'
  | 'error'
  | 'eye'
  | 'eye-closed'
  | 'file-code'
  | 'file-media'
  | 'filter'
  | 'folder-opened'
  | 'go-to-file'
  | 'gripper'
  | 'heart'
  | 'history'
  | 'info'
  | 'insert'
  | 'kebab-vertical'
  | 'key'
  | 'layers'
  | 'lightbulb'
  | 'link'
  | 'loading'
  | 'mirror'
  | 'move'
  | 'multiple-windows'
  | 'pass-filled'
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
  | 'settings-gear'
  | 'sparkle'
  | 'split-horizontal'
  | 'star-empty'
  | 'star-full'
  | 'stop-circle'
  | 'symbol-color'
  | 'symbol-ruler'
  | 'target'
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
  const { look, label, action, name } = parts;
  const busy = ui.state.busy.has(actionKey(action));
  const shown = busy && parts.icon ? 'loading' : parts.icon;
  const press = (): void => {
    if (!busy) ui.act(action);
  };
  return html`<button
    type="button"
    class="button ${look} ${parts.extra === true ? 'extra' : ''}"
    title=${look === 'tool' ? label : (name ?? nothing)}
    aria-label=${look === 'tool' ? label : (name ?? nothing)}
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
