import { html, nothing, type TemplateResult } from 'lit-html';
import type { FailureView, RunView, TileView } from '../../protocol/messages.ts';
import { fill, type SheetStrings } from '../../protocol/strings.ts';
import type { Ui, UiAction } from '../ui.ts';
import { button, icon, type IconName } from './controls.ts';

// Longer words of a server are folded: they are for the curious, and some answer with a whole page.
const shortEnough = 140;

/** Why there is no picture, and what can be done. `tiles` share one end; the first speaks for all. */
export function ending(ui: Ui, run: RunView, tiles: readonly TileView[]): TemplateResult | undefined {
  const [first] = tiles;
  if (!first) return undefined;
  const { strings } = ui.state;
  return html`<div class="ending">
    ${icon(endIcon(first), 'ending-icon')}
    <div class="ending-text">
      <p class="sentence">${endSentence(first, strings)}</p>
      ${said(first.failure, strings)} ${remedyButtons(ui, run, tiles, first)}
    </div>
  </div>`;
}

function endIcon(tile: TileView): IconName {
  if (tile.state === 'cancelled') return 'circle-slash';
  return tile.state === 'interrupted' ? 'debug-disconnect' : 'error';
}

/** What a picture's end is called; what was under way then may cost something all the same. */
export function endSentence(tile: TileView, strings: SheetStrings): string {
  const billed = tile.failure?.mayBeBilled === true;
  if (tile.state === 'cancelled') return strings[billed ? 'tileCancelledBilled' : 'tileCancelled'];
  if (tile.state === 'interrupted') return strings[billed ? 'tileInterruptedBilled' : 'tileInterrupted'];
  return tile.failure?.sentence ?? strings.tileFailed;
}

function said(failure: FailureView | undefined, strings: SheetStrings): TemplateResult | typeof nothing {
  const words = failure?.serverMessage;
  if (!words) return nothing;
  if (words.length <= shortEnough) return html`<p class="said">${fill(strings.serverSaid, words)}</p>`;
  return html`<details class="said">
    <summary>${strings.serverSaidMore}</summary>
    <p>${words}</p>
  </details>`;
}

function remedyButtons(
  ui: Ui,
  run: RunView,
  tiles: readonly TileView[],
  first: TileView,
): TemplateResult | typeof nothing {
  // A stopped picture can always be asked for again, also when nothing says why it stopped.
  const offered = first.failure?.remedies ?? (first.state === 'failed' ? [] : (['retry'] as const));
  if (offered.length === 0) return nothing;
  return html`<div class="remedies">
    ${offered.map((remedy, index) => {
      const again = remedy === 'retry' || remedy === 'waitAndRetry';
      const tileIds = (again ? tiles : [first]).map(tile => tile.id);
      const action: UiAction = { type: 'remedy', runId: run.id, tileIds, remedy };
      // Reading a log mends nothing: it is never the button to press.
      const helps = index === 0 && first.state === 'failed' && remedy !== 'showLog';
      const look = helps ? 'primary' : 'secondary';
      return button(ui, {
        look,
        label: fill(ui.state.strings[`remedy.${remedy}`], first.failure?.replacement ?? ''),
        action,
      });
    })}
  </div>`;
}
