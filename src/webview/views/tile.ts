import { html, nothing, type TemplateResult } from 'lit-html';
import { isDrawable, type Picture } from '../../images/picture.ts';
import { shownPicture } from '../../images/run.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { frameBox, pictureUri, seenSize, smallOf } from '../derive.ts';
import { startDrag } from '../drag.ts';
import { formatDuration } from '../format.ts';
import { altText, factsOf, pictureCost } from '../labels.ts';
import { lockedLine } from '../mask/locked.ts';
import { shownRef } from '../refs.ts';
import { tileKey } from '../runs.ts';
import type { Ui } from '../ui.ts';
import { alphaNotice } from './alphaNotice.ts';
import { button, icon } from './controls.ts';
import { ending } from './ending.ts';
import { direction, fitNotice, madeSwitch, lossNotice, replacedLine } from './fitted.ts';
import { pictureActions } from './pictureActions.ts';

/** One picture, in whatever state: the frame has its shape from the first moment, so nothing jumps. */
export function tile(ui: Ui, run: RunView, one: TileView): TemplateResult {
  const own = shownPicture(one, shownRef(ui.state, { runId: run.id, tileId: one.id }).original);
  const shown = own ?? one.partial;
  const ended = one.state === 'failed' || one.state === 'cancelled' || one.state === 'interrupted';
  const key = tileKey(run.id, one.id);
  const selected = ui.state.selected.has(key);
  const there = own && !isMissing(ui, run, own) ? own : undefined;
  return html`<li
    class="tile ${selected ? 'selected' : ''}"
    data-state=${one.state}
    data-tile=${key}
    data-verdict=${one.verdict ?? nothing}
  >
    <div class="frame" @contextmenu=${there ? (event: MouseEvent) => openMenu(event, ui, run, one) : nothing}>
      ${shown ? picture(ui, run, one, shown) : ended ? ending(ui, run, [one]) : waiting(ui, one)}
      ${there ? chooser(ui, run, one, selected) : nothing} ${verdict(ui, one)}
      ${there ? pictureActions(ui, run, one, there) : nothing}
    </div>
    ${direction(one)} ${own ? caption(ui, run, one, own) : nothing}
    ${shown && ended ? ending(ui, run, [one]) : nothing}
  </li>`;
}

function openMenu(event: MouseEvent, ui: Ui, run: RunView, one: TileView): void {
  event.preventDefault();
  const { currentTarget, clientX, clientY } = event;
  // The menu key has no pointer: its event is at the edge of what has the focus.
  const box = currentTarget instanceof Element ? currentTarget.getBoundingClientRect() : undefined;
  const [x, y] = clientX === 0 && clientY === 0 && box ? [box.left, box.top] : [clientX, clientY];
  ui.dispatch({ type: 'menuOpened', of: { runId: run.id, tileId: one.id }, x, y });
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
  const of = { runId: run.id, tileId: one.id };
  const said = saidOf(ui, run, one);
  const id = `said-${tileKey(run.id, one.id)}`;
  return html`<button
      type="button"
      class="look"
      aria-keyshortcuts=${one.picture ? 'Enter Space K X S D' : 'Enter'}
      aria-describedby=${said ? id : nothing}
      @click=${() => ui.act({ type: 'viewer.look', of })}
    >
      ${imageOf(ui, run, one, shown)}</button
    >${said ? html`<span hidden id=${id}>${said}</span>` : nothing}${one.picture ? nothing : badge(ui, one)}`;
}

/** What the keys have said about a picture, in words: the button that has the focus does not show it. */
function saidOf({ state }: Ui, run: RunView, { id, verdict: said }: TileView): string {
  const { strings, selected } = state;
  const words = [said && strings[said], selected.has(tileKey(run.id, id)) ? strings.isSelected : undefined];
  return words.filter(Boolean).join(', ');
}

function imageOf(ui: Ui, run: RunView, one: TileView, shown: Picture): TemplateResult {
  const uri = pictureUri(run, shown);
  const keeps = ui.state.unswapped.has(tileKey(run.id, one.id));
  const small = keeps ? undefined : smallOf(one, shown);
  const usable = small !== undefined && !ui.state.missing.has(small) ? small : undefined;
  const size = seenSize(shown);
  const frame = frameBox(run, ui.state.unshaped.has(run.id));
  const fit = size && size.width / size.height < frame.width / frame.height ? 'by-height' : 'by-width';
  const src = usable ?? uri;
  const drag = (event: DragEvent): void =>
    startDrag(event, shownRef(ui.state, { runId: run.id, tileId: one.id }));
  return html`<img
    class="picture ${fit} ${shown.alpha ? 'alpha' : ''} ${size && size.width <= 128 ? 'pixelated' : ''}"
    src=${src}
    alt=${altText(run, one, ui.state.strings)}
    width=${size?.width ?? nothing}
    height=${size?.height ?? nothing}
    decoding="async"
    draggable=${one.picture ? 'true' : 'false'}
    @dragstart=${one.picture ? drag : nothing}
    @error=${() => ui.act({ type: 'missing', uri: src })}
  />`;
}

function badge(ui: Ui, one: TileView): TemplateResult {
  const { strings } = ui.state;
  const live = one.state === 'running' || one.state === 'queued';
  return html`<span class="badge">
    ${live ? icon('loading', 'spin') : nothing}${live ? strings.tilePreview : strings.tilePreviewOnly}
  </span>`;
}

/** The box that chooses a picture together with others. */
function chooser(ui: Ui, run: RunView, one: TileView, selected: boolean): TemplateResult {
  const of = [{ runId: run.id, tileId: one.id }];
  return html`<input
    type="checkbox"
    class="chooser"
    aria-label=${fill(ui.state.strings.selectPicture, run.tiles.indexOf(one) + 1)}
    tabindex="-1"
    .checked=${selected}
    @change=${() => ui.act({ type: 'select', of, on: !selected })}
  />`;
}

function verdict(ui: Ui, one: TileView): TemplateResult | typeof nothing {
  if (one.verdict === undefined) return nothing;
  const kept = one.verdict === 'kept';
  return html`<span
    class="verdict"
    role="img"
    aria-label=${kept ? ui.state.strings.kept : ui.state.strings.rejected}
  >
    ${icon(kept ? 'thumbsup-filled' : 'thumbsdown-filled')}
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
  return html`${madeSwitch(ui, run, one)}
    <p class="facts">
      ${factsOf(run, one, shown, ui.state.strings, ui.language).map(
        fact =>
          html`<span class=${fact.wrong ? 'wrong' : ''}
            >${fact.wrong ? icon('warning') : nothing}${fact.text}</span
          >`,
      )}
      ${cost ? html`<span title=${cost.detail}>${cost.text}</span>` : nothing}
    </p>
    ${lockedLine(ui, run, one)} ${fitNotice(ui, run, one)} ${lossNotice(ui, one, shown)}
    ${alphaNotice(ui, run, one)} ${replacedLine(ui, run, one)}
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
