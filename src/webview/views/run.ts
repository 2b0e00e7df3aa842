import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { frameBox, sharedEnd, type Box } from '../derive.ts';
import type { ShownRun } from '../filter.ts';
import { onTilesKey } from '../tileKeys.ts';
import type { Ui } from '../ui.ts';
import { damagedEntry } from './damaged.ts';
import { ending } from './ending.ts';
import { runHeader, titleId } from './runHeader.ts';
import { estimatedHeight, shape } from './shape.ts';
import { tile } from './tile.ts';

/** Where a row stands among those that are shown, 1-based. */
export interface RowPlace {
  readonly at: number;
  readonly count: number;
}

/** Ids of runs whose entry was complained about: each once, however often it is drawn. */
const complainedOf = new Set<string>();

/**
 * One run: who asked for what, and the pictures side by side. Far from what is in sight it is an empty row, as high as
 * it was, or will be by a guess: the same element, so that what was measured stays with it. Where its entry holds what
 * no view expects it says so, and costs no other row.
 */
export function runRow(ui: Ui, shown: ShownRun, place: RowPlace, near: boolean): TemplateResult {
  try {
    return soundRow(ui, shown, place, near);
  } catch (error) {
    const { id } = shown.run;
    if (!complainedOf.has(id)) console.warn(`a run cannot be drawn (${id}): ${String(error)}`);
    complainedOf.add(id);
    return undrawableRow(ui, shown, place);
  }
}

/** All that may throw is worked out here, not while the page is changed: what is half drawn cannot be taken back. */
function soundRow(ui: Ui, shown: ShownRun, { at, count }: RowPlace, near: boolean): TemplateResult {
  const { run } = shown;
  const frame = frameBox(run, ui.state.unshaped.has(run.id));
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
    ${near ? html`${runHeader(ui, run)} ${sharedNotice(ui, shown) ?? pictures(ui, shown, frame)}` : nothing}
  </article>`;
}

function undrawableRow(ui: Ui, { run }: ShownRun, { at, count }: RowPlace): TemplateResult {
  const { id, startedAt } = run;
  const sentence = ui.state.strings.entryUndrawable;
  return html`<article
    class="run"
    data-run=${id}
    aria-label=${sentence}
    aria-posinset=${at}
    aria-setsize=${count}
  >
    <div class="damaged-entry">${damagedEntry(ui, { id, startedAt, sentence })}</div>
  </article>`;
}

function pictures(ui: Ui, { run, tiles }: ShownRun, frame: Box): TemplateResult {
  const all = tiles.map(one => ({ id: one.id, look: tile(ui, run, one) }));
  return html`<ul
    class="tiles count-${Math.min(tiles.length, 10)}"
    role="list"
    aria-label=${ui.state.strings.runPictures}
    @keydown=${(event: KeyboardEvent) => onTilesKey(event, ui, run)}
    ${shape(frame)}
  >
    ${repeat(
      all,
      one => one.id,
      one => one.look,
    )}
  </ul>`;
}

function sharedNotice(ui: Ui, { run, tiles }: ShownRun): TemplateResult | undefined {
  const first = sharedEnd(run);
  if (!first) return undefined;
  return html`<div class="notice" data-state=${first.state}>${ending(ui, run, tiles) ?? nothing}</div>`;
}
