import {
  maskLimits,
  pointsOf,
  simplified,
  type Mask,
  type MaskStroke,
  type Point,
} from '../../images/mask.ts';
import type { MaskedPicture } from '../../protocol/mask.ts';
import {
  fitted,
  nextStop,
  panned,
  scaleOf,
  zoomed,
  type Sight,
  type Stage,
  type Zoom,
} from '../viewer/geometry.ts';

/** What the pointer does. */
export type MaskTool = 'brush' | 'eraser' | 'rectangle' | 'lasso' | 'move';

/** In the order of the toolbar. */
export const maskTools: readonly MaskTool[] = ['brush', 'eraser', 'rectangle', 'lasso', 'move'];

/** A mask that is being drawn. Its strokes are what the host keeps. */
export interface OpenMask extends Omit<MaskedPicture, 'mask'> {
  readonly strokes: readonly MaskStroke[];
  /** px of the picture. */
  readonly feather: number;
  /** Earlier states, newest last; and those that were taken back, newest last. */
  readonly past: readonly (readonly MaskStroke[])[];
  readonly future: readonly (readonly MaskStroke[])[];
  readonly tool: MaskTool;
  /** Of brush and eraser, px of the picture. */
  readonly radius: number;
  /** Undefined until the page has been laid out. */
  readonly stage: Stage | undefined;
  readonly sight: Sight;
  /** Where the keyboard paints, px of the picture; undefined until an arrow was pressed. */
  readonly cursor: Point | undefined;
  /** Corners that the keyboard has set of a rectangle or a lasso. */
  readonly corners: readonly Point[];
  /** The last stroke was one too many. */
  readonly full: boolean;
}

/** The mask's part of the page; undefined while none is drawn. */
export interface MaskState {
  readonly open: OpenMask | undefined;
}

/** What can happen to a mask. */
export type MaskEvent =
  | { readonly type: 'mask.opened'; readonly of: MaskedPicture }
  | { readonly type: 'mask.closed' }
  | { readonly type: 'mask.tool'; readonly tool: MaskTool }
  | { readonly type: 'mask.radius'; readonly radius: number }
  | { readonly type: 'mask.feather'; readonly feather: number }
  | { readonly type: 'mask.drawn'; readonly stroke: MaskStroke }
  | { readonly type: 'mask.invert' | 'mask.clear' | 'mask.undo' | 'mask.redo' }
  | { readonly type: 'mask.measured'; readonly stage: Stage }
  | { readonly type: 'mask.zoomed'; readonly to: Zoom | 'in' | 'out'; readonly at?: Point }
  | { readonly type: 'mask.panned'; readonly by: Point }
  /** A hand on the stage has moved the picture. */
  | { readonly type: 'mask.handled'; readonly sight: Sight }
  /** The keyboard's cursor goes by px of the picture, or paints where it is; `close` ends a lasso. */
  | { readonly type: 'mask.cursor'; readonly by: Point }
  | { readonly type: 'mask.paint'; readonly erase: boolean }
  | { readonly type: 'mask.close'; readonly erase: boolean };

/** None. */
export const initialMask: MaskState = { open: undefined };

/** Narrowest and widest brush, px of the picture. */
export function radiusLimits({ width, height }: OpenMask): { readonly least: number; readonly most: number } {
  return { least: 1, most: Math.max(8, Math.round(Math.max(width, height) / 4)) };
}

/** Most that a border may be softened on this picture, px. */
export function mostFeather({ width, height }: OpenMask): number {
  return Math.min(maskLimits.feather, Math.max(8, Math.round(Math.max(width, height) / 16)));
}

/** The mask as the host keeps it. */
export function maskOf({ strokes, feather }: Pick<OpenMask, 'strokes' | 'feather'>): Mask {
  return { strokes, feather };
}

/** The mask's next state; an event that says nothing new gives the same object back. */
export function reduceMask(state: MaskState, event: MaskEvent): MaskState {
  if (event.type === 'mask.opened') return { open: opened(event.of) };
  if (!state.open) return state;
  if (event.type === 'mask.closed') return initialMask;
  const open = reduceOpen(state.open, event);
  return open === state.open ? state : { open };
}

function opened({ mask, ...picture }: MaskedPicture): OpenMask {
  const { strokes, feather } = mask;
  const radius = Math.max(2, Math.round(Math.max(picture.width, picture.height) / 24));
  return {
    ...picture,
    strokes,
    feather,
    past: strokes.map((_, index) => strokes.slice(0, index)),
    future: [],
    tool: 'brush',
    radius,
    stage: undefined,
    sight: fitted(picture),
    cursor: undefined,
    corners: [],
    full: false,
  };
}

type OpenEvent = Exclude<MaskEvent, { readonly type: 'mask.opened' | 'mask.closed' }>;

