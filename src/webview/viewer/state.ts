import type { TileRef } from '../../protocol/messages.ts';
import type { ComparedFile, PlaceView } from '../../protocol/viewer.ts';
import type { Box } from '../derive.ts';
import { reduceCrop, type Crop, type CropEvent } from './crop.ts';
import {
  fitted,
  nextStop,
  panned,
  zoomed,
  type Point,
  type Sight,
  type Stage,
  type Zoom,
} from './geometry.ts';

/** How pictures are looked at: one, two in three ways, or one in the user's page. */
export type Mode = 'look' | 'swipe' | 'onion' | 'side' | 'place';

/** What lies behind a picture; `page` is a colour of the user's choice. */
export type BackdropKind = 'checker' | 'editor' | 'light' | 'dark' | 'page';

/** The backdrop, and the page colour also while another is shown: `#rrggbb`. */
export interface Backdrop {
  readonly kind: BackdropKind;
  readonly page: string;
}

/** What a picture is compared with: another one, its twin, a source of its run, or a file of the user's by its webview uri. */
export type Other =
  | { readonly kind: 'tile'; readonly of: TileRef }
  | { readonly kind: 'source'; readonly index: number }
  /** Of a tile with two pictures: the one that is not shown. */
  | { readonly kind: 'twin' }
  | { readonly kind: 'file'; readonly uri: string };

/** How a picture fills a box of another shape, as CSS calls it. */
export type Fitting = 'fill' | 'cover' | 'contain';

/** The code could not be looked through; why, as a sentence. */
export interface Failed {
  readonly failed: string;
}

/** A picture in the user's page. */
export interface Places {
  /** `unasked` until the host was asked. */
  readonly found: 'unasked' | 'searching' | Failed | readonly PlaceView[];
  /** Index into what was found; -1: a box of the user's choice. */
  readonly at: number;
  /** That box, CSS px. */
  readonly box: Box;
  readonly fitting: Fitting;
}

/** The open viewer. */
export interface OpenViewer {
  readonly of: TileRef;
  /** Where the picture was in the list when it was shown, should it leave the list. */
  readonly at: number;
  /** Pixels of the picture, as it is seen. */
  readonly size: Box;
  readonly mode: Mode;
  readonly other: Other | undefined;
  /** Files of the user's that were fetched to compare with. */
  readonly files: readonly ComparedFile[];
  /** Undefined until the page has been laid out. */
  readonly stage: Stage | undefined;
  readonly sight: Sight;
  /** Share of the first picture when swiping, 0 to 1. */
  readonly split: number;
  /** Share of the second picture in the onion skin, 0 to 1. */
  readonly opacity: number;
  readonly places: Places;
  /** The frame over the server's own picture, while it is moved. */
  readonly crop: Crop | undefined;
}

/** The viewer's part of the page. */
export interface ViewerState {
  readonly backdrop: Backdrop;
  /** Undefined while it is closed. */
  readonly open: OpenViewer | undefined;
}

/** A picture as the list knows it. */
export interface Listed {
  readonly of: TileRef;
  readonly at: number;
  readonly size: Box;
}

/** What can happen to the viewer. */
export type ViewerEvent =
  | CropEvent
  | { readonly type: 'viewer.cropOpened'; readonly crop: Crop }
  | { readonly type: 'viewer.cropClosed' }
  | (Listed & { readonly type: 'viewer.opened'; readonly mode: Mode; readonly other?: Other })
  | (Listed & { readonly type: 'viewer.showed' })
  | { readonly type: 'viewer.closed' }
  | { readonly type: 'viewer.moded'; readonly mode: Mode }
  | { readonly type: 'viewer.compared'; readonly other: Other }
  | { readonly type: 'viewer.fileCame'; readonly of: TileRef; readonly file: ComparedFile }
  | { readonly type: 'viewer.measured'; readonly stage: Stage }
  | { readonly type: 'viewer.zoomed'; readonly to: Zoom | 'in' | 'out'; readonly at?: Point }
  | { readonly type: 'viewer.panned'; readonly by: Point }
  | { readonly type: 'viewer.split'; readonly split: number }
  /** A hand on the stage has moved the picture or the border. */
  | { readonly type: 'viewer.handled'; readonly sight: Sight; readonly split: number }
  | { readonly type: 'viewer.faded'; readonly opacity: number }
  | { readonly type: 'viewer.backdrop'; readonly backdrop: Backdrop }
  | { readonly type: 'viewer.places'; readonly of: TileRef; readonly found: Places['found'] }
  | { readonly type: 'viewer.placed'; readonly at: number }
  | { readonly type: 'viewer.boxed'; readonly box: Box }
  | { readonly type: 'viewer.fitted'; readonly fitting: Fitting };

/** Closed, on a checkered backdrop. */
export const initialViewer: ViewerState = { backdrop: { kind: 'checker', page: '#f5f0e8' }, open: undefined };

/** The viewer's next state; an event that says nothing new gives the same object back. */
export function reduceViewer(state: ViewerState, event: ViewerEvent): ViewerState {
  if (event.type === 'viewer.backdrop') return { ...state, backdrop: event.backdrop };
  if (event.type === 'viewer.opened') return { ...state, open: opened(event) };
  if (!state.open) return state;
  if (event.type === 'viewer.closed') return { ...state, open: undefined };
  const open = reduceOpen(state.open, event);
  return open === state.open ? state : { ...state, open };
}

