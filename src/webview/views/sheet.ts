import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { composer } from '../composer/view.ts';
import { isFiltering, noFilter, type ShownRun } from '../filter.ts';
import { maskEditor } from '../mask/view.ts';
import type { SheetEvent, SheetState } from '../state.ts';
import type { Ui, UiAction } from '../ui.ts';
import { viewer } from '../viewer/view.ts';
import { button, icon } from './controls.ts';
import { damagedRows } from './damaged.ts';
import { filterBar } from './filterBar.ts';
import { pictureMenu } from './pictureMenu.ts';
import { runRow } from './run.ts';
import { chosenBar } from './chosenBar.ts';

/** Runs at the top that are always drawn: the page must show something before anybody has looked where it is. */
const alwaysDrawn = 3;

/** The whole page. Before the host has spoken there are no texts to show, so there is nothing. */
export function sheet(
  state: SheetState,
  language: string,
  act: (action: UiAction) => void,
  dispatch: (event: SheetEvent) => void,
): TemplateResult {
  if (state.phase === 'loading') return html`<main class="page" aria-busy="true"></main>`;
  if (state.phase === 'unavailable') {
    return html`<main class="page empty">
      ${icon('error', 'big')}
      <p>${state.text}</p>
    </main>`;
  }
  const ui: Ui = { state, language, act, dispatch };
  const { runs, library, more } = state;
  const nothingThere = runs.length === 0 && !more && library.damaged.length === 0;
  return html`<main class="page">
      <h1 class="hidden-text">${state.strings.sheetTitle}</h1>
      ${composer(ui)} ${nothingThere ? emptySheet(ui) : contents(ui)} ${pictureMenu(ui)}
    </main>
    ${viewer(ui)} ${maskEditor(ui)}`;
}

function contents(ui: Ui): TemplateResult {
  const { state } = ui;
  const { shown } = state.listing;
  return html`${filterBar(ui)}
    <div
      class="runs"
      role=${shown.length > 0 ? 'feed' : nothing}
      aria-label=${shown.length > 0 ? state.strings.runs : nothing}
      aria-busy=${String(state.more)}
    >
      ${repeat(
        shown,
        ({ run }) => run.id,
        (one, at) => row(ui, one, at, shown.length),
      )}
    </div>
    ${shown.length === 0 && !state.more ? nothingFound(ui) : nothing} ${damagedRows(ui)} ${chosenBar(ui)}`;
}

function row(ui: Ui, shown: ShownRun, at: number, count: number): unknown {
  const { id } = shown.run;
  const near = at < alwaysDrawn || ui.state.near.has(id);
  const place = { at: at + 1, count };
  const from = near ? dependencies(ui, shown, at, count) : [id, at, count];
  return guard(from, () => runRow(ui, shown, place, near));
}

/** What a row is drawn from: while the clock moves only the rows that count are drawn again. */
function dependencies(ui: Ui, { run, tiles }: ShownRun, at: number, count: number): unknown[] {
  const { strings, expanded, missing, busy, selected, originals, unswapped, now } = ui.state;
  const clock = run.state === 'running' ? now : new Date(now).toDateString();
  const shown = tiles.map(({ id }) => id).join();
  const unshaped = ui.state.unshaped.has(run.id);
  return [
    run,
    shown,
    unshaped,
    at,
    count,
    strings,
    expanded,
    missing,
    busy,
    selected,
    originals,
    unswapped,
    clock,
  ];
}

function nothingFound(ui: Ui): TemplateResult {
  const { strings, filter } = ui.state;
  if (!isFiltering(filter)) return html`<p class="found-nothing">${strings.allDiscarded}</p>`;
  return html`<div class="found-nothing">
    <p>${strings.foundNothing}</p>
    ${button(ui, {
      look: 'secondary',
      icon: 'clear-all',
      label: strings.clearFilter,
      action: { type: 'filter', filter: noFilter },
    })}
  </div>`;
}

function emptySheet(ui: Ui): TemplateResult {
  const { strings } = ui.state;
  return html`<section class="empty">
    <div class="empty-frames" aria-hidden="true"><span></span><span></span><span></span></div>
    <h2>${strings.emptyTitle}</h2>
    <p>${strings.emptyBody}</p>
    <p class="quiet">${strings.emptyHint}</p>
  </section>`;
}
