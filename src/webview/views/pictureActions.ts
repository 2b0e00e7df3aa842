import { html, type TemplateResult } from 'lit-html';
import type { Picture } from '../../images/picture.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { pictureUri } from '../derive.ts';
import { onToolbarFocus, onToolbarKey } from '../toolbar.ts';
import type { Ui } from '../ui.ts';
import { button } from './controls.ts';

/** What can be done with a picture: over its foot, on hover and on focus, one Tab stop. */
export function pictureActions(ui: Ui, run: RunView, tile: TileView, picture: Picture): TemplateResult {
  const { strings } = ui.state;
  const target = { runId: run.id, tileId: tile.id };
  const tool = { look: 'tool', tabIndex: -1 } as const;
  const copy = { uri: pictureUri(run, picture), png: picture.type === 'png' && !picture.animated };
  return html`<div
    class="actions"
    role="toolbar"
    aria-label=${fill(strings.pictureActions, run.tiles.indexOf(tile) + 1)}
    @keydown=${onToolbarKey}
    @focusin=${onToolbarFocus}
  >
    ${button(ui, {
      look: 'primary',
      icon: 'save',
      label: strings.save,
      action: { type: 'save', ...target },
      tabIndex: 0,
    })}
    ${button(ui, { ...tool, icon: 'save-as', label: strings.saveAs, action: { type: 'saveAs', ...target } })}
    ${button(ui, { ...tool, icon: 'go-to-file', label: strings.open, action: { type: 'open', ...target } })}
    ${button(ui, {
      ...tool,
      icon: 'eye',
      label: strings['viewer.look'],
      action: { type: 'viewer.look', of: target },
    })}
    ${button(ui, {
      ...tool,
      icon: 'copy',
      label: strings.copy,
      action: { type: 'copy', ...target, ...copy },
    })}
    ${button(ui, {
      ...tool,
      icon: 'versions',
      label: strings.variations,
      action: { type: 'variations', ...target },
    })}
    ${button(ui, { ...tool, icon: 'edit', label: strings.edit, action: { type: 'edit', ...target } })}
  </div>`;
}
