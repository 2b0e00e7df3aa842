import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { RunView } from '../../protocol/messages.ts';
import { frameBox, sharedEnd } from '../derive.ts';
import type { Ui } from '../ui.ts';
import { ending } from './ending.ts';
import { runHeader, titleId } from './runHeader.ts';
import { shape } from './shape.ts';
import { tile } from './tile.ts';

/** One run: who asked for what, and the pictures side by side. */
export function runRow(ui: Ui, run: RunView): TemplateResult {
  return html`<article class="run" data-state=${run.state} aria-labelledby=${titleId(run)}>
    ${runHeader(ui, run)} ${sharedNotice(ui, run) ?? tiles(ui, run)}
  </article>`;
}

function tiles(ui: Ui, run: RunView): TemplateResult {
  return html`<ul
    class="tiles count-${Math.min(run.tiles.length, 10)}"
    role="list"
    aria-label=${ui.state.strings.runPictures}
    ${shape(frameBox(run))}
  >
    ${repeat(
      run.tiles,
      one => one.id,
      one => tile(ui, run, one),
    )}
  </ul>`;
}

function sharedNotice(ui: Ui, run: RunView): TemplateResult | undefined {
  const first = sharedEnd(run);
  if (!first) return undefined;
  return html`<div class="notice" data-state=${first.state}>${ending(ui, run, run.tiles) ?? nothing}</div>`;
}
