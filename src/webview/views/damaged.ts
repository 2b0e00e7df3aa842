import { html, nothing, type TemplateResult } from 'lit-html';
import * as v from 'valibot';
import type { DamagedView } from '../../protocol/messages.ts';
import { id as idShape } from '../../protocol/shapes.ts';
import { formatFullMoment, isMoment } from '../format.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';

/** Entries of the library that cannot be read: each costs itself and nothing else. */
export function damagedRows(ui: Ui): TemplateResult | typeof nothing {
  const { library, strings } = ui.state;
  if (library.damaged.length === 0) return nothing;
  return html`<ul class="damaged" role="list" aria-label=${strings.damagedEntries}>
    ${library.damaged.map(entry => html`<li class="damaged-entry">${damagedEntry(ui, entry)}</li>`)}
  </ul>`;
}

/** What is said of an entry, when it was made where that is known, and the way to be rid of it where it has an id. */
export function damagedEntry(ui: Ui, { id, startedAt, sentence }: DamagedView): TemplateResult {
  const { strings } = ui.state;
  const known = startedAt > 0 && isMoment(startedAt);
  return html`${icon('warning')}
    <span>
      ${sentence} ${known ? html`<time>${formatFullMoment(startedAt, ui.language)}</time>` : nothing}
    </span>
    ${
      v.is(idShape, id)
        ? button(ui, {
            look: 'secondary',
            label: strings.delete,
            name: strings.deleteEntry,
            action: { type: 'deleteRun', runId: id },
          })
        : nothing
    }`;
}
