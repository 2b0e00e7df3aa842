import { html, nothing, type TemplateResult } from 'lit-html';
import type { Picture } from '../../images/picture.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { shownRef } from '../refs.ts';
import { verdictMark } from '../tileKeys.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import type { Ui, UiAction } from '../ui.ts';
import { button, icon, type IconName } from './controls.ts';

/** What is done most with a picture: over its foot, on hover and on focus, one Tab stop. The menu has the rest. */
export function pictureActions(ui: Ui, run: RunView, tile: TileView, _picture: Picture): TemplateResult {
  const { strings } = ui.state;
  const target = { runId: run.id, tileId: tile.id };
  const asShown = shownRef(ui.state, target);
  const number = run.tiles.indexOf(tile) + 1;
  const tool = (name: IconName, label: string, action: UiAction, pressed?: boolean): TemplateResult =>
    button(ui, {
      look: 'tool',
      tabIndex: -1,
      icon: name,
      label,
      action,
      ...(pressed === undefined ? {} : { pressed }),
    });
  const extra = (name: IconName, label: string, action: UiAction): TemplateResult =>
    button(ui, { look: 'tool', tabIndex: -1, icon: name, label, action, extra: true });
  const [kept, rejected] = [tile.verdict === 'kept', tile.verdict === 'rejected'];
  const mark = (verdict: 'kept' | 'rejected'): UiAction => verdictMark(target, tile, verdict);
  return html`<div
    class="actions"
    role="toolbar"
    aria-label=${fill(strings.pictureActions, number)}
    @keydown=${onToolbarKey}
    @focusin=${onToolbarFocus}
  >
    ${button(ui, {
      look: 'primary',
      icon: 'save',
      label: strings.save,
      action: { type: 'save', ...asShown },
      tabIndex: 0,
    })}
    ${tile.replaceable ? tool('file-media', strings.replace, { type: 'replace', ...asShown }) : nothing}
    ${tool(kept ? 'thumbsup-filled' : 'thumbsup', strings.keep, mark('kept'), kept)}
    ${tool(rejected ? 'thumbsdown-filled' : 'thumbsdown', strings.reject, mark('rejected'), rejected)}
    ${extra('insert', strings.insert, { type: 'insert', ...asShown })}
    ${extra('edit', strings.edit, { type: 'edit', ...asShown })}
    ${extra('versions', strings.variations, { type: 'variations', ...asShown })}
    <button
      type="button"
      class="button tool"
      tabindex="-1"
      title=${strings.moreActions}
      aria-label=${strings.moreActions}
      aria-haspopup="menu"
      @click=${(event: MouseEvent) => {
        const box =
          event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : undefined;
        ui.dispatch({ type: 'menuOpened', of: target, x: box?.left ?? 0, y: box?.bottom ?? 0 });
      }}
    >
      ${icon('ellipsis')}
    </button>
  </div>`;
}
