import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive, type ElementPart } from 'lit-html/directive.js';
import type { MaskStroke, Point } from '../../images/mask.ts';
import type { Ui } from '../ui.ts';
import { lay } from '../viewer/draw.ts';
import { placement, scaleOf } from '../viewer/geometry.ts';
import { MaskPainter } from './painter.ts';
import { erasing, reduceMask, type MaskEvent, type OpenMask } from './state.ts';

/** How often the page behind is told while the picture is moved, ms. */
const tellEvery = 100;

/** Of a pen: the end that rubs out. */
const penEraser = 32;

/** The hand on the stage: it draws and moves by itself; the page is told of whole strokes, and when there is time. */
class MaskHand extends AsyncDirective {
  readonly #painter = new MaskPainter();
  #stage: HTMLElement | undefined;
  #ui: Ui | undefined;
  #open: OpenMask | undefined;
  #untold = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #live: MaskStroke | undefined;
  /** Pointers that are down, CSS px of the window. */
  readonly #down = new Map<number, Point>();
  readonly #resized = new ResizeObserver(() => this.#measure());

  override update(part: ElementPart, [ui, open]: [Ui, OpenMask]): unknown {
    if (!(part.element instanceof HTMLElement)) return noChange;
    this.#ui = ui;
    this.#open = this.#untold && this.#open ? { ...open, sight: this.#open.sight } : open;
    if (this.#stage !== part.element) this.#takeUp(part.element);
    // What is on the stage is drawn after this element's own directive has run.
    queueMicrotask(() => {
      this.#measure();
      this.#draw();
    });
    return noChange;
  }

  render(_ui: Ui, _open: OpenMask): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#resized.disconnect();
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
  }

