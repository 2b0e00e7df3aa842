import { html, nothing, type TemplateResult } from 'lit-html';
import type { DraftField } from '../../images/draft.ts';
import type { ProblemView } from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import { button, icon } from '../views/controls.ts';
import { mend, problemId, sizeText, type Desk } from './fields.ts';

/** What is wrong or how it goes, who is asked, what it costs, and Run. */
export function foot(desk: Desk): TemplateResult {
  const { ui, view, strings } = desk;
  return html`${message(desk)}
    <div class="composer-foot">
      ${provider(desk)}
      <span class="composer-price" title=${view.price.detail}>${view.price.text}</span>
      <span class="composer-buttons">
        ${
          view.canBringBack
            ? button(ui, {
                look: 'tool',
                icon: 'discard',
                label: strings['composer.back'],
                action: { type: 'composer.back' },
              })
            : nothing
        }
        ${clearButton(desk)}
        ${
          view.running
            ? button(ui, {
                look: 'tool',
                icon: 'stop-circle',
                label: strings['composer.cancel'],
                action: { type: 'composer.cancel' },
              })
            : nothing
        }
        ${button(ui, {
          look: 'primary',
          icon: 'play',
          label: strings['composer.run'],
          action: { type: 'composer.run' },
        })}
      </span>
    </div>`;
}

/** One line that is always there, so that nothing moves when something is wrong. */
function message(desk: Desk): TemplateResult {
  const { ui, problems, view, strings } = desk;
  const all = [...problems.values()];
  const [first] = all;
  const sentence = view.provider.sentence ?? first?.sentence;
  const keys = /Mac/.test(navigator.platform) ? '⌘⏎' : 'Ctrl+Enter';
  if (sentence === undefined) {
    return html`<p class="composer-message quiet" id="composer-hint">
      ${fill(strings['composer.hint'], keys)}
    </p>`;
  }
  const text = all.length > 1 ? fill(strings['composer.moreProblems'], sentence, all.length - 1) : sentence;
  return html`<p class="composer-message">
      ${icon('warning')}<span
        >${text} ${first && !view.provider.sentence ? nearest(desk, first) : nothing}</span
      >
    </p>
    <div class="hidden-text">
      ${all.map(({ field, sentence: said }) => html`<p id=${problemId(field)}>${said}</p>`)}
      <p id="composer-hint">${fill(ui.state.strings['composer.hint'], keys)}</p>
    </div>`;
}

function nearest(
  { ui, strings, view }: Desk,
  { field, nearest: value }: ProblemView,
): TemplateResult | typeof nothing {
  if (value === undefined || !isField(field, view.offers)) return nothing;
  return html`<button type="button" class="button link" @click=${() => mend(ui, field, value)}>
    ${fill(strings['composer.useNearest'], sizeText(value, strings))}
  </button>`;
}

const entered: ReadonlySet<string> = new Set(['outputCompression', 'frameCount', 'frameDurationMs']);

function isField(field: string, offers: Desk['view']['offers']): field is DraftField {
  return Object.hasOwn(offers, field) || entered.has(field);
}

function provider({ ui, view, strings }: Desk): TemplateResult {
  const { label, ready, offline } = view.provider;
  const text = ready ? label : fill(strings['composer.noKey'], label);
  return html`<button
    type="button"
    class="composer-provider"
    title=${strings['composer.provider']}
    @click=${() => ui.act({ type: 'composer.provider' })}
  >
    ${icon(ready ? (offline ? 'debug-disconnect' : 'plug') : 'key')}<span>${text}</span>
  </button>`;
}

function clearButton({ ui, draft, view, strings }: Desk): TemplateResult | typeof nothing {
  const empty = draft.prompt === '' && view.references.length === 0;
  if (empty) return nothing;
  return button(ui, {
    look: 'tool',
    icon: 'clear-all',
    label: strings['composer.clear'],
    action: { type: 'composer.clear' },
  });
}