function reduceOpen(open: OpenMask, event: OpenEvent): OpenMask {
  const { sight, stage, strokes } = open;
  switch (event.type) {
    case 'mask.tool':
      return event.tool === open.tool ? open : { ...open, tool: event.tool, corners: [] };
    case 'mask.radius': {
      const { least, most } = radiusLimits(open);
      return { ...open, radius: within(event.radius, least, most) };
    }
    case 'mask.feather':
      return { ...open, feather: Math.round(within(event.feather, 0, mostFeather(open))) };
    case 'mask.drawn':
      return drawn(open, event.stroke);
    case 'mask.invert': {
      // Twice the other way round is as it was.
      const last = strokes.at(-1);
      return last?.kind === 'invert' ? changed(open, strokes.slice(0, -1)) : drawn(open, { kind: 'invert' });
    }
    case 'mask.clear':
      return strokes.length === 0 ? open : { ...changed(open, []), full: false };
    case 'mask.undo': {
      const before = open.past.at(-1);
      if (!before) return open;
      const [past, future] = [open.past.slice(0, -1), [...open.future, strokes]];
      return { ...open, strokes: before, past, future, corners: [], full: false };
    }
    case 'mask.redo': {
      const after = open.future.at(-1);
      if (!after) return open;
      return { ...open, strokes: after, past: [...open.past, strokes], future: open.future.slice(0, -1) };
    }
    case 'mask.measured':
      return isSameStage(stage, event.stage) ? open : { ...open, stage: event.stage };
    case 'mask.zoomed':
      return stage ? { ...open, sight: zoomedTo(open, stage, event) } : open;
    case 'mask.panned':
      return stage ? { ...open, sight: panned(sight, open, stage, event.by) } : open;
    case 'mask.handled':
      return { ...open, sight: event.sight };
    case 'mask.cursor':
      return { ...open, cursor: movedCursor(open, event.by) };
    case 'mask.paint':
      return painted(open, event.erase);
    case 'mask.close':
      return closed(open, event.erase);
    default:
      return event satisfies never;
  }
}

/** A stroke as it is kept: no finer than can be seen at this zoom, and half a pixel at least. */
function kept(open: OpenMask, stroke: MaskStroke): MaskStroke {
  if (!('points' in stroke)) return stroke;
  const screen = open.stage ? scaleOf(open.sight.zoom, open, open.stage) / open.stage.density : 1;
  return { ...stroke, points: simplified(stroke.points, Math.max(0.25, 0.5 / screen)) };
}

function drawn(open: OpenMask, stroke: MaskStroke): OpenMask {
  const strokes = [...open.strokes, kept(open, stroke)];
  const full = strokes.length > maskLimits.strokes || pointsOf(strokes) > maskLimits.points;
  return full ? { ...open, full } : { ...changed(open, strokes), corners: [] };
}

function changed(open: OpenMask, strokes: readonly MaskStroke[]): OpenMask {
  return { ...open, strokes, past: [...open.past, open.strokes], future: [] };
}

function movedCursor({ cursor, width, height }: OpenMask, by: Point): Point {
  const from = cursor ?? { x: width / 2, y: height / 2 };
  return { x: within(from.x + by.x, 0, width), y: within(from.y + by.y, 0, height) };
}

function painted(open: OpenMask, erase: boolean): OpenMask {
  const { tool, radius } = open;
  const cursor = movedCursor(open, { x: 0, y: 0 });
  if (tool === 'move') return open;
  if (tool === 'brush' || tool === 'eraser') {
    const kind = erase ? 'eraser' : tool;
    return { ...drawn(open, { kind, radius, points: [cursor] }), cursor };
  }
  const [from] = open.corners;
  if (tool === 'rectangle' && from)
    return { ...drawn(open, { kind: 'rectangle', from, to: cursor, ...erasing(erase) }), cursor };
  return { ...open, cursor, corners: [...open.corners, cursor] };
}

function closed(open: OpenMask, erase: boolean): OpenMask {
  const { tool, corners } = open;
  if (tool !== 'lasso' || corners.length < 3) return open;
  return drawn(open, { kind: 'lasso', points: corners, ...erasing(erase) });
}

/** Of a rectangle or a lasso that takes away. */
export function erasing(erase: boolean): { readonly erase?: true } {
  return erase ? { erase: true } : {};
}

function zoomedTo(open: OpenMask, stage: Stage, { to, at }: MaskEvent & { type: 'mask.zoomed' }): Sight {
  const goal = to === 'in' || to === 'out' ? nextStop(open.sight.zoom, open, stage, to) : to;
  return zoomed(open.sight, open, stage, goal, at);
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function isSameStage(one: Stage | undefined, other: Stage): boolean {
  return one?.width === other.width && one.height === other.height && one.density === other.density;
}
