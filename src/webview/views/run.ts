import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { frameBox, sharedEnd } from '../derive.ts';
import type { ShownRun } from '../filter.ts';
import { onTilesKey } from '../tileKeys.ts';
import type { Ui } from '../ui.ts';
import { ending } from './ending.ts';
import { runHeader, titleId } from './runHeader.ts';
import { estimatedHeight, shape } from './shape.ts';
import { tile } from './tile.ts';

/** Where a row stands among those that are shown, 1-based. */
export interface RowPlace {
  readonly at: number;
  readonly count: number;
}

/**
 * One run: who asked for what, and the pictures side by side. Far from what is in sight it is an empty row, as high as
 * it was, or will be by a guess: the same element, so that what was measured stays with it.
 */
export function runRow(ui: Ui, shown: ShownRun, { at, count }: RowPlace, near: boolean): TemplateResult {
  const { run } = shown;
  return html`<article
    class="run ${near ? '' : 'away'}"
    data-run=${run.id}
    data-state=${run.state}
    aria-labelledby=${near ? titleId(run) : nothing}
    aria-label=${near ? nothing : run.prompt || nothing}
    aria-posinset=${at}
    aria-setsize=${count}
    ${estimatedHeight(shown)}
  >
    ${near ? html`${runHeader(ui, run)} ${sharedNotice(ui, shown) ?? pictures(ui, shown)}` : nothing}
  </article>`;
}

function pictures(ui: Ui, { run, tiles }: ShownRun): TemplateResult {
  return html`<ul
    class="tiles count-${Math.min(tiles.length, 10)}"
    role="list"
    aria-label=${ui.state.strings.runPictures}
    @keydown=${(event: KeyboardEvent) => onTilesKey(event, ui, run)}
    ${shape(frameBox(run, ui.state.unshaped.has(run.id)))}
  >
    ${repeat(
      tiles,
      one => one.id,
      one => tile(ui, run, one),
    )}
  </ul>`;
}

function sharedNotice(ui: Ui, { run, tiles }: ShownRun): TemplateResult | undefined {
  const first = sharedEnd(run);
  if (!first) return undefined;
  return html`<div class="notice" data-state=${first.state}>${ending(ui, run, tiles) ?? nothing}</div>`;
}
