import { html, nothing, type TemplateResult } from 'lit-html';
import { formatFullMoment } from '../format.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';

/** Entries of the library that cannot be read: each costs itself and nothing else. */
export function damagedRows(ui: Ui): TemplateResult | typeof nothing {
  const { library, strings } = ui.state;
  if (library.damaged.length === 0) return nothing;
  return html`<ul class="damaged" role="list" aria-label=${strings.damagedEntries}>
    ${library.damaged.map(
      ({ id, startedAt, sentence }) =>
        html`<li>
          ${icon('warning')}
          <span>
            ${sentence}
            ${startedAt > 0 ? html`<time>${formatFullMoment(startedAt, ui.language)}</time>` : nothing}
          </span>
          ${button(ui, {
            look: 'secondary',
            label: strings.delete,
            name: strings.deleteEntry,
            action: { type: 'deleteRun', runId: id },
          })}
        </li>`,
    )}
  </ul>`;
}
