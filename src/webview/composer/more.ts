import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import {
  fieldText,
  type ChoiceField,
  type DraftField,
  type NumberField,
  type TextField,
} from '../../images/draft.ts';
import { fill } from '../../protocol/strings.ts';
import { choice, fieldName } from './controls.ts';
import { problemId, type Desk } from './fields.ts';

const fields = [
  'partialImages',
  'outputCompression',
  'moderation',
  'style',
  'complexity',
  'inputFidelity',
  'frameCount',
  'frameDurationMs',
  'safetyIdentifier',
  'user',
] as const satisfies readonly DraftField[];

/** The parameters that seldom matter, and which of them the model does not have. */
export function more(desk: Desk): TemplateResult {
  const { view, draft, strings } = desk;
  const shown = fields.filter(field => !view.lacking.includes(field));
  const set = shown.filter(field => fieldText(draft.parameters, field) !== '').length;
  return html`<details class="composer-more">
    <summary>
      ${strings['composer.more']}${set > 0 ? html`<span class="composer-set">${set}</span>` : nothing}
    </summary>
    <div class="composer-grid">
      ${shown.map(field => (isChoice(field) ? choice(desk, field) : input(desk, field)))}
    </div>
    ${
      view.lacking.length > 0
        ? html`<p class="composer-lacking">
            ${fill(
              strings['composer.lacking'],
              view.lacking.map(field => strings[`composer.${field}`]).join(', '),
            )}
          </p>`
        : nothing
    }
  </details>`;
}

type Entered = NumberField | TextField;

function isChoice(field: (typeof fields)[number]): field is Exclude<ChoiceField, 'size'> & typeof field {
  return !['outputCompression', 'frameCount', 'frameDurationMs', 'safetyIdentifier', 'user'].includes(field);
}

function input(desk: Desk, field: Entered): TemplateResult {
  const { ui, view, draft, strings, problems } = desk;
  const value = fieldText(draft.parameters, field);
  const wrong = problems.get(field);
  const refused = view.refused[field];
  const isNumber = field !== 'user' && field !== 'safetyIdentifier';
  const title = wrong?.sentence ?? refused ?? (value === '' ? strings['composer.defaultDetail'] : nothing);
  return html`<label class="pick ${wrong ? 'invalid' : ''} ${value === '' ? 'unset' : ''}" title=${title}>
    ${fieldName(desk, field)}
    <input
      type=${isNumber ? 'number' : 'text'}
      maxlength="200"
      placeholder=${strings['composer.default']}
      .value=${live(value)}
      ?disabled=${refused !== undefined && value === ''}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${wrong ? problemId(field) : nothing}
      @change=${(event: Event) => {
        if (event.target instanceof HTMLInputElement) {
          ui.dispatch({ type: 'composer.set', field, value: event.target.value });
        }
      }}
    />
  </label>`;
}
