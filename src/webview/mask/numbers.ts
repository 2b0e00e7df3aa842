import { html, type TemplateResult } from 'lit-html';
import type { Ui } from '../ui.ts';
import type { OpenMask } from './state.ts';

const fields = ['x', 'y', 'width', 'height'] as const;

/** A rectangle for who has no pointer, or knows its numbers: px of the picture. */
export function byNumbers(ui: Ui, open: OpenMask): TemplateResult {
  const { strings } = ui.state;
  const usual = { x: 0, y: 0, width: open.width, height: open.height };
  return html`<form
    class="mask-numbers"
    aria-label=${strings['mask.numbers']}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      if (event.currentTarget instanceof HTMLFormElement) mark(ui, new FormData(event.currentTarget));
    }}
  >
    <span class="mask-numbers-name" aria-hidden="true">${strings['mask.numbers']}</span>
    ${fields.map(
      field =>
        html`<label
          ><span>${strings[`mask.${field}`]}</span
          ><input
            type="number"
            name=${field}
            min=${field === 'x' || field === 'y' ? 0 : 1}
            max=${field === 'x' || field === 'width' ? open.width : open.height}
            step="1"
            required
            value=${usual[field]}
        /></label>`,
    )}
    <button type="submit" class="button secondary">
      <span class="button-label">${strings['mask.add']}</span>
    </button>
  </form>`;
}

function mark(ui: Ui, data: FormData): void {
  const [x = 0, y = 0, width = 0, height = 0] = fields.map(field => Number(data.get(field)));
  const stroke = { kind: 'rectangle', from: { x, y }, to: { x: x + width, y: y + height } } as const;
  ui.dispatch({ type: 'mask.drawn', stroke });
}
