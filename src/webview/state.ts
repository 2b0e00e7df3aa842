import type { HostMessage, RunView } from '../protocol/messages.ts';
import type { SheetStrings } from '../protocol/strings.ts';
import { announcement } from './announce.ts';

/** What outlives a hidden page, kept by VS Code with the tab. */
export interface Kept {
  /** Pixels from the top. */
  readonly scroll: number;
  /** Ids of runs whose prompt is shown in full. */
  readonly expanded: readonly string[];
  /** `tileKey` of the picture that had the focus last. */
  readonly active?: string;
}

/** A sentence for the live region; the number tells a repeated sentence from an old one. */
export interface Spoken {
  readonly text: string;
  readonly count: number;
}

interface Common {
  readonly expanded: ReadonlySet<string>;
  readonly spoken: Spoken;
}

/** All the page shows, and nothing that can be worked out from it. */
export type SheetState =
  | (Common & { readonly phase: 'loading' })
  | (Common & { readonly phase: 'unavailable'; readonly text: string })
  | ReadyState;

/** The runs are there. */
export interface ReadyState extends Common {
  readonly phase: 'ready';
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly strings: SheetStrings;
  /** Uris of pictures that could not be loaded. */
  readonly missing: ReadonlySet<string>;
  /** `actionKey`s the host has not answered yet. */
  readonly busy: ReadonlySet<string>;
  /** Epoch ms, for what counts up; moves only while something runs. */
  readonly now: number;
}

/** What can happen to the page: the host speaks, the user acts, time passes. */
export type SheetEvent =
  | HostMessage
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'toggled'; readonly runId: string }
  | { readonly type: 'pictureMissing'; readonly uri: string }
  | { readonly type: 'asked'; readonly key: string }
  | { readonly type: 'answered'; readonly key: string };

/** Name of a picture on the page. */
export function tileKey(runId: string, tileId: string): string {
  return `${runId}/${tileId}`;
}

/** The page before the host has spoken. */
export function initialState(kept: Kept | undefined): SheetState {
  return { phase: 'loading', expanded: new Set(kept?.expanded), spoken: { text: '', count: 0 } };
}

/** The next state; an event that says nothing new gives the same object back. */
export function reduce(state: SheetState, event: SheetEvent): SheetState {
  if (event.type === 'state') return ready(state, event);
  if (event.type === 'unavailable') {
    return { phase: 'unavailable', text: event.text, expanded: state.expanded, spoken: state.spoken };
  }
  if (event.type === 'announce') return { ...state, spoken: speak(state.spoken, event.text) };
  return state.phase === 'ready' ? reduceReady(state, event) : state;
}

/** Whether anything on the page counts up or down. */
export function isTicking(state: SheetState): boolean {
  return state.phase === 'ready' && state.runs.some(run => run.state === 'running');
}

type ReadyEvent = Exclude<SheetEvent, { readonly type: 'state' | 'unavailable' | 'announce' }>;

function reduceReady(state: ReadyState, event: ReadyEvent): ReadyState {
  switch (event.type) {
    case 'runChanged':
      return changeRun(state, event.run);
    case 'runRemoved':
      return { ...state, runs: state.runs.filter(run => run.id !== event.runId) };
    case 'tick':
      return { ...state, now: event.now };
    case 'toggled':
      return { ...state, expanded: toggled(state.expanded, event.runId) };
    case 'pictureMissing':
      return state.missing.has(event.uri) ? state : { ...state, missing: withOne(state.missing, event.uri) };
    case 'asked':
    case 'answered':
      break;
  }
  const change = event.type === 'asked' ? withOne : without;
  return { ...state, busy: change(state.busy, event.key) };
}

function ready(state: SheetState, event: HostMessage & { type: 'state' }): ReadyState {
  return {
    phase: 'ready',
    runs: event.runs,
    strings: event.strings,
    expanded: state.expanded,
    spoken: state.spoken,
    missing: new Set(),
    busy: state.phase === 'ready' ? state.busy : new Set(),
    now: state.phase === 'ready' ? state.now : 0,
  };
}

function changeRun(state: ReadyState, run: RunView): ReadyState {
  const before = state.runs.find(one => one.id === run.id);
  const text = announcement(before, run, state.strings);
  return {
    ...state,
    runs: before ? state.runs.map(one => (one === before ? run : one)) : insert(state.runs, run),
    spoken: text ? speak(state.spoken, text) : state.spoken,
  };
}

/** Runs of other windows may come late: the order is by start, not by arrival. */
function insert(runs: readonly RunView[], run: RunView): readonly RunView[] {
  const at = runs.findIndex(one => one.startedAt <= run.startedAt);
  return at < 0 ? [...runs, run] : runs.toSpliced(at, 0, run);
}

function speak(before: Spoken, text: string): Spoken {
  return { text, count: before.count + 1 };
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? without(set, one) : withOne(set, one);
}

function withOne(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return new Set([...set, one]);
}

function without(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return new Set([...set].filter(other => other !== one));
}
