import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';

/** Id of the title, which names the dialog. */
export const titleId = 'viewer-title';

/** Opens a dialog over the page when it is drawn; when it goes, the focus goes to the picture last looked at. */
class Modal extends AsyncDirective {
  #dialog: HTMLDialogElement | undefined;
  #tile = '';
  /** What the last click was on; undefined before the first, null beside all controls. */
  #clicked: Element | null | undefined;

  override update(part: ElementPart, [tile]: [string]): unknown {
    this.#tile = tile;
    if (!(part.element instanceof HTMLDialogElement) || this.#dialog === part.element) return noChange;
    const dialog = part.element;
    this.#dialog = dialog;
    dialog.addEventListener('click', event => this.#click(event), { capture: true });
    // It can be shown once it is in the page.
    queueMicrotask(() => {
      if (!dialog.isConnected) return;
      dialog.showModal();
      dialog.querySelector<HTMLElement>('.viewer-stage')?.focus();
    });
    return noChange;
  }

  render(_tile: string): unknown {
    return noChange;
  }

  /** A double click that takes away what it began on was not meant for the control that is there then. */
  #click(event: MouseEvent): void {
    const control = event.target instanceof Element ? event.target.closest('button, input') : null;
    if (event.detail <= 1) this.#clicked = control;
    if (control === null || control === this.#clicked) return;
    event.preventDefault();
    event.stopPropagation();
  }

  override disconnected(): void {
    // A dialog that is closed gives the focus back; one that is only taken away does not.
    this.#dialog?.close();
    focusTile(this.#tile);
  }
}

/** After leafing, the picture last seen is where the user is. */
function focusTile(key: string): void {
  const tile = document.querySelector(`[data-tile="${CSS.escape(key)}"]`);
  if (!tile || tile.contains(document.activeElement)) return;
  tile.scrollIntoView({ block: 'nearest' });
  tile.querySelector<HTMLElement>('button[tabindex="0"], button')?.focus({ preventScroll: true });
}

/** Makes a dialog modal; takes the name of the picture's tile. */
export const modal = directive(Modal);
