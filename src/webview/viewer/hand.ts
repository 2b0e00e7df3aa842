import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import type { Box } from '../derive.ts';
import type { Ui } from '../ui.ts';
import { drawStage } from './draw.ts';
import { reduceViewer, type OpenViewer, type ViewerEvent } from './state.ts';

/** How often the page behind is told while a picture is dragged or zoomed, ms. */
const tellEvery = 100;

/** The hand on the stage: pointer and wheel move the picture itself; the page is told when there is time. */
class Hand extends AsyncDirective {
  #stage: HTMLElement | undefined;
  #ui: Ui | undefined;
  #open: OpenViewer | undefined;
  /** What the hand has done and the page does not know yet. */
  #untold = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #holding: 'picture' | 'split' | undefined;
  #last = { x: 0, y: 0 };
  readonly #resized = new ResizeObserver(() => this.#measure());

  override update(part: ElementPart, [ui, open, size]: [Ui, OpenViewer, Box]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    this.#ui = ui;
    if (!this.#untold) this.#open = open;
    if (this.#stage !== part.element) this.#takeUp(part.element);
    // The panes are drawn after this element's own directive has run.
    queueMicrotask(() => {
      // The final picture may be larger than its preview was.
      const same = size.width === open.size.width && size.height === open.size.height;
      if (!same) ui.dispatch({ type: 'viewer.showed', of: open.of, at: open.at, size });
      this.#measure();
      this.#draw();
    });
    return noChange;
  }

  render(_ui: Ui, _open: OpenViewer, _size: Box): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    this.#untold = false;
  }

  #takeUp(stage: HTMLElement): void {
    this.#stage = stage;
    this.#resized.observe(stage);
    stage.addEventListener('wheel', event => this.#wheel(event), { passive: false });
    stage.addEventListener('pointerdown', event => this.#press(event));
    stage.addEventListener('pointermove', event => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel'] as const) {
      stage.addEventListener(end, () => this.#letGo());
    }
    stage.addEventListener('dblclick', event => this.#toggle(event));
  }

  #measure(): void {
    const pane = this.#stage?.querySelector('.viewer-pane');
    if (!pane || !this.#open) return;
    const { clientWidth: width, clientHeight: height } = pane;
    if (width === 0 || height === 0) return;
    const stage = { width, height, density: window.devicePixelRatio };
    const after = reduceViewer(this.#whole(), { type: 'viewer.measured', stage });
    if (after.open !== this.#open) this.#ui?.dispatch({ type: 'viewer.measured', stage });
  }

  #wheel(event: WheelEvent): void {
    const open = this.#open;
    if (!open?.stage) return;
    event.preventDefault();
    const now = open.sight.zoom === 'fit' ? undefined : open.sight.zoom;
    const scale = now ?? drawStage(this.#stage, open)?.scale ?? 1;
    // A pinch comes as small steps with Ctrl held; lines are about as long as a turn of text.
    const speed = (event.ctrlKey ? 4 : 1) * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
    const to = scale * 2 ** ((-event.deltaY * speed) / 240);
    this.#do({ type: 'viewer.zoomed', to, at: this.#place(event) });
  }

  #press(event: PointerEvent): void {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element) || target.closest('button, input, select')) return;
    this.#holding = target.closest('.viewer-handle') ? 'split' : 'picture';
    this.#last = { x: event.clientX, y: event.clientY };
    this.#stage?.setPointerCapture(event.pointerId);
    this.#stage?.setAttribute('data-held', this.#holding);
  }

  #drag(event: PointerEvent): void {
    if (!this.#holding || !this.#open) return;
    const by = { x: event.clientX - this.#last.x, y: event.clientY - this.#last.y };
    this.#last = { x: event.clientX, y: event.clientY };
    if (this.#holding === 'picture') return this.#do({ type: 'viewer.panned', by });
    const drawn = drawStage(this.#stage, this.#open);
    const left = this.#stage?.getBoundingClientRect().left ?? 0;
    if (!drawn) return;
    this.#do({ type: 'viewer.split', split: (event.clientX - left - drawn.seen.left) / drawn.seen.width });
  }

  #letGo(): void {
    this.#holding = undefined;
    this.#stage?.removeAttribute('data-held');
    this.#tell();
  }

  #toggle(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('button, .viewer-handle')) return;
    const to = this.#open?.sight.zoom === 'fit' ? 1 : 'fit';
    this.#do({ type: 'viewer.zoomed', to, at: this.#place(event) });
  }

  /** CSS px from the middle of the pane under the pointer. */
  #place(event: MouseEvent): { x: number; y: number } {
    const panes = [...(this.#stage?.querySelectorAll('.viewer-pane') ?? [])];
    const boxes = panes.map(pane => pane.getBoundingClientRect());
    const box =
      boxes.find(({ left, right, top, bottom }) => {
        const across = event.clientX >= left && event.clientX < right;
        return across && event.clientY >= top && event.clientY < bottom;
      }) ?? boxes[0];
    if (!box) return { x: 0, y: 0 };
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  }

  #do(event: ViewerEvent): void {
    const { open } = reduceViewer(this.#whole(), event);
    this.#open = open;
    this.#untold = true;
    this.#draw();
    this.#timer ??= setTimeout(() => this.#tell(), tellEvery);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#untold || !this.#open) return;
    this.#untold = false;
    const { sight, split } = this.#open;
    this.#ui?.dispatch({ type: 'viewer.handled', sight, split });
  }

  #draw(): void {
    if (this.#open) drawStage(this.#stage, this.#open);
  }

  #whole() {
    const backdrop = this.#ui?.state.viewer.backdrop ?? { kind: 'checker' as const, page: '' };
    return { backdrop, open: this.#open };
  }
}

/** Lets pointer and wheel move what is on the stage. */
export const hand = directive(Hand);
