import { render } from 'lit-html';
import { openChannel } from '../protocol/channel.ts';
import type { HostMessage, WebviewMessage } from '../protocol/messages.ts';
import { parseHostMessage } from '../protocol/parse.ts';
import { perform } from './act.ts';
import { watchClipping } from './clipping.ts';
import { keepDraft } from './composer/keepDraft.ts';
import type { Effects } from './effects.ts';
import { keepFocus } from './focus.ts';
import { keepMask } from './mask/keep.ts';
import { keepPlace } from './place.ts';
import { initialState, isTicking, reduce, type SheetEvent, type SheetState } from './state.ts';
import { askForThumbnails } from './thumbnails.ts';
import type { UiAction } from './ui.ts';
import type { Backdrop } from './viewer/state.ts';
import { sheet } from './views/sheet.ts';
import { takeHome } from './vscodeApi.ts';
import { watchNear } from './windowing.ts';

start(element('sheet'), element('live'));

function start(root: HTMLElement, live: HTMLElement): void {
  const home = takeHome();
  const kept = home.recall();
  const language = document.documentElement.lang || 'en';
  const focus = keepFocus(root);
  const findClipped = watchClipping(root);
  let state: SheetState = initialState(kept);
  let ticking: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (...events: readonly SheetEvent[]): void => {
    const before = state;
    state = events.reduce(reduce, state);
    if (state === before) return;
    const drawn = focus.watch(before);
    draw();
    drawn();
    for (const event of events) if (event.type === 'near') thumbnails.moved([...event.enter, ...event.leave]);
    if (state.spoken.count !== before.spoken.count) speak(live, state.spoken.text);
    if (state.expanded !== before.expanded || state.filter !== before.filter) place.save();
    if (before.phase !== 'ready' && kept?.backdrop)
      dispatch({ type: 'viewer.backdrop', backdrop: kept.backdrop });
    else if (backdropOf(state) !== backdropOf(before)) place.save();
  };

  const draw = (): void => {
    render(sheet(state, language, act, dispatch), root);
    findClipped();
    windowing.watch();
    drafts.watch();
    place.drawn();
    masks.watch();
    if (isTicking(state)) ticking ??= setTimeout(tick, 1000);
  };

  const tick = (): void => {
    ticking = undefined;
    dispatch({ type: 'tick', now: Date.now() });
  };

  const act = (action: UiAction): void => void perform(action, effects, performance.now());
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
  const effects: Effects = {
    state: () => state,
    dispatch,
    send: message => channel.send(message),
    request: (message, parseReply) => channel.request(message, parseReply),
    say: text => {
      if (text !== '') dispatch({ type: 'announce', text });
    },
  };
  const windowing = watchNear(root, effects);
  const drafts = keepDraft(effects);
  const masks = keepMask(effects);
  const thumbnails = askForThumbnails(effects);
  const place = keepPlace({ root, home, kept, now: () => state });
  draw();
  channel.send({ type: 'ready' });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} in the page`);
  return found;
}

function backdropOf(state: SheetState): Backdrop | undefined {
  return state.phase === 'ready' ? state.viewer.backdrop : undefined;
}

/** A live region that already holds the sentence would stay silent: it is emptied first. */
function speak(live: HTMLElement, text: string): void {
  live.textContent = '';
  setTimeout(() => (live.textContent = text), 50);
}
