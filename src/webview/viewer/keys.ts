import { verdictMark } from '../tileKeys.ts';
import type { Ui, UiAction } from '../ui.ts';
import { cropOf } from './crop.ts';
import type { Shown } from './pictures.ts';
import type { OpenViewer } from './state.ts';

/** How far an arrow key moves the picture, CSS px. */
const stride = 60;

const arrows: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: stride, y: 0 },
  ArrowRight: { x: -stride, y: 0 },
  ArrowUp: { x: 0, y: stride },
  ArrowDown: { x: 0, y: -stride },
};

/** The keyboard of the viewer. Fields and sliders keep their own keys; what has Ctrl or Alt is VS Code's. */
export function onViewerKey(ui: Ui, open: OpenViewer, shown: Shown, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    // The dialog would close by itself, and say so only later.
    event.preventDefault();
    // VS Code would hide its messages too, with the Undo of what was just done.
    event.stopPropagation();
    return ui.act({ type: 'viewer.close' });
  }
  const { target } = event;
  if (!(target instanceof Element) || target.closest('input, select, textarea, [role="slider"]')) return;
  if (keepsArrows(target) && (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End'))
    return;
  const done = anywhere(ui, open, shown, event) || onStage(ui, open, event);
  if (done) event.preventDefault();
}

/** A toolbar goes on by arrows, and a page that is longer than its card scrolls. */
function keepsArrows(target: Element): boolean {
  return target.closest('[role="toolbar"], .viewer-card') !== null;
}

function anywhere(ui: Ui, open: OpenViewer, shown: Shown, { key, repeat }: KeyboardEvent): boolean {
  const simple = simpleKeys[key];
  if (simple) {
    if (simple.type === 'viewer.zoomed') {
      if (open.mode !== 'place') ui.dispatch(simple);
    } else ui.act(simple);
    return true;
  }
  const action = decision(shown, key.toLowerCase());
  // Leafing and zooming go on while a key is held; a decision is made once.
  if (action && !repeat) ui.act(action);
  return action !== undefined;
}

const step = (by: 1 | -1) => ({ type: 'viewer.step', by }) as const;
const zoom = (to: 'in' | 'out' | 'fit' | 1) => ({ type: 'viewer.zoomed', to }) as const;

const simpleKeys: Readonly<Record<string, ReturnType<typeof step> | ReturnType<typeof zoom>>> = {
  PageUp: step(-1),
  '[': step(-1),
  PageDown: step(1),
  ']': step(1),
  '+': zoom('in'),
  '=': zoom('in'),
  '-': zoom('out'),
  _: zoom('out'),
  '0': zoom('fit'),
  '1': zoom(1),
};

/** What a key says about the picture; a preview can neither be kept nor saved. */
function decision({ of, ref, run, tile }: Shown, key: string): UiAction | undefined {
  if (!tile.picture) return undefined;
  if (key === 's') return { type: 'save', ...ref };
  if (key === 'm') return cropOf(run, tile) && { type: 'viewer.crop', of };
  if (key !== 'k' && key !== 'x') return undefined;
  return verdictMark(of, tile, key === 'k' ? 'kept' : 'rejected');
}

/** Arrows leaf while all of the picture is seen, and move it when it is not; with Shift they always move it. */
function onStage(ui: Ui, open: OpenViewer, event: KeyboardEvent): boolean {
  const by = arrows[event.key];
  if (!by || (open.mode === 'place' && by.y !== 0)) return false;
  const moves = event.shiftKey || open.sight.zoom !== 'fit';
  if (moves && open.mode !== 'place') ui.dispatch({ type: 'viewer.panned', by });
  else if (by.x !== 0) ui.act(step(by.x > 0 ? -1 : 1));
  else return false;
  return true;
}
