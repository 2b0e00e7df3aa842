import { html, nothing, type TemplateResult } from 'lit-html';
import type { ReferenceView } from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import type { Desk } from '../composer/fields.ts';

/** Opens the mask of the first reference; where none can go along it says why. */
export function maskButton({ ui, view, strings }: Desk, one: ReferenceView): TemplateResult {
  const { maskRefused } = view;
  const busy = ui.state.busy.has('mask.open');
  const name = fill(strings[one.masked ? 'mask.change' : 'mask.buttonOf'], one.label);
  // What is drawn already can still be looked at and taken away.
  const off = busy || (maskRefused !== undefined && !one.masked);
  return html`<button
      type="button"
      class="composer-mask ${one.masked ? 'on' : ''}"
      title=${maskRefused ?? name}
      aria-label=${name}
      aria-disabled=${off ? 'true' : nothing}
      aria-describedby=${maskRefused === undefined ? nothing : 'composer-mask-refused'}
      @click=${() => !off && ui.act({ type: 'mask.open', id: one.id })}
    >
      ${one.masked ? strings['mask.on'] : strings['mask.button']}
    </button>
    ${
      maskRefused === undefined
        ? nothing
        : html`<span id="composer-mask-refused" class="hidden-text">${maskRefused}</span>`
    }`;
}