  #takeUp(stage: HTMLElement): void {
    this.#stage = stage;
    this.#resized.observe(stage);
    stage.addEventListener('wheel', event => this.#wheel(event), { passive: false });
    stage.addEventListener('pointerdown', event => this.#press(event));
    stage.addEventListener('pointermove', event => this.#move(event));
    stage.addEventListener('pointerup', event => this.#lift(event, true));
    stage.addEventListener('pointercancel', event => this.#lift(event, false));
    stage.addEventListener('pointerleave', () => this.#ring(undefined));
  }

  #measure(): void {
    if (!this.#stage || !this.#open) return;
    const { clientWidth: width, clientHeight: height } = this.#stage;
    if (width === 0 || height === 0) return;
    const event = {
      type: 'mask.measured',
      stage: { width, height, density: window.devicePixelRatio },
    } as const;
    if (reduceMask({ open: this.#open }, event).open !== this.#open) this.#ui?.dispatch(event);
  }

  #wheel(event: WheelEvent): void {
    const open = this.#open;
    if (!open?.stage) return;
    event.preventDefault();
    // A pinch comes as small steps with Ctrl held; lines are about as long as a turn of text.
    const speed = (event.ctrlKey ? 4 : 1) * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1);
    const to = scaleOf(open.sight.zoom, open, open.stage) * 2 ** ((-event.deltaY * speed) / 240);
    this.#do({ type: 'mask.zoomed', to, at: this.#fromMiddle({ x: event.clientX, y: event.clientY }) });
  }

  #press(event: PointerEvent): void {
    const open = this.#open;
    if (!open?.stage || event.button > 1) return;
    this.#stage?.setPointerCapture(event.pointerId);
    this.#stage?.focus({ preventScroll: true });
    event.preventDefault();
    this.#down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    // Two fingers move the picture: what the first began was not meant.
    this.#live = undefined;
    const moves = this.#down.size > 1 || open.tool === 'move' || event.button === 1;
    if (!moves) this.#live = begun(open, this.#pixel(event), (event.buttons & penEraser) !== 0);
    this.#stage?.setAttribute('data-held', moves ? 'picture' : 'pen');
    this.#drawSoon();
  }

  #move(event: PointerEvent): void {
    this.#ring(event);
    const last = this.#down.get(event.pointerId);
    if (!last || !this.#open) return;
    const now = { x: event.clientX, y: event.clientY };
    if (this.#live) {
      const all = event.getCoalescedEvents();
      const ways = (all.length > 0 ? all : [event]).map(one => this.#pixel(one));
      this.#live = ways.reduce(extended, this.#live);
      this.#down.set(event.pointerId, now);
      return this.#drawSoon();
    }
    this.#drag(event.pointerId, last, now);
  }

  /** One pointer moves the picture; of two, their distance zooms at the one that stays. */
  #drag(id: number, last: Point, now: Point): void {
    const [other] = [...this.#down].filter(([pointer]) => pointer !== id).map(([, place]) => place);
    this.#down.set(id, now);
    const share = other ? 0.5 : 1;
    this.#do({ type: 'mask.panned', by: { x: (now.x - last.x) * share, y: (now.y - last.y) * share } });
    const open = this.#open;
    if (!other || !open?.stage) return;
    const factor = apart(now, other) / Math.max(1, apart(last, other));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const to = scaleOf(open.sight.zoom, open, open.stage) * factor;
    this.#do({ type: 'mask.zoomed', to, at: this.#fromMiddle(middle) });
  }

  #lift(event: PointerEvent, whole: boolean): void {
    this.#down.delete(event.pointerId);
    if (this.#down.size === 0) this.#stage?.removeAttribute('data-held');
    const stroke = this.#live && ended(this.#live, event.altKey);
    this.#live = undefined;
    if (stroke && whole) this.#ui?.dispatch({ type: 'mask.drawn', stroke });
    this.#tell();
    this.#drawSoon();
  }

  /** CSS px from the middle of the stage. */
  #fromMiddle({ x, y }: Point): Point {
    const box = this.#stage?.getBoundingClientRect();
    return box ? { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 } : { x: 0, y: 0 };
  }

  /** The place of the picture under a pointer, px of it. */
  #pixel({ clientX, clientY }: MouseEvent): Point {
    const [box, open] = [this.#stage?.getBoundingClientRect(), this.#open];
    if (!box || !open?.stage) return { x: 0, y: 0 };
    const place = placement(open.sight, open, open.stage);
    const css = place.scale / open.stage.density;
    return { x: (clientX - box.left - place.left) / css, y: (clientY - box.top - place.top) / css };
  }

  #do(event: MaskEvent): void {
    if (!this.#open) return;
    this.#open = reduceMask({ open: this.#open }, event).open;
    this.#untold = true;
    this.#drawSoon();
    this.#timer ??= setTimeout(() => this.#tell(), tellEvery);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#untold || !this.#open) return;
    this.#untold = false;
    this.#ui?.dispatch({ type: 'mask.handled', sight: this.#open.sight });
  }

  #drawSoon(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const [stage, open] = [this.#stage, this.#open];
    if (!stage || !open?.stage) return;
    const place = placement(open.sight, open, open.stage);
    for (const element of stage.querySelectorAll('.viewer-laid'))
      if (element instanceof HTMLElement) lay(element, place);
    const canvas = stage.querySelector('canvas');
    if (canvas) this.#painter.paint(canvas, open, this.#live ?? fromCorners(open));
    const css = place.scale / open.stage.density;
    const { cursor } = open;
    stage.toggleAttribute('data-keys', cursor !== undefined);
    stage.style.setProperty('--ring', `${2 * open.radius * css}px`);
    if (!cursor) return;
    stage.style.setProperty('--cross-x', `${place.left + cursor.x * css}px`);
    stage.style.setProperty('--cross-y', `${place.top + cursor.y * css}px`);
  }

  /** The outline of the brush goes with the pointer. */
  #ring(event: PointerEvent | undefined): void {
    const stage = this.#stage;
    if (!stage) return;
    const tool = this.#open?.tool;
    const shown = event && event.pointerType !== 'touch' && (tool === 'brush' || tool === 'eraser');
    stage.toggleAttribute('data-ring', shown === true);
    if (!event || !shown) return;
    const box = stage.getBoundingClientRect();
    stage.style.setProperty('--ring-x', `${event.clientX - box.left}px`);
    stage.style.setProperty('--ring-y', `${event.clientY - box.top}px`);
  }
}

function begun({ tool, radius }: OpenMask, at: Point, rubs: boolean): MaskStroke | undefined {
  switch (tool) {
    case 'brush':
    case 'eraser':
      return { kind: rubs ? 'eraser' : tool, radius, points: [at] };
    case 'rectangle':
      return { kind: 'rectangle', from: at, to: at };
    case 'lasso':
      return { kind: 'lasso', points: [at] };
    case 'move':
      return undefined;
    default:
      return tool satisfies never;
  }
}

function extended(stroke: MaskStroke, to: Point): MaskStroke {
  if (stroke.kind === 'invert') return stroke;
  return stroke.kind === 'rectangle' ? { ...stroke, to } : { ...stroke, points: [...stroke.points, to] };
}

/** A stroke as it is kept; undefined for one that marks nothing. */
function ended(stroke: MaskStroke, erase: boolean): MaskStroke | undefined {
  if (stroke.kind === 'rectangle') {
    const [from, to] = [rounded(stroke.from), rounded(stroke.to)];
    return from.x === to.x || from.y === to.y ? undefined : { ...stroke, from, to, ...erasing(erase) };
  }
  if (stroke.kind !== 'lasso') return stroke;
  return stroke.points.length < 3 ? undefined : { ...stroke, ...erasing(erase) };
}

/** What the keyboard's corners will make. */
function fromCorners({ tool, corners, cursor }: OpenMask): MaskStroke | undefined {
  const [from] = corners;
  if (!from || !cursor) return undefined;
  if (tool === 'rectangle') return { kind: 'rectangle', from, to: cursor };
  return tool === 'lasso' ? { kind: 'lasso', points: [...corners, cursor] } : undefined;
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** Lets pointers draw a mask, and move what it is drawn on. */
export const maskHand = directive(MaskHand);
