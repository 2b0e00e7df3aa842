import { render } from 'lit-html';
import { openChannel } from '../protocol/channel.ts';
import type { HostMessage, WebviewMessage } from '../protocol/messages.ts';
import { parseHostMessage } from '../protocol/parse.ts';
import { watchClipping } from './clipping.ts';
import { copyPicture } from './copy.ts';
import { keepPlace } from './place.ts';
import { initialState, isTicking, reduce, type SheetEvent, type SheetState } from './state.ts';
import { actionKey, type UiAction } from './ui.ts';
import { sheet } from './views/sheet.ts';
import { takeHome } from './vscodeApi.ts';

start(element('sheet'), element('live'));

function start(root: HTMLElement, live: HTMLElement): void {
  const home = takeHome();
  const kept = home.recall();
  const language = document.documentElement.lang || 'en';
  const findClipped = watchClipping(root);
  let state: SheetState = initialState(kept);
  let ticking: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (...events: readonly SheetEvent[]): void => {
    const before = state;
    state = events.reduce(reduce, state);
    if (state === before) return;
    draw();
    if (state.spoken.count !== before.spoken.count) speak(live, state.spoken.text);
    if (before.phase !== 'ready' && state.phase === 'ready') place.restore();
    if (state.expanded !== before.expanded) place.save();
  };

  const draw = (): void => {
    render(sheet(state, language, act), root);
    findClipped();
    if (isTicking(state)) ticking ??= setTimeout(tick, 1000);
  };

  const tick = (): void => {
    ticking = undefined;
    dispatch({ type: 'tick', now: Date.now() });
  };

  const act = (action: UiAction): void => {
    if (action.type === 'toggle') return dispatch({ type: 'toggled', runId: action.runId });
    if (action.type === 'missing') return dispatch({ type: 'pictureMissing', uri: action.uri });
    void perform(action);
  };

  const perform = async (action: Exclude<UiAction, { type: 'toggle' | 'missing' }>): Promise<void> => {
    const key = actionKey(action);
    dispatch({ type: 'asked', key });
    try {
      if (action.type === 'copy') await copy(action.uri, action.png);
      else await channel.request(action, () => undefined);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    } finally {
      dispatch({ type: 'answered', key });
    }
  };

  const copy = async (uri: string, png: boolean): Promise<void> => {
    try {
      await copyPicture(uri, png);
      if (state.phase === 'ready') say(state.strings.copied);
    } catch (error) {
      channel.send({ type: 'copyFailed', reason: String(error).slice(0, 1000) });
      if (state.phase === 'ready') say(state.strings.copyFailed);
    }
  };

  const say = (text: string): void => dispatch({ type: 'announce', text });

  const channel = openChannel<WebviewMessage, HostMessage>({
    wire: home.wire,
    parse: parseHostMessage,
    // The clock moves with the news, so that a new run does not start in the past; the first news brings it.
    handle: message => {
      const clock = { type: 'tick', now: Date.now() } as const;
      return message.type === 'state' ? dispatch(message, clock) : dispatch(clock, message);
    },
    onProblem: reason => console.warn(reason),
    describe: error => String(error),
  });
  const place = keepPlace({ root, home, kept, expanded: () => [...state.expanded] });
  draw();
  channel.send({ type: 'ready' });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} in the page`);
  return found;
}

/** A live region that already holds the sentence would stay silent: it is emptied first. */
function speak(live: HTMLElement, text: string): void {
  live.textContent = '';
  setTimeout(() => (live.textContent = text), 50);
}
