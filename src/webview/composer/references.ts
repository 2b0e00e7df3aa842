import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ReferenceView } from '../../protocol/composer.ts';
import { fill } from '../../protocol/strings.ts';
import { icon } from '../views/controls.ts';
import { referenceDragType } from './drop.ts';
import { maskButton } from '../mask/button.ts';
import { problemId, type Desk } from './fields.ts';

/** The pictures that go along, in their order; nothing while there are none. */
export function references(desk: Desk): TemplateResult | typeof nothing {
  const { view, strings, problems } = desk;
  if (view.references.length === 0) return nothing;
  const wrong = problems.has('image');
  return html`<ul
      class="composer-references ${wrong ? 'invalid' : ''}"
      role="list"
      aria-label=${strings['composer.references']}
      aria-describedby=${wrong ? problemId('image') : nothing}
    >
      ${repeat(
        view.references,
        one => one.id,
        (one, at) => reference(desk, one, at),
      )}
    </ul>
    <span id="composer-reference-keys" class="hidden-text">${strings['composer.referenceKeys']}</span>`;
}

function reference(desk: Desk, one: ReferenceView, at: number): TemplateResult {
  const { ui, view, strings } = desk;
  const name = fill(
    strings['composer.reference'],
    at + 1,
    view.references.length,
    one.label,
    one.width,
    one.height,
  );
  const move = (to: number): void => {
    if (to >= 0 && to < view.references.length) ui.act({ type: 'composer.move', id: one.id, to });
  };
  return html`<li
    class="composer-reference"
    draggable="true"
    @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(referenceDragType, one.id)}
    @dragover=${(event: DragEvent) => {
      if (event.dataTransfer?.types.includes(referenceDragType)) event.preventDefault();
    }}
    @drop=${(event: DragEvent) => {
      const id = event.dataTransfer?.getData(referenceDragType);
      if (!id) return;
      event.preventDefault();
      if (id !== one.id) ui.act({ type: 'composer.move', id, to: at });
    }}
  >
    <button
      type="button"
      class="composer-thumb"
      data-reference=${one.id}
      title=${name}
      aria-label=${name}
      aria-describedby="composer-reference-keys"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Delete' || event.key === 'Backspace') remove(event);
        else if (event.altKey && event.key === 'ArrowLeft') step(event, -1);
        else if (event.altKey && event.key === 'ArrowRight') step(event, 1);
      }}
    >
      <img src=${one.uri} alt="" draggable="false" decoding="async" />
    </button>
    <button
      type="button"
      class="composer-remove"
      tabindex="-1"
      title=${fill(strings['composer.remove'], one.label)}
      aria-label=${fill(strings['composer.remove'], one.label)}
      @click=${remove}
    >
      ${icon('close')}
    </button>
    ${at === 0 ? maskButton(desk, one) : nothing}
  </li>`;

  function step(event: KeyboardEvent, by: number): void {
    event.preventDefault();
    move(at + by);
  }

  function remove(event: Event): void {
    event.preventDefault();
    // The one that has the focus goes: its neighbour gets it, else the words.
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    const heir = next?.querySelector<HTMLElement>('.composer-thumb');
    (heir ?? document.querySelector<HTMLElement>('.composer-prompt'))?.focus();
    ui.act({ type: 'composer.remove', id: one.id });
  }
}
