import type { ComposerMessage } from '../protocol/composer.ts';
import type { DamagedView, HostMessage, RunView, TileRef } from '../protocol/messages.ts';
import type { SheetStrings } from '../protocol/strings.ts';
import { announcement } from './announce.ts';
import { select, speak, withDiscarded, withSelected } from './chosen.ts';
import { problemNews } from './composer/fields.ts';
import { initialComposer, reduceComposer, type ComposerEvent, type ComposerState } from './composer/state.ts';
import { emptyListing, listingOf, noFilter, startOfDay, type Filter, type Listing } from './filter.ts';
import { initialMask, reduceMask, type MaskEvent, type MaskState } from './mask/state.ts';
import { moved, unshapedOf, withOlder, withRun } from './runs.ts';
import { toggled, without, withOne } from './sets.ts';
import {
  forgetRun,
  initialViewer,
  reduceViewer,
  type Backdrop,
  type ViewerEvent,
  type ViewerState,
} from './viewer/state.ts';
import type { Wish } from './wish.ts';

/** What outlives a hidden page, kept by VS Code with the tab. */
export interface Kept {
  /** Pixels from the top. */
  readonly scroll: number;
  /** Ids of runs whose prompt is shown in full. */
  readonly expanded: readonly string[];
  /** `tileKey` of the picture that had the focus last. */
  readonly active?: string;
  readonly filter?: Filter;
  /** What pictures are looked at on. */
  readonly backdrop?: Backdrop;
}

/** A sentence for the live region; the number tells a repeated sentence from an old one. */
export interface Spoken {
  readonly text: string;
  readonly count: number;
}

interface Common {
  readonly expanded: ReadonlySet<string>;
  readonly filter: Filter;
  readonly spoken: Spoken;
}

/** All the page shows, and of what can be worked out from it only what would take long for every drawing. */
export type SheetState =
  | (Common & { readonly phase: 'loading' })
  | (Common & { readonly phase: 'unavailable'; readonly text: string })
  | ReadyState;

/** The runs are there. */
export interface ReadyState extends Common {
  readonly phase: 'ready';
  /** Newest first. */
  readonly runs: readonly RunView[];
  /** Whether older runs are still to come. */
  readonly more: boolean;
  /** What the filter leaves of the runs: worked out when they, the filter or the day change. */
  readonly listing: Listing;
  readonly strings: SheetStrings;
  readonly library: LibraryState;
  /** Uris of pictures that could not be loaded. */
  readonly missing: ReadonlySet<string>;
  /** `actionKey`s the host has not answered yet. */
  readonly busy: ReadonlySet<string>;
  /** What was asked for last that costs something. */
  readonly wish: Wish | undefined;
  /** `tileKey`s of the pictures that are chosen together. */
  readonly selected: ReadonlySet<string>;
  /** `tileKey`s of pictures that show the server's own instead of what was made of it. */
  readonly originals: ReadonlySet<string>;
  /** Pictures put out of sight last, which one button brings back. */
  readonly discarded: readonly TileRef[];
  /** The picture whose menu is open, and where, px of the window. */
  readonly menu: { readonly of: TileRef; readonly x: number; readonly y: number } | undefined;
  /** Ids of runs near to what is in sight: only these are drawn. */
  readonly near: ReadonlySet<string>;
  /** `tileKey`s of pictures that were drawn themselves before their small copy came: they stay as they are until they leave. */
  readonly unswapped: ReadonlySet<string>;
  /** Ids of runs that began before anybody knew what shape their pictures have: their frames stay as they are until they leave. */
  readonly unshaped: ReadonlySet<string>;
  /** Epoch ms, for what counts up; moves only while something runs. */
  readonly now: number;
  readonly composer: ComposerState;
  readonly viewer: ViewerState;
  readonly mask: MaskState;
}

/** The library as a whole; `bytes` is absent until all of it was read. */
export interface LibraryState {
  readonly bytes?: number;
  readonly limitBytes: number;
  readonly damaged: readonly DamagedView[];
}

/** What can happen to the page: the host speaks, the user acts, time passes. */
export type SheetEvent =
  | HostMessage
  | ComposerEvent
  | ViewerEvent
  | MaskEvent
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'toggled'; readonly runId: string }
  | { readonly type: 'pictureMissing'; readonly uri: string }
  | { readonly type: 'asked'; readonly key: string; readonly wish?: Wish }
  | { readonly type: 'answered'; readonly key: string }
  | { readonly type: 'filtered'; readonly filter: Filter }
  | { readonly type: 'selected'; readonly keys: readonly string[]; readonly on: boolean }
  | { readonly type: 'selectionCleared' }
  | { readonly type: 'shownOriginal'; readonly key: string; readonly on: boolean }
  | { readonly type: 'discarded'; readonly of: readonly TileRef[] }
  | { readonly type: 'menuOpened'; readonly of: TileRef; readonly x: number; readonly y: number }
  | { readonly type: 'menuClosed' }
  | { readonly type: 'near'; readonly enter: readonly string[]; readonly leave: readonly string[] };

/** The page before the host has spoken. */
export function initialState(kept: Kept | undefined): SheetState {
  const expanded = new Set(kept?.expanded);
  return { phase: 'loading', expanded, filter: kept?.filter ?? noFilter, spoken: { text: '', count: 0 } };
}

/** The next state; an event that says nothing new gives the same object back. */
export function reduce(state: SheetState, event: SheetEvent): SheetState {
  return listed(state, next(state, event));
}

