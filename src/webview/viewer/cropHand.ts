import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import { drawnOutCrop, movedCrop } from '../../images/crop.ts';
import type { Rect } from '../../images/transform.ts';
import type { Ui } from '../ui.ts';
import { reduceCrop, type Crop, type CropEvent } from './crop.ts';
import { lay } from './draw.ts';
import { fitted, placement, type Placement, type Point } from './geometry.ts';

/** How often the page behind is told while the frame is moved, ms. */
const tellEvery = 100;

/** What a pointer holds: the whole frame, or a corner of it by its sides (-1: left or top, 1: right or bottom). */
interface Held {
  readonly corner: Point | undefined;
  readonly from: Point;
  readonly rect: Rect;
}

/** The hand on the frame: it moves it by itself; the page is told when there is time. */
class CropHand extends AsyncDirective {
  #stage: HTMLElement | undefined;
  #ui: Ui | undefined;
  #crop: Crop | undefined;
  #untold = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: Held | undefined;
  readonly #tellFirst = (): void => this.#tell();
  readonly #resized = new ResizeObserver(() => this.#draw());

  override update(part: ElementPart, [ui, crop]: [Ui, Crop]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    this.#ui = ui;
    if (!this.#untold) this.#crop = crop;
    if (this.#stage !== part.element) this.#takeUp(part.element);
    // What is on the stage is drawn after this element's own directive has run.
    queueMicrotask(() => this.#draw());
    return noChange;
  }

  render(_ui: Ui, _crop: Crop): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#resized.disconnect();
    for (const kind of ['keydown', 'click'] as const) {
      document.removeEventListener(kind, this.#tellFirst, { capture: true });
    }
    clearTimeout(this.#timer);
    this.#untold = false;
    queueMicrotask(focusOnStage);
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
    // A key or a button goes on from where the hand has put the frame.
    for (const kind of ['keydown', 'click'] as const) {
      document.addEventListener(kind, this.#tellFirst, { capture: true });
    }
    // The button that brought the frame is gone with the bar it was in.
    queueMicrotask(() => {
      if (stage.isConnected && stage.closest('dialog')?.open) stage.focus({ preventScroll: true });
    });
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    // A pinch comes as small steps with Ctrl held; lines are about as long as a turn of text.
    const speed = (event.ctrlKey ? 4 : 1) * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
    this.#do({ type: 'viewer.cropResized', factor: 2 ** ((event.deltaY * speed) / 480) });
  }

  #press(event: PointerEvent): void {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof HTMLElement) || !this.#crop) return;
    const { x, y } = target.dataset;
    const corner = x === undefined || y === undefined ? undefined : { x: Number(x), y: Number(y) };
    this.#held = { corner, from: this.#pixel(event), rect: this.#crop.rect };
    this.#stage?.setPointerCapture(event.pointerId);
    this.#stage?.setAttribute('data-held', corner ? 'corner' : 'frame');
  }

  /** Always from where it was taken hold of: what is rounded on the way does not add up. */
  #drag(event: PointerEvent): void {
    const [held, crop] = [this.#held, this.#crop];
    if (!held || !crop) return;
    const at = this.#pixel(event);
    const by = { x: at.x - held.from.x, y: at.y - held.from.y };
    const { picture, slot } = crop;
    const rect = held.corner
      ? drawnOutCrop(picture, slot, held.rect, held.corner, by)
      : movedCrop(picture, held.rect, by);
    this.#do({ type: 'viewer.cropPut', rect });
  }

  #letGo(): void {
    this.#held = undefined;
    this.#stage?.removeAttribute('data-held');
    this.#tell();
  }

  /** The place of the picture under a pointer, px of it. */
  #pixel({ clientX, clientY }: MouseEvent): Point {
    const [box, place] = [this.#stage?.getBoundingClientRect(), this.#placement()];
    if (!box || !place) return { x: 0, y: 0 };
    const css = place.scale / window.devicePixelRatio;
    return { x: (clientX - box.left - place.left) / css, y: (clientY - box.top - place.top) / css };
  }

  #do(event: CropEvent): void {
    if (!this.#crop) return;
    this.#crop = reduceCrop(this.#crop, event);
    this.#untold = true;
    this.#draw();
    this.#timer ??= setTimeout(() => this.#tell(), tellEvery);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#untold || !this.#crop) return;
    this.#untold = false;
    this.#ui?.dispatch({ type: 'viewer.cropPut', rect: this.#crop.rect });
  }

  #placement(): Placement | undefined {
    const [stage, crop] = [this.#stage, this.#crop];
    if (!stage || !crop || stage.clientWidth === 0 || stage.clientHeight === 0) return undefined;
    const { clientWidth: width, clientHeight: height } = stage;
    return placement(fitted(crop.picture), crop.picture, { width, height, density: window.devicePixelRatio });
  }

  #draw(): void {
    const [stage, crop, place] = [this.#stage, this.#crop, this.#placement()];
    if (!stage || !crop || !place) return;
    for (const element of stage.querySelectorAll('.viewer-laid')) {
      if (element instanceof HTMLElement) lay(element, place);
    }
    const css = place.scale / window.devicePixelRatio;
    const { x, y, width, height } = crop.rect;
    for (const [name, length] of Object.entries({ x, y, width, height })) {
      stage.style.setProperty(`--crop-${name}`, `${length * css}px`);
    }
  }
}

/** What had the focus is gone with the frame: the keys go on at the picture. */
function focusOnStage(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('dialog.viewer[open] .viewer-stage')?.focus({ preventScroll: true });
}

/** Lets a pointer and the wheel move and resize the frame. */
export const cropHand = directive(CropHand);
