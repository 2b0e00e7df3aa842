import { actOnComposer, type ComposerAction } from './composer/actions.ts';
import { copyPicture } from './copy.ts';
import type { Effects } from './effects.ts';
import { actOnMask, type MaskAction } from './mask/actions.ts';
import { tileKey } from './runs.ts';
import type { SheetState } from './state.ts';
import { actionKey, type CopyAction, type HostAction, type PageAction, type UiAction } from './ui.ts';
import { actOnViewer, type ViewerAction } from './viewer/actions.ts';
import { isSameWish, wishOf, type Wish } from './wish.ts';

/**
 * Carries out what a view asks for; what fails is said, never thrown. What the host is doing already is not asked for
 * again, nor what was asked for a moment ago and costs: a key that is held or pressed twice would spend twice.
 * `now` is in ms of a clock that never goes back.
 */
export async function perform(action: UiAction, effects: Effects, now: number): Promise<void> {
  if (isOfPage(action)) return actOnPage(action, effects);
  const key = actionKey(action);
  if (isOfHost(action) && isUnderWay(key, effects)) return;
  const wish = wishIn(effects.state(), action, now);
  if (wish === 'again') return;
  effects.dispatch({ type: 'asked', key, ...(wish && { wish }) });
  try {
    await carryOut(action, effects);
  } catch (error) {
    effects.say(error instanceof Error ? error.message : String(error));
  } finally {
    effects.dispatch({ type: 'answered', key });
  }
}

/** What the action buys, or that it is the one just bought. */
function wishIn(state: SheetState, action: UiAction, now: number): Wish | 'again' | undefined {
  if (state.phase !== 'ready') return undefined;
  const wish = wishOf(action, state.composer.draft, now);
  return isSameWish(state.wish, wish) ? 'again' : wish;
}

async function carryOut(action: Exclude<UiAction, PageAction>, effects: Effects): Promise<void> {
  if (isOfComposer(action)) return actOnComposer(action, effects);
  if (isOfViewer(action)) return actOnViewer(action, effects);
  if (isOfMask(action)) return actOnMask(action, effects);
  if (action.type === 'copy') return copy(action, effects);
  if (action.type === 'mark' && 'discarded' in action.mark) {
    effects.dispatch({ type: 'discarded', of: action.mark.discarded ? action.of : [] });
  }
  await effects.request(action, () => undefined);
}

const ofPage: Readonly<Record<PageAction['type'], true>> = {
  toggle: true,
  missing: true,
  filter: true,
  select: true,
  showOriginal: true,
  clearSelection: true,
  dismissDiscarded: true,
  compose: true,
};

function isOfPage(action: UiAction): action is PageAction {
  return Object.hasOwn(ofPage, action.type);
}

function isOfHost(action: Exclude<UiAction, PageAction>): action is HostAction {
  return action.type !== 'copy' && !isOfComposer(action) && !isOfViewer(action);
}

function isUnderWay(key: string, { state }: Effects): boolean {
  const now = state();
  return now.phase === 'ready' && now.busy.has(key);
}

function isOfComposer(action: UiAction): action is ComposerAction {
  return action.type.startsWith('composer.');
}

function isOfViewer(action: UiAction): action is ViewerAction {
  return action.type.startsWith('viewer.');
}

function isOfMask(action: UiAction): action is MaskAction {
  return action.type.startsWith('mask.');
}

function actOnPage(action: PageAction, { dispatch }: Effects): void {
  switch (action.type) {
    case 'toggle':
      return dispatch({ type: 'toggled', runId: action.runId });
    case 'missing':
      return dispatch({ type: 'pictureMissing', uri: action.uri });
    case 'filter':
      return dispatch({ type: 'filtered', filter: action.filter });
    case 'select': {
      const keys = action.of.map(({ runId, tileId }) => tileKey(runId, tileId));
      return dispatch({ type: 'selected', keys, on: action.on });
    }
    case 'showOriginal':
      return dispatch({
        type: 'shownOriginal',
        key: tileKey(action.of.runId, action.of.tileId),
        on: action.on,
      });
    case 'clearSelection':
      return dispatch({ type: 'selectionCleared' });
    case 'dismissDiscarded':
      return dispatch({ type: 'discarded', of: [] });
    case 'compose':
      return compose();
  }
}

/** The composer is on top of the page, which may be far away. */
function compose(): void {
  window.scrollTo({ top: 0 });
  document.querySelector<HTMLElement>('.composer textarea')?.focus();
}

async function copy({ uri, png }: CopyAction, { state, say, send }: Effects): Promise<void> {
  const now = state();
  try {
    await copyPicture(uri, png);
    if (now.phase === 'ready') say(now.strings.copied);
  } catch (error) {
    send({ type: 'copyFailed', reason: String(error).slice(0, 1000) });
    if (now.phase === 'ready') say(now.strings.copyFailed);
  }
}
