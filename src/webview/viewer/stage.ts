import { html, nothing, type TemplateResult } from 'lit-html';
import { isDrawable } from '../../images/picture.ts';
import { fill } from '../../protocol/strings.ts';
import { altText } from '../labels.ts';
import type { Ui } from '../ui.ts';
import { icon } from '../views/controls.ts';
import { hand } from './hand.ts';
import type { Counterpart, Shown } from './pictures.ts';
import type { OpenViewer } from './state.ts';

/** What is drawn on the stage. */
interface Drawing {
  readonly uri: string;
  readonly alt: string;
  readonly label: string;
}

/** The picture, or two of them, where a hand can move them. */
export function stage(
  ui: Ui,
  open: OpenViewer,
  shown: Shown,
  other: Counterpart | undefined,
): TemplateResult {
  const { strings } = ui.state;
  const { backdrop } = ui.state.viewer;
  const comparing = open.mode !== 'look';
  return html`<div
    class="viewer-stage ${open.mode}"
    tabindex="0"
    role="group"
    aria-label=${strings['viewer.stage']}
    data-backdrop=${backdrop.kind}
    ${hand(ui, open, shown.size)}
  >
    ${panes(ui, open, shown, other)}
    ${comparing && !other ? html`<p class="viewer-hint">${strings['viewer.nothingToCompare']}</p>` : nothing}
  </div>`;
}

function panes(
  ui: Ui,
  open: OpenViewer,
  shown: Shown,
  other: Counterpart | undefined,
): TemplateResult | readonly TemplateResult[] {
  const { strings } = ui.state;
  const refused = whyNot(ui, shown);
  if (refused) return html`<div class="viewer-pane">${refused}</div>`;
  const position = shown.run.tiles.indexOf(shown.tile) + 1;
  const alt = altText(shown.run, shown.tile, strings);
  const first = { uri: shown.uri, alt, label: fill(strings['viewer.thisPictureAt'], position) };
  if (open.mode === 'look' || !other) return pane(ui, [{ ...first, label: '' }]);
  const second = { uri: other.uri, alt: other.label, label: other.label };
  if (open.mode === 'side') return [pane(ui, [first]), pane(ui, [second])];
  return pane(ui, [first, second], open.mode === 'swipe' ? handle(ui, open) : nothing);
}

function whyNot(ui: Ui, { picture, uri }: Shown): TemplateResult | undefined {
  const { strings, missing } = ui.state;
  if (isDrawable(picture) && !missing.has(uri)) return undefined;
  return html`<div class="waiting">
    ${icon('file-media', 'big')}<span>${missing.has(uri) ? strings.tileMissing : strings.tileTooLarge}</span>
  </div>`;
}

function pane(
  ui: Ui,
  drawings: readonly Drawing[],
  over: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="viewer-pane">
    <div class="viewer-ground viewer-laid"></div>
    ${drawings.map(
      ({ uri, alt, label }, index) =>
        html`<div class="viewer-layer ${index === 0 ? 'first' : 'second'}">
            <img
              class="viewer-picture viewer-laid"
              src=${uri}
              alt=${alt}
              decoding="async"
              draggable="false"
              @error=${() => ui.act({ type: 'missing', uri })}
            />
          </div>
          ${label ? html`<span class="viewer-label ${index === 0 ? 'first' : 'second'}">${label}</span>` : nothing}`,
    )}
    ${over}
  </div>`;
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02,
  ArrowDown: -0.02,
  ArrowRight: 0.02,
  ArrowUp: 0.02,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

function handle(ui: Ui, { split }: OpenViewer): TemplateResult {
  const { strings } = ui.state;
  const percent = Math.round(split * 100);
  const onKey = (event: KeyboardEvent): void => {
    const by = keySteps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    ui.dispatch({ type: 'viewer.split', split: split + by });
  };
  return html`<div
    class="viewer-handle"
    role="slider"
    tabindex="0"
    aria-label=${strings['viewer.split']}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${percent}
    aria-valuetext=${fill(strings['viewer.splitAt'], `${percent} %`)}
    @keydown=${onKey}
  >
    <span class="viewer-grip">${icon('gripper')}</span>
  </div>`;
}