/** Closes the viewer when its picture's run is gone. */
export function forgetRun(state: ViewerState, runId: string): ViewerState {
  return state.open?.of.runId === runId ? { ...state, open: undefined } : state;
}

/** The places that are known so far. */
export function placesOf(found: Places['found']): readonly PlaceView[] {
  return typeof found === 'string' || 'failed' in found ? [] : found;
}

/** Whether two names mean one picture. */
export function isSame(one: TileRef, other: TileRef): boolean {
  return one.runId === other.runId && one.tileId === other.tileId;
}

type OpenEvent = Exclude<
  ViewerEvent,
  { readonly type: 'viewer.opened' | 'viewer.closed' | 'viewer.backdrop' }
>;

function opened({ of, at, size, mode, other }: ViewerEvent & { type: 'viewer.opened' }): OpenViewer {
  return {
    of,
    at,
    size,
    mode,
    other,
    files: [],
    stage: undefined,
    sight: fitted(size),
    split: 0.5,
    opacity: 0.5,
    places: unasked(size),
    crop: undefined,
  };
}

function unasked(box: Box): Places {
  return { found: 'unasked', at: 0, box, fitting: 'fill' };
}

function reduceOpen(open: OpenViewer, event: OpenEvent): OpenViewer {
  switch (event.type) {
    case 'viewer.showed':
      return showed(open, event);
    case 'viewer.moded':
      return event.mode === open.mode ? open : { ...open, mode: event.mode };
    case 'viewer.compared':
      return { ...open, other: event.other, mode: comparing(open.mode) };
    case 'viewer.fileCame':
      return isSame(event.of, open.of) ? withFile(open, event.file) : open;
    case 'viewer.measured':
      return isSameStage(open.stage, event.stage) ? open : { ...open, stage: event.stage };
    case 'viewer.zoomed':
      return open.stage ? { ...open, sight: zoomedTo(open, open.stage, event) } : open;
    case 'viewer.panned':
      return open.stage ? { ...open, sight: panned(open.sight, open.size, open.stage, event.by) } : open;
    case 'viewer.split':
      return { ...open, split: share(event.split) };
    case 'viewer.handled':
      return { ...open, sight: event.sight, split: event.split };
    case 'viewer.faded':
      return { ...open, opacity: share(event.opacity) };
    case 'viewer.places':
      return isSame(event.of, open.of) ? withPlaces(open, event.found) : open;
    case 'viewer.placed':
      return { ...open, places: { ...open.places, at: event.at } };
    case 'viewer.boxed':
      return { ...open, places: { ...open.places, box: boxed(event.box) } };
    case 'viewer.fitted':
      return { ...open, places: { ...open.places, fitting: event.fitting } };
    case 'viewer.cropOpened':
      return { ...open, crop: event.crop };
    case 'viewer.cropClosed':
      return { ...open, crop: undefined };
    case 'viewer.cropMoved':
    case 'viewer.cropResized':
    case 'viewer.cropPut':
    case 'viewer.cropReset':
      return open.crop ? withCrop(open, reduceCrop(open.crop, event)) : open;
    default:
      return event satisfies never;
  }
}

/** Candidates of one size are leafed through at the same pixels: that is how they are compared. */
function showed(open: OpenViewer, { of, at, size }: Listed): OpenViewer {
  const same = size.width === open.size.width && size.height === open.size.height;
  const { other } = open;
  const swapped = other?.kind === 'tile' && isSame(other.of, of);
  return {
    ...open,
    of,
    at,
    size,
    other: swapped ? { kind: 'tile', of: open.of } : other,
    sight: same ? open.sight : fitted(size),
    // The same one in another size, as its final or its twin, is where it was.
    places: isSame(of, open.of) ? open.places : { ...unasked(size), fitting: open.places.fitting },
    crop: isSame(of, open.of) ? open.crop : undefined,
  };
}

function withCrop(open: OpenViewer, crop: Crop): OpenViewer {
  return crop === open.crop ? open : { ...open, crop };
}

function withFile(open: OpenViewer, file: ComparedFile): OpenViewer {
  const files = [...open.files.filter(one => one.uri !== file.uri), file];
  return { ...open, files, other: { kind: 'file', uri: file.uri }, mode: comparing(open.mode) };
}

/** Choosing something to compare with is a wish to compare. */
function comparing(mode: Mode): Mode {
  return mode === 'look' || mode === 'place' ? 'swipe' : mode;
}

function withPlaces(open: OpenViewer, found: Places['found']): OpenViewer {
  return { ...open, places: { ...open.places, found, at: placesOf(found).length === 0 ? -1 : 0 } };
}

function zoomedTo(open: OpenViewer, stage: Stage, event: ViewerEvent & { type: 'viewer.zoomed' }): Sight {
  const { sight, size } = open;
  const { to, at } = event;
  const goal = to === 'in' || to === 'out' ? nextStop(sight.zoom, size, stage, to) : to;
  return zoomed(sight, size, stage, goal, at);
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function boxed({ width, height }: Box): Box {
  return { width: boxEdge(width), height: boxEdge(height) };
}

function boxEdge(length: number): number {
  return Math.min(4096, Math.max(1, Math.round(length) || 1));
}

function isSameStage(one: Stage | undefined, other: Stage): boolean {
  return one?.width === other.width && one.height === other.height && one.density === other.density;
}
