import type { TileRef } from '../../protocol/messages.ts';
import { parseComparedFile, parsePlaces } from '../../protocol/parseViewer.ts';
import type { Effects } from '../effects.ts';
import { altText } from '../labels.ts';
import type { ReadyState } from '../state.ts';
import { applyCrop, openCrop } from './cropActions.ts';
import { counterpart, inList, listed, neighbour, shownOf, usualOther } from './pictures.ts';
import type { Mode, OpenViewer } from './state.ts';

/**
 * What the viewer's controls ask for. `look` opens it, `compare` with a second picture, `place` in its place;
 * `mode` turns the open one to another way of looking, `step` to the picture before or after. `crop` puts the frame of
 * its slot over the picture, `applyCrop` has the host show what is framed.
 */
export type ViewerAction =
  | { readonly type: 'viewer.look'; readonly of: TileRef }
  | { readonly type: 'viewer.compare'; readonly of: TileRef; readonly with?: TileRef }
  | { readonly type: 'viewer.place'; readonly of: TileRef }
  | { readonly type: 'viewer.mode'; readonly mode: Mode }
  | { readonly type: 'viewer.step'; readonly by: 1 | -1 }
  | { readonly type: 'viewer.close' }
  | { readonly type: 'viewer.crop'; readonly of: TileRef }
  | { readonly type: 'viewer.applyCrop' }
  | (TileRef & { readonly type: 'viewer.compareWithFile' | 'viewer.compareWithSaved' });

/** Carries out what a control of the viewer asks for. */
export async function actOnViewer(action: ViewerAction, effects: Effects): Promise<void> {
  switch (action.type) {
    case 'viewer.look':
      return open(effects, action.of, 'look');
    case 'viewer.compare':
      open(effects, action.of, 'swipe');
      if (action.with)
        return effects.dispatch({ type: 'viewer.compared', other: { kind: 'tile', of: action.with } });
      return compareWithUsual(effects);
    case 'viewer.place':
      open(effects, action.of, 'place');
      return findPlaces(effects);
    case 'viewer.mode':
      return turn(effects, action.mode);
    case 'viewer.step':
      return step(effects, action.by);
    case 'viewer.close':
      return close(effects);
    case 'viewer.crop':
      return openCrop(effects, action.of, () => open(effects, action.of, 'look'));
    case 'viewer.applyCrop':
      return applyCrop(effects);
    case 'viewer.compareWithFile':
    case 'viewer.compareWithSaved': {
      const file = await effects.request(action, parseComparedFile);
      const of = { runId: action.runId, tileId: action.tileId };
      if (file) effects.dispatch({ type: 'viewer.fileCame', of, file });
      return;
    }
    default:
      return action satisfies never;
  }
}

function open(effects: Effects, of: TileRef, mode: Mode): void {
  const state = effects.state();
  const shown = state.phase === 'ready' ? shownOf(state, of) : undefined;
  if (state.phase !== 'ready' || !shown) return;
  effects.dispatch({ type: 'viewer.opened', mode, ...inList(listed(state), shown) });
}

async function turn(effects: Effects, mode: Mode): Promise<void> {
  effects.dispatch({ type: 'viewer.moded', mode });
  if (mode === 'place') return findPlaces(effects);
  if (mode !== 'look') compareWithUsual(effects);
}

/** Where nothing was chosen, or what was chosen does not go with this picture. */
function compareWithUsual(effects: Effects): void {
  const now = openIn(effects);
  if (!now || counterpart(now.state, now.viewer)) return;
  const other = usualOther(now.state, now.viewer);
  if (other) effects.dispatch({ type: 'viewer.compared', other });
}

async function step(effects: Effects, by: 1 | -1): Promise<void> {
  const now = openIn(effects);
  if (!now) return;
  const list = listed(now.state);
  const next = neighbour(list, now.viewer, by);
  if (!next) return;
  effects.dispatch({ type: 'viewer.showed', ...inList(list, next) });
  const { strings } = now.state;
  effects.say(altText(next.run, next.tile, strings));
  // The one after is fetched ahead, so that leafing does not wait.
  const ahead = list[list.indexOf(next) + by];
  if (ahead) new Image().src = ahead.uri;
  if (now.viewer.mode === 'place') await findPlaces(effects);
  else if (now.viewer.mode !== 'look') compareWithUsual(effects);
}

function close(effects: Effects): void {
  const now = openIn(effects);
  if (!now) return;
  if (now.viewer.places.found === 'searching') effects.send({ type: 'viewer.stopPlaces' });
  effects.dispatch({ type: 'viewer.closed' });
}

/** Asked each time the place is looked at: the code may have changed. A refusal is shown too: the search is over. */
async function findPlaces(effects: Effects): Promise<void> {
  const now = openIn(effects);
  if (!now) return;
  const { of } = now.viewer;
  effects.dispatch({ type: 'viewer.places', of, found: 'searching' });
  try {
    const found = await effects.request({ type: 'viewer.findPlaces', ...of }, parsePlaces);
    if (found) effects.dispatch({ type: 'viewer.places', of, found });
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    effects.dispatch({ type: 'viewer.places', of, found: { failed } });
    throw error;
  }
}

function openIn(effects: Effects): { readonly state: ReadyState; readonly viewer: OpenViewer } | undefined {
  const state = effects.state();
  return state.phase === 'ready' && state.viewer.open ? { state, viewer: state.viewer.open } : undefined;
}
