import { html, nothing, type TemplateResult } from 'lit-html';
import type { Picture } from '../../images/picture.ts';
import { losesSignature, madePicture } from '../../images/run.ts';
import type { RunView, TileView } from '../../protocol/messages.ts';
import { fill } from '../../protocol/strings.ts';
import { tileKey } from '../runs.ts';
import type { Ui } from '../ui.ts';
import { button, icon } from './controls.ts';

/** Which of two pictures is shown: what was made of it, or the server's own. */
export function madeSwitch(ui: Ui, run: RunView, one: TileView): TemplateResult | typeof nothing {
  if (!one.picture || !madePicture(one)) return nothing;
  const { strings, originals } = ui.state;
  const original = originals.has(tileKey(run.id, one.id));
  const of = { runId: run.id, tileId: one.id };
  const choice = (on: boolean): TemplateResult =>
    button(ui, {
      look: 'secondary',
      ...(one.locked ? lockedWords(ui, on) : { label: on ? strings.original : strings.fits }),
      action: { type: 'showOriginal', of, on },
      pressed: original === on,
    });
  return html`<div class="made" role="group" aria-label=${strings.whichPicture}>
    ${choice(false)}${choice(true)}
  </div>`;
}

function lockedWords(
  { state: { strings } }: Ui,
  raw: boolean,
): { readonly label: string; readonly name: string } {
  const [label, detail] = raw
    ? [strings['mask.raw'], strings['mask.rawDetail']]
    : [strings['mask.locked'], strings['mask.lockedDetail']];
  return { label, name: `${label}: ${detail}` };
}

/** What became of bringing a picture into its place, where that is not done; of a mask its own line tells. */
export function fitNotice(
  ui: Ui,
  { masked }: RunView,
  { fitting, unfitted }: TileView,
): TemplateResult | typeof nothing {
  const { strings } = ui.state;
  if (masked) return nothing;
  if (fitting) return html`<p class="fit-note">${strings.fitting}</p>`;
  if (unfitted === undefined) return nothing;
  return html`<p class="fit-note wrong">${icon('warning')} ${fill(strings.unfitted, unfitted)}</p>`;
}

/** What the picture that fits has lost against the one that came. */
export function lossNotice(ui: Ui, one: TileView, shown: Picture): TemplateResult | typeof nothing {
  if (shown !== one.fitted) return nothing;
  const { strings } = ui.state;
  const losses = [
    ...(one.flattened ? [strings.flattened] : []),
    ...(losesSignature(one) ? [strings.unsigned] : []),
    ...coloursTexts(ui, one),
  ];
  return html`${losses.map(text => html`<p class="fit-note">${icon('info')} ${text}</p>`)}`;
}

/** What became of the colours of a picture that was made of another one. */
export function coloursTexts({ state: { strings } }: Ui, { colours }: TileView): readonly string[] {
  if (colours === undefined) return [];
  return [colours === 'mixed' ? strings.mixedColours : strings.untagged];
}

/** What a picture was asked to be, where the candidates of a run differ in that. */
export function direction({ direction: words }: TileView): TemplateResult | typeof nothing {
  return words === undefined ? nothing : html`<p class="direction">${icon('versions')} ${words}</p>`;
}

/** The file a picture took the place of last, with the way back. */
export function replacedLine(ui: Ui, run: RunView, one: TileView): TemplateResult | typeof nothing {
  const last = one.replaced?.findLast(({ undone }) => !undone);
  if (!last) return nothing;
  const { strings } = ui.state;
  return html`<p class="saved">
    ${icon('check')} ${fill(strings.replacedFile, last.label)}
    ${button(ui, {
      look: 'link',
      icon: 'discard',
      label: strings.undoReplace,
      action: { type: 'undoReplace', runId: run.id, tileId: one.id },
    })}
  </p>`;
}
