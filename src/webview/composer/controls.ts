import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fieldText, maxCount, type ChoiceField, type DraftField } from '../../images/draft.ts';
import { fill } from '../../protocol/strings.ts';
import { icon } from '../views/controls.ts';
import { problemId, type Desk } from './fields.ts';
import { modelControl } from './model.ts';
import { more } from './more.ts';
import { sizeControl } from './size.ts';

/** The parameters that matter in one row that wraps, the rest folded below. */
export function controls(desk: Desk): TemplateResult {
  const { ui, strings } = desk;
  const picking = ui.state.busy.has('composer.pick') || ui.state.busy.has('composer.addFiles');
  return html`<div class="composer-controls" role="group" aria-label=${strings['composer.parameters']}>
      <button
        type="button"
        class="button tool"
        title=${strings['composer.addPictures']}
        aria-label=${strings['composer.addPictures']}
        aria-disabled=${picking ? 'true' : nothing}
        @click=${() => !picking && ui.act({ type: 'composer.pick' })}
      >
        ${icon(picking ? 'loading' : 'file-media', picking ? 'spin' : '')}
      </button>
      ${modelControl(desk)} ${sizeControl(desk)} ${choice(desk, 'quality')} ${choice(desk, 'background')}
      ${choice(desk, 'outputFormat')} ${count(desk)}
    </div>
    ${more(desk)}`;
}

/** A parameter with a few words to choose from; what is refused is shown with the reason. */
export function choice(desk: Desk, field: Exclude<ChoiceField, 'size'>): TemplateResult {
  const { ui, view, draft, strings, problems } = desk;
  const value = fieldText(draft.parameters, field);
  const wrong = problems.get(field);
  const refused = view.refused[field];
  const meaning = strings[field === 'partialImages' ? 'composer.defaultPreviews' : 'composer.defaultDetail'];
  const title = wrong?.sentence ?? refused ?? (value === '' ? meaning : nothing);
  return html`<label class="pick ${wrong ? 'invalid' : ''} ${value === '' ? 'unset' : ''}" title=${title}>
    ${fieldName(desk, field)}
    <select
      .value=${live(value)}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${wrong ? problemId(field) : nothing}
      ?disabled=${refused !== undefined && value === ''}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLSelectElement) {
          ui.dispatch({ type: 'composer.set', field, value: event.target.value });
        }
      }}
    >
      <option value="" ?selected=${value === ''}>${strings['composer.default']}</option>
      ${view.offers[field].map(
        offer =>
          html`<option
            value=${offer.value}
            ?selected=${offer.value === value}
            ?disabled=${offer.reason !== undefined && offer.value !== value}
          >
            ${offer.reason && offer.value !== value ? fill(strings['composer.refused'], offer.value, offer.reason) : offer.value}
          </option>`,
      )}
    </select>
    ${icon('chevron-down')}
  </label>`;
}

/** The name of a field, with the reason where it can have no value: a disabled control tells nobody why. */
export function fieldName({ view, strings, problems }: Desk, field: DraftField): TemplateResult {
  const refused = view.refused[field];
  return html`<span class="pick-name"
    >${problems.has(field) ? icon('warning') : nothing}${strings[`composer.${field}`]}${refused ? html`<small class="pick-reason">${refused}</small>` : nothing}</span
  >`;
}

function count({ ui, draft, strings, problems }: Desk): TemplateResult {
  const wrong = problems.get('n');
  const set = (value: number): void => ui.dispatch({ type: 'composer.counted', count: value });
  const button = (name: string, by: number, sign: string): TemplateResult =>
    html`<button
      type="button"
      class="step"
      tabindex="-1"
      title=${name}
      aria-label=${name}
      ?disabled=${draft.count + by < 1 || draft.count + by > maxCount}
      @click=${() => set(draft.count + by)}
    >
      ${sign}
    </button>`;
  return html`<div class="pick count ${wrong ? 'invalid' : ''}" title=${wrong?.sentence ?? nothing}>
    <label class="pick-name" for="composer-count"
      >${wrong ? icon('warning') : nothing}${strings['composer.count']}</label
    >
    ${button(strings['composer.fewer'], -1, '−')}
    <input
      id="composer-count"
      type="number"
      inputmode="numeric"
      min="1"
      max=${maxCount}
      .value=${live(String(draft.count))}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${wrong ? problemId('n') : nothing}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) set(Number(event.target.value) || draft.count);
      }}
    />
    ${button(strings['composer.another'], 1, '+')}
  </div>`;
}
