import { html, nothing, type TemplateResult } from 'lit-html';
import { fill } from '../../protocol/strings.ts';
import type { PlaceView } from '../../protocol/viewer.ts';
import type { Box } from '../derive.ts';
import { altText } from '../labels.ts';
import type { Ui } from '../ui.ts';
import { icon } from '../views/controls.ts';
import type { Shown } from './pictures.ts';
import { boxed } from './sized.ts';
import { placesOf, type Backdrop, type Fitting, type OpenViewer, type Places } from './state.ts';

const fittings: readonly Fitting[] = ['fill', 'cover', 'contain'];

/** A page that a picture is seen on; one of the user's colour has writing that can be read on it. */
type Page = 'light' | 'dark' | 'page light' | 'page dark';

/** The pages a picture is seen on: light and dark, or the one colour that was chosen for it. */
function pagesFor({ kind, page }: Backdrop): readonly Page[] {
  if (kind !== 'page') return ['light', 'dark'];
  return [luminance(page) > 0.179 ? 'page light' : 'page dark'];
}

/** Relative luminance of `#rrggbb` as WCAG has it, 0 to 1; at 0.179 black and white can be read equally well. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The picture where the user's code shows it: its box, and the text around it as plain text, light and dark. */
export function inPlace(ui: Ui, open: OpenViewer, shown: Shown): TemplateResult {
  const { strings } = ui.state;
  const { places } = open;
  const place = placeOf(places);
  const { backdrop } = ui.state.viewer;
  const natural = shown.run.slot ?? shown.size;
  const box = boxOf(places, place, natural);
  return html`<div
    class="viewer-stage viewer-places"
    tabindex="0"
    role="group"
    aria-label=${strings['viewer.place']}
  >
    ${
      places.found === 'searching' || places.found === 'unasked'
        ? html`<p class="viewer-note">${icon('loading', 'spin')} ${strings['viewer.placeSearching']}</p>`
        : html`${choices(ui, places)} ${notes(ui, place, box, shown)}
            <div class="viewer-cards">
              ${pagesFor(backdrop).map(one => card(ui, shown, place, box, places.fitting, one))}
            </div>`
    }
  </div>`;
}

function placeOf({ found, at }: Places): PlaceView | undefined {
  return placesOf(found)[at];
}

/** As the code says; what it leaves open follows from the picture's shape. */
function boxOf(places: Places, place: PlaceView | undefined, size: Box): Box {
  if (!place) return places.box;
  const { width, height } = place;
  if (width !== undefined && height !== undefined) return { width, height };
  if (width !== undefined) return { width, height: Math.round((width * size.height) / size.width) };
  if (height !== undefined) return { width: Math.round((height * size.width) / size.height), height };
  return size;
}

function choices(ui: Ui, places: Places): TemplateResult {
  const { strings } = ui.state;
  const found = placesOf(places.found);
  const free = places.at === -1;
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) {
      ui.dispatch({ type: 'viewer.placed', at: Number(event.target.value) });
    }
  };
  return html`<div class="viewer-place-bar">
    ${
      found.length === 0
        ? noPlace(ui, places.found)
        : html`<label class="viewer-field grow"
            >${strings['viewer.placeChoice']}
            <select class="viewer-select" .value=${String(places.at)} @change=${choose}>
              ${found.map((one, index) => {
                const where = fill(strings['viewer.placeAt'], one.label, one.line);
                return html`<option value=${index} ?selected=${index === places.at}>${where}</option>`;
              })}
              <option value="-1" ?selected=${free}>${strings['viewer.placeFree']}</option>
            </select></label
          >`
    }
    ${free ? html`${edge(ui, places.box, 'width')} ${edge(ui, places.box, 'height')}` : nothing}
    <label class="viewer-field"
      >${strings['viewer.placeFit']}
      <select
        class="viewer-select"
        .value=${places.fitting}
        @change=${(event: Event) => {
          const to = event.target instanceof HTMLSelectElement ? event.target.value : '';
          const fitting = fittings.find(one => one === to);
          if (fitting) ui.dispatch({ type: 'viewer.fitted', fitting });
        }}
      >
        ${fittings.map(
          one =>
            html`<option value=${one} ?selected=${one === places.fitting}>
              ${strings[`viewer.placeFit.${one}`]}
            </option>`,
        )}
      </select></label
    >
  </div>`;
}

/** Why there is nothing to choose from, and where that may change, the way to ask once more. */
function noPlace(ui: Ui, found: Places['found']): TemplateResult {
  const { strings } = ui.state;
  if (typeof found === 'string' || !('failed' in found)) {
    return html`<p class="viewer-note">${strings['viewer.placeNone']}</p>`;
  }
  const again = ({ currentTarget }: MouseEvent): void => {
    // The button goes while it is looked; the keys of the viewer must go on.
    if (currentTarget instanceof Element) currentTarget.closest<HTMLElement>('.viewer-places')?.focus();
    ui.act({ type: 'viewer.mode', mode: 'place' });
  };
  return html`<p class="viewer-note wrong">
    ${icon('warning')} ${fill(strings['viewer.placeFailed'], found.failed)}
    <button type="button" class="button link" @click=${again}>${strings['viewer.placeAgain']}</button>
  </p>`;
}

function edge(ui: Ui, box: Box, which: 'width' | 'height'): TemplateResult {
  const { strings } = ui.state;
  const change = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    ui.dispatch({ type: 'viewer.boxed', box: { ...box, [which]: event.target.valueAsNumber } });
  };
  return html`<label class="viewer-field"
    >${strings[which === 'width' ? 'viewer.placeWidth' : 'viewer.placeHeight']}
    <input
      class="viewer-number"
      type="number"
      min="1"
      max="4096"
      .value=${String(box[which])}
      @change=${change}
    />
  </label>`;
}

function notes(
  ui: Ui,
  place: PlaceView | undefined,
  box: Box,
  { run, size }: Shown,
): TemplateResult | typeof nothing {
  const { strings } = ui.state;
  const unsized = place && place.width === undefined && place.height === undefined;
  if (unsized && !run.slot)
    return html`<p class="viewer-note">${icon('info')} ${strings['viewer.placeUnsized']}</p>`;
  const off = Math.abs((box.width * size.height) / (box.height * size.width) - 1);
  // Within a pixel's rounding it is the same shape.
  if (off < 0.5 / Math.min(box.width, box.height) + 0.005) return nothing;
  const text = fill(strings['viewer.placeShape'], box.width, box.height, size.width, size.height);
  return html`<p class="viewer-note wrong">${icon('warning')} ${text}</p>`;
}

const pageNames = {
  light: 'viewer.placeLight',
  dark: 'viewer.placeDark',
  'page light': 'viewer.placePage',
  'page dark': 'viewer.placePage',
} as const satisfies Readonly<Record<Page, string>>;

function card(
  ui: Ui,
  shown: Shown,
  place: PlaceView | undefined,
  box: Box,
  fitting: Fitting,
  page: Page,
): TemplateResult {
  const { strings } = ui.state;
  const name = strings[pageNames[page]];
  const unsized = place && place.width === undefined && place.height === undefined;
  return html`<section class="viewer-card ${page}" tabindex="0" role="region" aria-label=${name}>
    ${place ? place.before.map(text => html`<p>${text}</p>`) : nothing}
    <img
      class="viewer-box ${fitting} ${unsized ? 'unsized' : ''}"
      src=${shown.uri}
      alt=${place?.alt || altText(shown.run, shown.tile, strings)}
      ${boxed(box)}
    />
    ${place ? place.after.map(text => html`<p>${text}</p>`) : nothing}
  </section>`;
}
