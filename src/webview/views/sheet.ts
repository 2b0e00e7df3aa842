import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RunView } from '../../protocol/messages.ts';
import { composer } from '../composer/view.ts';
import type { SheetEvent, SheetState } from '../state.ts';
import type { Ui, UiAction } from '../ui.ts';
import { viewer } from '../viewer/view.ts';
import { button, icon } from './controls.ts';
import { runRow } from './run.ts';

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
  return html`${composer(ui)} ${state.runs.length === 0 ? emptySheet(ui) : runs(ui)} ${viewer(ui)}`;
}

function runs(ui: Ui): TemplateResult {
  const { state } = ui;
  return html`<main class="page">
    <div class="bar">
      <h1>${state.strings.sheetTitle}</h1>
      ${button(ui, {
        look: 'secondary',
        icon: 'sparkle',
        label: state.strings.generate,
        action: { type: 'compose' },
      })}
    </div>
    <div class="runs">
      ${repeat(
        state.runs,
        run => run.id,
        run => guard(dependencies(ui, run), () => runRow(ui, run)),
      )}
    </div>
  </main>`;
}

/** What a row is drawn from: while the clock moves only the rows that count are drawn again. */
function dependencies(ui: Ui, run: RunView): unknown[] {
  const { strings, expanded, missing, busy, now } = ui.state;
  const clock = run.state === 'running' ? now : new Date(now).toDateString();
  return [run, strings, expanded, missing, busy, clock];
}

function emptySheet(ui: Ui): TemplateResult {
  const { strings } = ui.state;
  return html`<main class="page empty">
    <div class="empty-frames" aria-hidden="true"><span></span><span></span><span></span></div>
    <h1>${strings.emptyTitle}</h1>
    <p>${strings.emptyBody}</p>
    ${button(ui, {
      look: 'primary',
      icon: 'sparkle',
      label: strings.generate,
      action: { type: 'compose' },
    })}
    <p class="quiet">${strings.emptyHint}</p>
  </main>`;
}
