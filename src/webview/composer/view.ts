import { html, nothing, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';
import { controls } from './controls.ts';
import { onDragLeave, onDragOver, onDrop, onPaste } from './drop.ts';
import { deskOf } from './fields.ts';
import { foot } from './foot.ts';
import { prompt } from './prompt.ts';
import { references } from './references.ts';

/** The composer, on top of the sheet. */
export function composer(ui: Ui): TemplateResult | typeof nothing {
  const desk = deskOf(ui);
  if (!desk) return nothing;
  const { dragging } = ui.state.composer;
  return html`<section
    class="composer"
    aria-label=${desk.strings['composer.title']}
    @dragover=${(event: DragEvent) => onDragOver(ui, event)}
    @dragleave=${(event: DragEvent) => onDragLeave(ui, event)}
    @drop=${(event: DragEvent) => onDrop(ui, event)}
    @paste=${(event: ClipboardEvent) => onPaste(ui, event)}
  >
    <div class="composer-box ${desk.problems.has('prompt') ? 'invalid' : ''}">
      ${references(desk)} ${prompt(desk)} ${controls(desk)}
      ${dragging ? html`<p class="composer-drop" aria-hidden="true">${desk.strings['composer.dropHere']}</p>` : nothing}
    </div>
    ${foot(desk)}
  </section>`;
}
