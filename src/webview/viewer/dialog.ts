import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';

/** Id of the title, which names the dialog. */
export const titleId = 'viewer-title';

/** Opens a dialog over the page when it is drawn; when it goes, the focus goes to the picture last looked at. */
class Modal extends AsyncDirective {
  #dialog: HTMLDialogElement | undefined;
  #tile = '';

  override update(part: ElementPart, [tile]: [string]): unknown {
    this.#tile = tile;
    if (!(part.element instanceof HTMLDialogElement) || this.#dialog === part.element) return noChange;
    const dialog = part.element;
    this.#dialog = dialog;
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
