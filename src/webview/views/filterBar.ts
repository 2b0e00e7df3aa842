import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fill } from '../../protocol/strings.ts';
import { isFiltering, noFilter, type Filter } from '../filter.ts';
import { formatBytes, formatCount } from '../format.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';

const whichOrder = ['all', 'undecided', 'kept', 'rejected', 'saved', 'discarded'] as const;
const sinceOrder = ['any', 'today', 'week', 'month'] as const;

/** What of the library is shown, how much that is, and what all of it takes. */
export function filterBar(ui: Ui): TemplateResult {
  const { strings, filter, listing } = ui.state;
  const change = (part: Partial<Filter>): void => ui.act({ type: 'filter', filter: { ...filter, ...part } });
  const clear = { type: 'filter', filter: noFilter } as const;
  return html`<search class="bar">
    <div class="filters">
      <span class="search">
        ${icon('search')}
        <input
          type="search"
          class="field"
          aria-label=${strings.searchPrompts}
          placeholder=${strings.searchPrompts}
          .value=${live(filter.words)}
          @input=${(event: Event) => change({ words: valueOf(event) })}
        />
      </span>
      ${choice(
        strings.filterBy,
        filter.which,
        whichOrder,
        one => strings[`which.${one}`],
        which => change({ which }),
      )}
      ${choice(
        strings.filterModel,
        filter.model,
        ['', ...listing.models],
        one => one || strings.anyModel,
        model => change({ model }),
      )}
      ${choice(
        strings.filterDate,
        filter.since,
        sinceOrder,
        one => strings[`since.${one}`],
        since => change({ since }),
      )}
      ${isFiltering(filter) ? button(ui, { look: 'tool', icon: 'clear-all', label: strings.clearFilter, action: clear }) : ''}
    </div>
    <div class="totals">
      <span>${countText(ui)}</span>
      ${librarySize(ui)}
      ${button(ui, { look: 'tool', icon: 'add', label: strings.generate, action: { type: 'compose' } })}
    </div>
  </search>`;
}

function choice<T extends string>(
  label: string,
  value: T,
  values: readonly T[],
  say: (value: T) => string,
  choose: (value: T) => void,
): TemplateResult {
  const pick = (event: Event): void => {
    const chosen = values.find(one => one === valueOf(event));
    if (chosen !== undefined) choose(chosen);
  };
  return html`<select class="field" aria-label=${label} title=${label} @change=${pick}>
    ${values.map(one => html`<option value=${one} ?selected=${one === value}>${say(one)}</option>`)}
  </select>`;
}

function valueOf({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}

function countText({ state, language }: Ui): string {
  const { shown, all } = state.listing.pictures;
  const number = (value: number): string => formatCount(value, language);
  return shown === all
    ? fill(state.strings.pictures, number(all))
    : fill(state.strings.picturesOf, number(shown), number(all));
}

function librarySize(ui: Ui): TemplateResult | string {
  const { library, strings } = ui.state;
  if (library.bytes === undefined) return '';
  const size = formatBytes(library.bytes, ui.language);
  const limit = library.limitBytes;
  const detail =
    limit > 0
      ? fill(strings.librarySizeOf, size, formatBytes(limit, ui.language))
      : fill(strings.librarySize, size);
  return button(ui, {
    look: 'link',
    icon: 'database',
    label: size,
    name: `${detail} ${strings.changeLimit}`,
    action: { type: 'libraryLimit' },
  });
}