/** The clock moves every second, the prompt with every key: neither is a reason to look through all runs. */
function listed(before: SheetState, after: SheetState): SheetState {
  if (after.phase !== 'ready') return after;
  const { runs, filter, now } = after;
  const same =
    before.phase === 'ready' &&
    before.runs === runs &&
    before.filter === filter &&
    startOfDay(before.now) === startOfDay(now);
  return same ? after : { ...after, listing: listingOf(runs, filter, now) };
}

function next(state: SheetState, event: SheetEvent): SheetState {
  if (event.type === 'state') return ready(state, event);
  if (event.type === 'unavailable') {
    const { expanded, filter, spoken } = state;
    return { phase: 'unavailable', text: event.text, expanded, filter, spoken };
  }
  if (event.type === 'announce') return { ...state, spoken: speak(state.spoken, event.text) };
  if (state.phase !== 'ready') return state;
  if (isOfComposer(event)) {
    const composer = reduceComposer(state.composer, event);
    if (composer === state.composer) return state;
    const news = problemNews(state.composer, composer, state.strings);
    return { ...state, composer, spoken: news ? speak(state.spoken, news) : state.spoken };
  }
  if (isOfViewer(event)) return { ...state, viewer: reduceViewer(state.viewer, event) };
  if (isOfMask(event)) {
    const mask = reduceMask(state.mask, event);
    return mask === state.mask ? state : { ...state, mask };
  }
  return reduceReady(state, event);
}

/** Whether anything on the page counts up or down. */
export function isTicking(state: SheetState): boolean {
  return state.phase === 'ready' && state.runs.some(run => run.state === 'running');
}

type ReadyEvent = Exclude<
  SheetEvent,
  | ComposerMessage
  | ComposerEvent
  | ViewerEvent
  | MaskEvent
  | { readonly type: 'state' | 'unavailable' | 'announce' }
>;

function isOfComposer(event: SheetEvent): event is ComposerMessage | ComposerEvent {
  return event.type === 'composer' || event.type.startsWith('composer.');
}

function isOfViewer(event: SheetEvent): event is ViewerEvent {
  return event.type.startsWith('viewer.');
}

function isOfMask(event: SheetEvent): event is MaskEvent {
  return event.type.startsWith('mask.');
}

function reduceReady(state: ReadyState, event: ReadyEvent): ReadyState {
  switch (event.type) {
    case 'runs':
      return { ...state, runs: withOlder(state.runs, event.runs), more: event.more };
    case 'library':
      return { ...state, library: libraryOf(event) };
    case 'runChanged':
      return changeRun(state, event.run);
    case 'runRemoved':
      return removeRun(state, event.runId);
    case 'tick':
      return { ...state, now: event.now };
    case 'toggled':
      return { ...state, expanded: toggled(state.expanded, event.runId) };
    case 'pictureMissing':
      return state.missing.has(event.uri) ? state : { ...state, missing: withOne(state.missing, event.uri) };
    case 'filtered':
      return { ...state, filter: event.filter, selected: new Set() };
    case 'selected':
      return withSelected(state, select(state.selected, event.keys, event.on));
    case 'selectionCleared':
      return state.selected.size === 0 ? state : withSelected(state, new Set());
    case 'shownOriginal':
      return { ...state, originals: select(state.originals, [event.key], event.on) };
    case 'discarded':
      return withDiscarded(state, event.of);
    case 'menuOpened':
      return { ...state, menu: { of: event.of, x: event.x, y: event.y } };
    case 'menuClosed':
      return state.menu ? { ...state, menu: undefined } : state;
    case 'near':
      return { ...state, ...moved(state, event.enter, event.leave) };
    case 'asked':
      return { ...state, busy: withOne(state.busy, event.key), wish: event.wish ?? state.wish };
    case 'answered':
      return { ...state, busy: without(state.busy, [event.key]) };
    default:
      return event satisfies never;
  }
}

function ready(state: SheetState, event: HostMessage & { type: 'state' }): ReadyState {
  const before = state.phase === 'ready' ? state : undefined;
  return {
    phase: 'ready',
    runs: event.runs,
    more: event.more,
    listing: emptyListing,
    strings: event.strings,
    library: before?.library ?? { limitBytes: 0, damaged: [] },
    expanded: state.expanded,
    filter: state.filter,
    spoken: state.spoken,
    missing: new Set(),
    busy: before?.busy ?? new Set(),
    wish: before?.wish,
    selected: new Set(),
    originals: before?.originals ?? new Set(),
    discarded: [],
    menu: undefined,
    near: before?.near ?? new Set(),
    unswapped: before?.unswapped ?? new Set(),
    unshaped: new Set([...(before?.unshaped ?? []), ...unshapedOf(event.runs)]),
    now: before?.now ?? 0,
    composer: before?.composer ?? initialComposer,
    viewer: before?.viewer ?? initialViewer,
    mask: before?.mask ?? initialMask,
  };
}

function libraryOf({ bytes, limitBytes, damaged }: HostMessage & { type: 'library' }): LibraryState {
  return { bytes, limitBytes, damaged };
}

function changeRun(state: ReadyState, run: RunView): ReadyState {
  const before = state.runs.find(one => one.id === run.id);
  const text = announcement(before, run, state.strings);
  return {
    ...state,
    ...withRun(state, run),
    spoken: text ? speak(state.spoken, text) : state.spoken,
  };
}

function removeRun(state: ReadyState, runId: string): ReadyState {
  const runs = state.runs.filter(run => run.id !== runId);
  const selected = new Set([...state.selected].filter(key => !key.startsWith(`${runId}/`)));
  return { ...state, runs, selected, viewer: forgetRun(state.viewer, runId) };
}
