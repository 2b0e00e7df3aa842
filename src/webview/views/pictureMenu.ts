import { html, noChange, nothing, type TemplateResult } from 'lit-html';
import { AsyncDirective, directive } from 'lit-html/async-directive.js';
import type { ElementPart } from 'lit-html/directive.js';
import type { TileView } from '../../protocol/messages.ts';
import { shownPicture } from '../../images/run.ts';
import { pictureUri } from '../derive.ts';
import { findTile, shownRef } from '../refs.ts';
import { verdictMark } from '../tileKeys.ts';
import { canBeMasked } from '../mask/actions.ts';
import { cropOf } from '../viewer/crop.ts';
import { onMenuKey } from '../toolbar.ts';
import type { Ui, UiAction } from '../ui.ts';

interface Item {
  readonly label: string;
  readonly action: UiAction;
  /** The key that does the same on a picture. */
  readonly key?: string;
}

/** Everything that can be done with a picture, by right click, menu key or its toolbar's last button. */
export function pictureMenu(ui: Ui): TemplateResult | typeof nothing {
  const { menu, runs, strings } = ui.state;
  const found = menu && findTile(runs, menu.of);
  if (!menu || !found?.tile.picture) return nothing;
  const groups = groupsOf(ui, found.tile, { ...menu.of, base: found.run.base });
  const close = (): void => ui.dispatch({ type: 'menuClosed' });
  return html`<div
    class="menu"
    popover="manual"
    role="menu"
    aria-label=${strings.moreActions}
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    @focusout=${(event: FocusEvent) => {
      const { relatedTarget, currentTarget } = event;
      const inside =
        relatedTarget instanceof Node &&
        currentTarget instanceof Node &&
        currentTarget.contains(relatedTarget);
      if (!inside) close();
    }}
    ${popUp(menu.x, menu.y)}
  >
    ${groups.map(
      (group, at) =>
        html`${at > 0 ? html`<div class="menu-line" role="separator"></div>` : nothing}${group.map(item => entry(ui, item))}`,
    )}
  </div>`;
}

function entry(ui: Ui, { label, key, action }: Item): TemplateResult {
  const press = (): void => {
    ui.dispatch({ type: 'menuClosed' });
    ui.act(action);
  };
  return html`<button type="button" role="menuitem" class="menu-item" tabindex="-1" @click=${press}>
    <span>${label}</span>${key ? html`<kbd>${key}</kbd>` : nothing}
  </button>`;
}

function groupsOf(
  { state }: Ui,
  tile: TileView,
  { runId, tileId, base }: { readonly runId: string; readonly tileId: string; readonly base: string },
): readonly (readonly Item[])[] {
  const { strings, runs } = state;
  const target = { runId, tileId };
  const asShown = shownRef(state, target);
  const run = runs.find(({ id }) => id === runId);
  const shown = shownPicture(tile, asShown.original);
  if (!shown || !run) return [];
  const copy = { uri: pictureUri({ ...run, base }, shown), png: shown.type === 'png' && !shown.animated };
  return [
    [
      { label: strings.look, key: '⏎', action: { type: 'viewer.look', of: target } },
      { label: strings.compareWith, key: 'C', action: { type: 'viewer.compare', of: target } },
      { label: strings.inPlace, key: 'P', action: { type: 'viewer.place', of: target } },
    ],
    [
      { label: strings.save, key: 'S', action: { type: 'save', ...asShown } },
      ...(tile.replaceable
        ? [
            { label: strings.replace, key: 'R', action: { type: 'replace', ...asShown } as const },
            { label: strings.saveBeside, action: { type: 'saveBeside', ...asShown } as const },
          ]
        : []),
      { label: strings.saveAs, action: { type: 'saveAs', ...asShown } },
      { label: strings.insert, key: 'I', action: { type: 'insert', ...asShown } },
      { label: strings.copy, action: { type: 'copy', ...target, ...copy } },
      { label: strings.open, action: { type: 'open', ...asShown } },
      { label: strings.reveal, action: { type: 'reveal', ...asShown } },
      { label: strings.deriveSet, action: { type: 'deriveSet', ...asShown } },
      ...(cropOf(run, tile)
        ? [{ label: strings.moveCrop, key: 'M', action: { type: 'viewer.crop', of: target } as const }]
        : []),
    ],
    [
      { label: strings.edit, key: 'E', action: { type: 'edit', ...asShown } },
      ...(canBeMasked(shown)
        ? [{ label: strings['mask.editWith'], action: { type: 'mask.editTile', of: asShown } as const }]
        : []),
      { label: strings.variations, key: 'V', action: { type: 'variations', ...asShown } },
      { label: strings.useSettings, action: { type: 'useSettings', runId } },
    ],
    [
      {
        label: tile.verdict === 'kept' ? strings.undecide : strings.keep,
        key: 'K',
        action: verdictMark(target, tile, 'kept'),
      },
      {
        label: tile.verdict === 'rejected' ? strings.undecide : strings.reject,
        key: 'X',
        action: verdictMark(target, tile, 'rejected'),
      },
      tile.discarded
        ? { label: strings.bringBack, action: { type: 'mark', of: [target], mark: { discarded: false } } }
        : {
            label: strings.discard,
            key: 'D',
            action: { type: 'mark', of: [target], mark: { discarded: true } },
          },
      { label: strings.deleteAsk, action: { type: 'delete', of: [target] } },
    ],
  ];
}

class PopUp extends AsyncDirective {
  /** What had the focus before, which gets it back unless another element took it. */
  #before: Element | null = null;
  #at: { readonly x: number; readonly y: number } | undefined;

  override update(part: ElementPart, [x, y]: [number, number]): unknown {
    const { element } = part;
    // Drawn again because something behind it changed, it stays where all of it is seen.
    const same = this.#at?.x === x && this.#at.y === y;
    if (!(element instanceof HTMLElement) || same) return noChange;
    this.#at = { x, y };
    // The element is not in the page yet when it is first rendered.
    queueMicrotask(() => {
      if (!element.matches(':popover-open')) this.#before = document.activeElement;
      open(element, x, y);
    });
    return noChange;
  }

  override disconnected(): void {
    const before = this.#before;
    // Only when the menu has left the page is it known who has the focus then.
    queueMicrotask(() => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    });
  }

  render(_x: number, _y: number): unknown {
    return noChange;
  }
}

/**
 * Shows a popover at a point of the window, px, moved so that all of it can be seen. Not one that the browser
 * closes by itself: where a right click opens it, the end of that click would close it again.
 */
const popUp = directive(PopUp);

function open(element: HTMLElement, x: number, y: number): void {
  if (!element.isConnected) return;
  if (!element.matches(':popover-open')) element.showPopover();
  const { width, height } = element.getBoundingClientRect();
  element.style.setProperty('--x', `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`);
  element.style.setProperty('--y', `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`);
  element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
}
