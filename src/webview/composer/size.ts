import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { parseSize } from '../../images/size.ts';
import type { OfferView } from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import { onToolbarKey } from '../toolbar.ts';
import { icon } from '../views/controls.ts';
import { shape } from '../views/shape.ts';
import { mend, problemId, sizeText, type Desk } from './fields.ts';

const square = { width: 1, height: 1 };

/** The size: a button that unfolds shapes with their pixels, and own ones where the model takes any. */
export function sizeControl(desk: Desk): TemplateResult {
  const { ui, draft, strings, problems } = desk;
  const value = draft.parameters.size ?? '';
  const open = ui.state.composer.open === 'size';
  const wrong = problems.get('size');
  const show = (what: 'size' | 'none'): void => ui.dispatch({ type: 'composer.opened', what });
  return html`<div
    class="pick size ${wrong ? 'invalid' : ''} ${value === '' ? 'unset' : ''}"
    @focusout=${(event: FocusEvent) => {
      const { currentTarget, relatedTarget } = event;
      const inside =
        relatedTarget instanceof Node &&
        currentTarget instanceof Node &&
        currentTarget.contains(relatedTarget);
      if (open && !inside) show('none');
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !open) return;
      event.preventDefault();
      show('none');
      document.querySelector<HTMLElement>('.size-button')?.focus();
    }}
  >
    <button
      type="button"
      class="size-button"
      aria-expanded=${open ? 'true' : 'false'}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? problemId('size') : nothing}
      title=${wrong?.sentence ?? (value === '' ? meaningOfNone(desk) : nothing)}
      @click=${() => toggle()}
    >
      <span class="pick-name">${wrong ? icon('warning') : nothing}${strings['composer.size']}</span>
      ${value === '' ? nothing : aspect(value)}
      <span class="pick-value">${value === '' ? strings['composer.default'] : sizeText(value, strings)}</span>
      ${icon('chevron-down')}
    </button>
    ${open ? panel(desk, value) : nothing}
  </div>`;

  function toggle(): void {
    show(open ? 'none' : 'size');
    if (!open) document.querySelector<HTMLElement>('.size-list [aria-pressed="true"]')?.focus();
  }
}

function panel(desk: Desk, value: string): TemplateResult {
  const { view, strings } = desk;
  // An own size that is wrong is no offer; it stands in the fields below, with what is wrong.
  const sizes = view.offers.size.filter(one => one.value !== value || one.reason === undefined);
  return html`<div class="size-panel" role="group" aria-label=${strings['composer.size']}>
    <div class="size-list" @keydown=${onToolbarKey}>
      ${offer(desk, { value: '' }, value)} ${sizes.map(one => offer(desk, one, value))}
    </div>
    ${view.freeSize ? ownSize(desk, value) : nothing}
  </div>`;
}

/** What happens while no size is set. */
function meaningOfNone({ view: { usualSize }, strings }: Desk): string {
  return usualSize === undefined
    ? strings['composer.defaultDetail']
    : fill(strings['composer.defaultSize'], sizeText(usualSize, strings));
}

function offer(desk: Desk, { value, reason }: OfferView, now: string): TemplateResult {
  const { ui, strings } = desk;
  const chosen = value === now;
  const choose = (): void => {
    if (reason !== undefined) return;
    ui.dispatch({ type: 'composer.set', field: 'size', value });
    ui.dispatch({ type: 'composer.opened', what: 'none' });
    document.querySelector<HTMLElement>('.size-button')?.focus();
  };
  return html`<button
    type="button"
    class="size-offer"
    aria-pressed=${chosen ? 'true' : 'false'}
    aria-disabled=${reason === undefined ? nothing : 'true'}
    title=${reason ?? (value === '' ? meaningOfNone(desk) : nothing)}
    @click=${choose}
  >
    ${aspect(value)}<span>${value === '' ? strings['composer.default'] : sizeText(value, strings)}</span>
  </button>`;
}

/** Any size in px. It is set while it is typed, so that problem and price are those of what stands there. */
function ownSize({ ui, strings, problems }: Desk, value: string): TemplateResult {
  const size = parseSize(value);
  const problem = problems.get('size');
  const set = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const inputs = event.target.closest('.size-own')?.querySelectorAll('input') ?? [];
    const [width, height] = [...inputs].map(input => input.value || '1024');
    ui.dispatch({ type: 'composer.set', field: 'size', value: `${width}x${height}` });
  };
  const edge = (name: string, px: number | undefined): TemplateResult =>
    html`<input
      type="number"
      inputmode="numeric"
      min="16"
      max="16384"
      step="16"
      placeholder="1024"
      title=${name}
      aria-label=${name}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? 'composer-size-problem' : nothing}
      .value=${live(px === undefined ? '' : String(px))}
      @change=${set}
    />`;
  const nearest = problem?.nearest;
  return html`<div class="size-own" role="group" aria-label=${strings['composer.ownSize']}>
    <span class="size-own-name">${strings['composer.ownSize']}</span>
    <span class="size-edges">
      ${edge(strings['composer.width'], size?.width)} × ${edge(strings['composer.height'], size?.height)}
    </span>
    <p class="size-problem" id="composer-size-problem">
      ${problem?.sentence ?? nothing}
      ${
        nearest
          ? html`<button type="button" class="button link" @click=${() => mend(ui, 'size', nearest)}>
              ${fill(strings['composer.useNearest'], sizeText(nearest, strings))}
            </button>`
          : nothing
      }
    </p>
  </div>`;
}

/** A little rectangle of the size's shape; a dashed square where the server decides. */
function aspect(size: string): TemplateResult {
  const parsed = parseSize(size);
  return html`<span class="aspect ${parsed ? '' : 'open'}" aria-hidden="true"
    ><span class=${parsed && parsed.width < parsed.height ? 'tall' : 'wide'} ${shape(parsed ?? square)}></span
  ></span>`;
}
