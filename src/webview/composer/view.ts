import { html, nothing, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';

/** The composer, on top of the sheet. */
export function composer(ui: Ui): TemplateResult | typeof nothing {
  return ui.state.composer.view ? html`<section class="composer"></section>` : nothing;
}
