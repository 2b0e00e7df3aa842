import { actionKey, type Ui } from '../ui.ts';
import type { Crop, CropEvent } from './crop.ts';
import type { ViewerAction } from './actions.ts';

const arrows: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** How far an arrow moves the frame, share of the picture's longer edge; with Shift farther. */
const stride = { small: 0.01, large: 0.1 } as const;

/** How much closer one step is. */
const resizeStep = 1.1;

const simple: Readonly<Record<string, CropEvent>> = {
  '+': closer(),
  '=': closer(),
  '-': farther(),
  _: farther(),
  '0': { type: 'viewer.cropReset' },
};

/** A smaller part, larger in its slot. */
export function closer(): CropEvent {
  return { type: 'viewer.cropResized', factor: 1 / resizeStep };
}

/** A larger part. */
export function farther(): CropEvent {
  return { type: 'viewer.cropResized', factor: resizeStep };
}

const apply: ViewerAction = { type: 'viewer.applyCrop' };

/** Takes the frame over as it is, unless that is under way. */
function applyOnce(ui: Ui): void {
  if (!ui.state.busy.has(actionKey(apply))) ui.act(apply);
}

/** The keyboard of the frame. What has Ctrl or Alt is VS Code's. */
export function onCropKey(ui: Ui, crop: Crop, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, target } = event;
  if (key === 'Escape') {
    // The dialog would close by itself.
    event.preventDefault();
    event.stopPropagation();
    return ui.dispatch({ type: 'viewer.cropClosed' });
  }
  if (!(target instanceof Element)) return;
  const onControl = target.closest('button, input') !== null;
  if (key === 'Enter') {
    // A button that has the focus is pressed by it.
    if (onControl) return;
    event.preventDefault();
    return event.repeat ? undefined : applyOnce(ui);
  }
  const happens = simple[key] ?? (onControl ? undefined : moving(crop, event));
  if (!happens) return;
  event.preventDefault();
  ui.dispatch(happens);
}

function moving({ picture }: Crop, { key, shiftKey }: KeyboardEvent): CropEvent | undefined {
  // As far as it goes, along the way in which there is room.
  if (key === 'Home') return moved(-picture.width, -picture.height);
  if (key === 'End') return moved(picture.width, picture.height);
  const way = arrows[key];
  if (!way) return undefined;
  const edge = Math.max(picture.width, picture.height);
  const step = Math.max(1, Math.round(edge * (shiftKey ? stride.large : stride.small)));
  return moved(way.x * step, way.y * step);
}

function moved(x: number, y: number): CropEvent {
  return { type: 'viewer.cropMoved', by: { x, y } };
}
