import { fill } from '../../protocol/strings.ts';
import type { Ui } from '../ui.ts';
import { scaleOf } from '../viewer/geometry.ts';
import type { MaskEvent, MaskTool, OpenMask } from './state.ts';

const tools: Readonly<Record<string, MaskTool>> = {
  b: 'brush',
  e: 'eraser',
  r: 'rectangle',
  l: 'lasso',
  h: 'move',
};

const simple: Readonly<Record<string, MaskEvent>> = {
  i: { type: 'mask.invert' },
  '+': { type: 'mask.zoomed', to: 'in' },
  '=': { type: 'mask.zoomed', to: 'in' },
  '-': { type: 'mask.zoomed', to: 'out' },
  '0': { type: 'mask.zoomed', to: 'fit' },
  '1': { type: 'mask.zoomed', to: 1 },
};

const arrows: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** How far an arrow moves the cross, CSS px; with Shift farther. */
const stride = { small: 8, large: 48 } as const;

/** The keyboard of the mask editor. Fields and sliders keep their own keys. */
export function onMaskKey(ui: Ui, open: OpenMask, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape') {
    // The dialog would close by itself, and say so only later.
    event.preventDefault();
    return ui.dispatch({ type: 'mask.closed' });
  }
  const { target } = event;
  if (!(target instanceof Element) || target.closest('input[type="number"]')) return;
  const happens = withControl(event) ?? plain(ui, open, event, target);
  if (!happens) return;
  event.preventDefault();
  // VS Code would undo in the editor behind, too.
  event.stopPropagation();
  ui.dispatch(happens);
}

function withControl({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): MaskEvent | undefined {
  if (!ctrlKey && !metaKey) return undefined;
  if (key.toLowerCase() === 'z') return { type: shiftKey ? 'mask.redo' : 'mask.undo' };
  return key.toLowerCase() === 'y' ? { type: 'mask.redo' } : undefined;
}

function plain(ui: Ui, open: OpenMask, event: KeyboardEvent, target: Element): MaskEvent | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const { key } = event;
  const tool = tools[key.toLowerCase()];
  if (tool && !event.altKey) return { type: 'mask.tool', tool };
  if (key === '[' || key === ']') {
    const step = Math.max(1, Math.round(open.radius / 8));
    return { type: 'mask.radius', radius: open.radius + (key === ']' ? step : -step) };
  }
  return simple[key.toLowerCase()] ?? (target.closest('.mask-stage') ? onStage(ui, open, event) : undefined);
}

function onStage(ui: Ui, open: OpenMask, { key, shiftKey, altKey }: KeyboardEvent): MaskEvent | undefined {
  if (key === 'Enter') return { type: 'mask.close', erase: altKey };
  if (key === ' ') {
    ui.act({ type: 'mask.say', text: spoken(ui, open, altKey) });
    return { type: 'mask.paint', erase: altKey };
  }
  const way = arrows[key];
  if (!way || !open.stage) return undefined;
  const screen = scaleOf(open.sight.zoom, open, open.stage) / open.stage.density;
  const step = Math.max(1, Math.round((shiftKey ? stride.large : stride.small) / screen));
  return { type: 'mask.cursor', by: { x: way.x * step, y: way.y * step } };
}

function spoken({ state: { strings } }: Ui, open: OpenMask, erase: boolean): string {
  const { x, y } = open.cursor ?? { x: open.width / 2, y: open.height / 2 };
  const at = [Math.round(x), Math.round(y)] as const;
  const corners = open.tool === 'lasso' || (open.tool === 'rectangle' && open.corners.length === 0);
  if (corners) return fill(strings['mask.cornerSet'], open.corners.length + 1, ...at);
  const erases = erase || open.tool === 'eraser';
  return fill(strings[erases ? 'mask.erased' : 'mask.painted'], ...at);
}
