import { html, nothing, type TemplateResult } from 'lit-html';
import { fill } from '../../protocol/strings.ts';
import { refOf, shownRef } from '../refs.ts';
import type { Ui, UiAction } from '../ui.ts';
import { button, icon, type IconName } from './controls.ts';

/** What can be done with the pictures that are chosen together, or the way back after some were discarded. */
export function chosenBar(ui: Ui): TemplateResult | typeof nothing {
  if (ui.state.selected.size > 0) return chosen(ui);
  return ui.state.discarded.length > 0 ? discarded(ui) : nothing;
}

function chosen(ui: Ui): TemplateResult {
  const { strings, selected } = ui.state;
  const of = [...selected].map(refOf);
  const [first, second] = of;
  const tool = (name: IconName, label: string, action: UiAction): TemplateResult =>
    button(ui, { look: 'tool', icon: name, label, action });
  return html`<div class="chosen" role="region" aria-label=${strings.selection}>
    <span class="chosen-count">${fill(strings.selected, of.length)}</span>
    ${button(ui, { look: 'primary', icon: 'save', label: strings.save, action: { type: 'saveMany', of: of.map(one => shownRef(ui.state, one)) } })}
    ${tool('thumbsup', strings.keep, { type: 'mark', of, mark: { verdict: 'kept' } })}
    ${tool('thumbsdown', strings.reject, { type: 'mark', of, mark: { verdict: 'rejected' } })}
    ${
      first && second && of.length === 2
        ? tool('compare-changes', strings.compare, { type: 'viewer.compare', of: first, with: second })
        : nothing
    }
    ${tool('discard', strings.discard, { type: 'mark', of, mark: { discarded: true } })}
    ${tool('trash', strings.deleteAsk, { type: 'delete', of })}
    ${tool('close', strings.clearSelection, { type: 'clearSelection' })}
  </div>`;
}

function discarded(ui: Ui): TemplateResult {
  const { strings, discarded: of } = ui.state;
  return html`<div class="chosen" role="region" aria-label=${strings.discardedBar}>
    ${icon('discard')}
    <span class="chosen-count">${fill(strings.discardedCount, of.length)}</span>
    ${button(ui, {
      look: 'secondary',
      label: strings.undo,
      action: { type: 'mark', of, mark: { discarded: false } },
    })}
    ${button(ui, { look: 'tool', icon: 'close', label: strings.dismiss, action: { type: 'dismissDiscarded' } })}
  </div>`;
}
