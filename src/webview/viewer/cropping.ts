import { html, nothing, type TemplateResult } from 'lit-html';
import { canShrinkCrop } from '../../images/crop.ts';
import { fill } from '../../protocol/strings.ts';
import { pictureUri } from '../derive.ts';
import { altText } from '../labels.ts';
import type { Ui } from '../ui.ts';
import type { Crop } from './crop.ts';
import { cropHand } from './cropHand.ts';
import { closer, farther } from './cropKeys.ts';
import { titleId } from './dialog.ts';
import type { Shown } from './pictures.ts';
import { tools } from './tools.ts';

const placeId = 'crop-place';

/**
 * What the dialog shows while the frame is moved: the whole picture under it, and the ways to end it on top, where no
 * message of VS Code's lies over them.
 */
export function cropping(ui: Ui, shown: Shown, crop: Crop): TemplateResult {
  const { strings } = ui.state;
  const saved = shown.tile.saved?.at(-1);
  const title = fill(strings['viewer.cropTitle'], shown.run.slot?.label ?? '');
  return html`<header class="viewer-head">
      <h2 class="viewer-title" id=${titleId} title=${title}>${title}</h2>
    </header>
    <div class="viewer-bar crop-bar">
      ${sizeTools(ui, crop)} ${endTools(ui, saved && nameOf(saved.label))}
    </div>
    ${stage(ui, shown, crop)}
    <footer class="viewer-foot">
      <p class="crop-note">
        ${saved ? fill(strings['viewer.cropUpdates'], saved.label) : strings['viewer.cropNote']}
      </p>
      ${place(ui, crop)}
    </footer>`;
}

function sizeTools(ui: Ui, { picture, slot }: Crop): TemplateResult {
  const { strings } = ui.state;
  const fixed = !canShrinkCrop(picture, slot);
  return tools(ui, strings['viewer.cropTools'], 'crop-size', [
    {
      icon: 'zoom-out',
      label: strings['viewer.cropFarther'],
      disabled: fixed,
      act: () => ui.dispatch(farther()),
    },
    {
      icon: 'zoom-in',
      label: strings['viewer.cropCloser'],
      disabled: fixed,
      act: () => ui.dispatch(closer()),
    },
    {
      icon: 'screen-normal',
      label: strings['viewer.cropReset'],
      act: () => ui.dispatch({ type: 'viewer.cropReset' }),
    },
  ]);
}

/** Where the frame is: in numbers, and in words for who does not see it. */
function place({ state: { strings } }: Ui, { rect, picture }: Crop): TemplateResult {
  const { x, y, width, height } = rect;
  const words = fill(strings['viewer.cropAt'], x, y, width, height, picture.width, picture.height);
  const numbers = fill(strings['viewer.cropNumbers'], width, height, x, y);
  return html`<span class="crop-numbers" aria-hidden="true">${numbers}</span
    ><span class="hidden-text" id=${placeId} role="status" aria-live="polite">${words}</span>`;
}

const corners = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 1 },
  { x: 1, y: 1 },
] as const;

function stage(ui: Ui, { run, tile }: Shown, crop: Crop): TemplateResult {
  const { strings, viewer } = ui.state;
  return html`<div
    class="viewer-stage crop-stage"
    tabindex="0"
    role="application"
    aria-label=${strings['viewer.cropStage']}
    aria-describedby=${placeId}
    data-backdrop=${viewer.backdrop.kind}
    ${cropHand(ui, crop)}
  >
    <div class="viewer-pane">
      <div class="viewer-ground viewer-laid"></div>
      <img
        class="viewer-picture viewer-laid"
        src=${tile.picture ? pictureUri(run, tile.picture) : nothing}
        alt=${altText(run, tile, strings)}
        draggable="false"
      />
      <div class="crop-room viewer-laid">
        <div class="crop-frame">
          ${
            canShrinkCrop(crop.picture, crop.slot)
              ? corners.map(({ x, y }) => html`<span class="crop-corner" data-x=${x} data-y=${y}></span>`)
              : nothing
          }
        </div>
      </div>
    </div>
  </div>`;
}

/** @param file the name of the file that follows, where there is one */
function endTools(ui: Ui, file: string | undefined): TemplateResult {
  const { strings } = ui.state;
  const apply = file === undefined ? strings['viewer.cropApply'] : fill(strings['viewer.cropApplyTo'], file);
  return tools(ui, strings['viewer.cropEnd'], 'crop-end', [
    {
      icon: 'close',
      label: fill(strings['viewer.cropKey'], strings['viewer.cropCancel'], 'Escape'),
      text: strings['viewer.cropCancel'],
      act: () => ui.dispatch({ type: 'viewer.cropClosed' }),
    },
    {
      icon: 'check',
      label: fill(strings['viewer.cropKey'], apply, 'Enter'),
      text: apply,
      look: 'primary',
      act: { type: 'viewer.applyCrop' },
    },
  ]);
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
