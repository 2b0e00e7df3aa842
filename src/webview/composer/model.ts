import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ModelView } from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import { icon } from '../views/controls.ts';
import type { Desk } from './fields.ts';

// What cannot be the id of a model, since these have no line breaks.
const other = '\nother';
const refresh = '\nrefresh';

/** The server's models, asked for when the control is first opened, and any id that is typed. */
export function modelControl(desk: Desk): TemplateResult {
  const { ui, draft, view, strings } = desk;
  if (ui.state.composer.open === 'otherModel') return typedModel(desk);
  const value = draft.parameters.model ?? '';
  const { usual, state, sentence, known } = view.model;
  const ask = (): void => {
    if (state === 'unasked' || state === 'failed') ui.act({ type: 'composer.models', fresh: false });
  };
  const listed = known.some(({ id }) => id === value);
  return html`<label class="pick model" title=${sentence ?? nothing}>
    <span class="pick-name">${strings['composer.model']}</span>
    <select
      .value=${live(value)}
      @pointerdown=${ask}
      @keydown=${(event: KeyboardEvent) => {
        if (['ArrowDown', 'ArrowUp', 'Enter', ' ', 'F4'].includes(event.key)) ask();
      }}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLSelectElement) choose(event.target);
      }}
    >
      <option value="" ?selected=${value === ''}>
        ${usual ? fill(strings['composer.defaultModel'], usual) : strings['composer.default']}
      </option>
      ${value === '' || listed ? nothing : html`<option value=${value} selected>${value}</option>`}
      ${group(
        desk,
        strings['composer.imageModels'],
        known.filter(({ image }) => image),
      )}
      ${group(
        desk,
        strings['composer.otherModels'],
        known.filter(({ image }) => !image),
      )}
      ${state === 'asking' ? html`<option disabled>${strings['composer.askingModels']}</option>` : nothing}
      ${sentence ? html`<option disabled>${sentence}</option>` : nothing}
      <option value=${other}>${strings['composer.otherModel']}</option>
      ${
        state === 'known' || state === 'failed'
          ? html`<option value=${refresh}>${strings['composer.refreshModels']}</option>`
          : nothing
      }
    </select>
    ${icon('chevron-down')}
  </label>`;

  function choose(select: HTMLSelectElement): void {
    const chosen = select.value;
    if (chosen !== other && chosen !== refresh) {
      return ui.dispatch({ type: 'composer.set', field: 'model', value: chosen });
    }
    select.value = value;
    if (chosen === refresh) return ui.act({ type: 'composer.models', fresh: true });
    ui.dispatch({ type: 'composer.opened', what: 'otherModel' });
    document.querySelector<HTMLElement>('.pick.model input')?.focus();
  }
}

function group(
  { draft, strings }: Desk,
  label: string,
  models: readonly ModelView[],
): TemplateResult | typeof nothing {
  if (models.length === 0) return nothing;
  return html`<optgroup label=${label}>
    ${models.map(
      ({ id, endsOn }) =>
        html`<option value=${id} ?selected=${id === draft.parameters.model}>
          ${endsOn ? fill(strings['composer.ends'], id, endsOn) : id}
        </option>`,
    )}
  </optgroup>`;
}

/** An id that no list has. Enter takes it, Escape does not. */
function typedModel({ ui, draft, strings }: Desk): TemplateResult {
  const close = (): void => ui.dispatch({ type: 'composer.opened', what: 'none' });
  const take = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    ui.dispatch({ type: 'composer.set', field: 'model', value: event.target.value });
  };
  return html`<label class="pick model">
    <span class="pick-name">${strings['composer.model']}</span>
    <input
      type="text"
      spellcheck="false"
      autocomplete="off"
      placeholder=${strings['composer.modelId']}
      title=${strings['composer.modelId']}
      .value=${draft.parameters.model ?? ''}
      @change=${take}
      @blur=${() => queueMicrotask(close)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        if (!(event.target instanceof HTMLInputElement)) return;
        if (event.key === 'Escape') event.target.value = draft.parameters.model ?? '';
        // It leaves first: a field that is taken away with the focus speaks while the page is being drawn.
        event.target.blur();
        queueMicrotask(() => document.querySelector<HTMLElement>('.pick.model select')?.focus());
      }}
    />
  </label>`;
}
