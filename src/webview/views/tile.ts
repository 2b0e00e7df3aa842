import { html, nothing, type TemplateResult } from 'lit-html';
import { isDrawable, type Picture } from '../../images/picture.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { frameBox, pictureUri, seenSize } from '../derive.ts';
import { formatDuration } from '../format.ts';
import { altText, facts, pictureCost } from '../labels.ts';
import { tileKey } from '../state.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';
import { ending } from './ending.ts';
import { pictureActions } from './pictureActions.ts';

/** One picture, in whatever state: the frame has its shape from the first moment, so nothing jumps. */
export function tile(ui: Ui, run: RunView, one: TileView): TemplateResult {
  const shown = one.picture ?? one.partial;
  const ended = one.state === 'failed' || one.state === 'cancelled' || one.state === 'interrupted';
  return html`<li class="tile" data-state=${one.state} data-tile=${tileKey(run.id, one.id)}>
    <div class="frame">
      ${shown ? picture(ui, run, one, shown) : ended ? ending(ui, run, [one]) : waiting(ui, one)}
      ${one.picture && !isMissing(ui, run, one.picture) ? pictureActions(ui, run, one, one.picture) : nothing}
    </div>
    ${one.picture ? caption(ui, run, one, one.picture) : nothing}
    ${shown && ended ? ending(ui, run, [one]) : nothing}
  </li>`;
}

function isMissing(ui: Ui, run: RunView, shown: Picture): boolean {
  return ui.state.missing.has(pictureUri(run, shown));
}

function picture(ui: Ui, run: RunView, one: TileView, shown: Picture): TemplateResult {
  const { strings } = ui.state;
  if (isMissing(ui, run, shown)) {
    return html`<div class="waiting">${icon('file-media', 'big')}<span>${strings.tileMissing}</span></div>`;
  }
  if (!isDrawable(shown)) {
    return html`<div class="waiting">${icon('file-media', 'big')}<span>${strings.tileTooLarge}</span></div>`;
  }
  const uri = pictureUri(run, shown);
  const size = seenSize(shown);
  const frame = frameBox(run);
  const fit = size && size.width / size.height < frame.width / frame.height ? 'by-height' : 'by-width';
  return html`<img
      class="picture ${fit} ${shown.alpha ? 'alpha' : ''} ${size && size.width <= 128 ? 'pixelated' : ''}"
      src=${uri}
      alt=${altText(run, one, strings)}
      width=${size?.width ?? nothing}
      height=${size?.height ?? nothing}
      loading="lazy"
      decoding="async"
      draggable="false"
      @click=${() => ui.act({ type: 'viewer.look', of: { runId: run.id, tileId: one.id } })}
      @error=${() => ui.act({ type: 'missing', uri })}
    />${one.picture ? nothing : badge(ui, one)}`;
}

function badge(ui: Ui, one: TileView): TemplateResult {
  const { strings } = ui.state;
  const live = one.state === 'running' || one.state === 'queued';
  return html`<span class="badge">
    ${live ? icon('loading', 'spin') : nothing}${live ? strings.tilePreview : strings.tilePreviewOnly}
  </span>`;
}

function waiting(ui: Ui, one: TileView): TemplateResult {
  const { strings, now } = ui.state;
  const left = (one.retryAt ?? 0) - now;
  const text =
    left > 0
      ? fill(strings.tileRetrying, formatDuration(left + 999, ui.language, false))
      : one.state === 'queued'
        ? strings.tileQueued
        : strings.tileRunning;
  return html`<div class="waiting ${one.state}"><span>${text}</span></div>`;
}

function caption(ui: Ui, run: RunView, one: TileView, shown: Picture): TemplateResult {
  const saved = one.saved?.at(-1);
  // What a run of one picture cost stands in its header.
  const cost = run.tiles.length > 1 ? pictureCost(one, run, ui.state.strings, ui.language) : undefined;
  return html`<p class="facts">
      ${facts(shown, run.parameters, ui.state.strings, ui.language).map(
        fact =>
          html`<span class=${fact.wrong ? 'wrong' : ''}
            >${fact.wrong ? icon('warning') : nothing}${fact.text}</span
          >`,
      )}
      ${cost ? html`<span title=${cost.detail}>${cost.text}</span>` : nothing}
    </p>
    ${saved ? savedLine(ui, run, one, saved.label) : nothing}`;
}

function savedLine(ui: Ui, run: RunView, one: TileView, label: string): TemplateResult {
  const { strings } = ui.state;
  return html`<p class="saved">
    ${button(ui, {
      look: 'link',
      icon: 'check',
      label: fill(strings.savedTo, label),
      name: `${fill(strings.savedTo, label)}. ${fill(strings.openSaved, label)}`,
      action: { type: 'openSaved', runId: run.id, tileId: one.id },
    })}
  </p>`;
}
