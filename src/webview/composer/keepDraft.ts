import type { Draft } from '../../images/draft.ts';
import type { Effects } from '../effects.ts';
import { promptField } from './actions.ts';

/** How long after a change the host is told, ms. */
const restMs = 150;

/** Tells the host what is typed, and puts the focus where the host wants it. */
export interface DraftKeeper {
  /** To be called after each rendering. */
  watch(): void;
}

/** Starts to keep; what is typed goes out at once when the page loses the focus or goes away. */
export function keepDraft(effects: Effects): DraftKeeper {
  let told: Draft | undefined;
  // What the host has: not what it last showed, which may be on its way.
  let known = { epoch: -1, json: '' };
  let focused = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const now = effects.state();
    if (now.phase !== 'ready') return;
    const { draft, view } = now.composer;
    if (!draft || !view || draft === told) return;
    told = draft;
    const { epoch } = view;
    if (known.epoch !== epoch) known = { epoch, json: JSON.stringify(view.draft) };
    const json = JSON.stringify(draft);
    if (json === known.json) return;
    known = { epoch, json };
    effects.send({ type: 'composer.draft', epoch, draft });
  };

  window.addEventListener('blur', tell);
  window.addEventListener('pagehide', tell);
  document.addEventListener('visibilitychange', tell);

  // A picture that is moved loses the focus on the way: it gets it back where it arrives.
  let held: string | undefined;
  document.addEventListener('focusin', ({ target }) => {
    held = (target instanceof Element && target.getAttribute('data-reference')) || undefined;
  });
  document.addEventListener('pointerdown', () => (held = undefined));
  const hold = (): void => {
    if (held === undefined || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-reference="${CSS.escape(held)}"]`)?.focus();
  };

  return {
    watch: () => {
      hold();
      const now = effects.state();
      if (now.phase !== 'ready') return;
      const { draft, view } = now.composer;
      if (draft !== told) timer ??= setTimeout(tell, restMs);
      if (!view || view.focus === 0 || view.focus === focused) return;
      focused = view.focus;
      const prompt = promptField();
      window.scrollTo({ top: 0 });
      prompt?.focus();
      prompt?.setSelectionRange(prompt.value.length, prompt.value.length);
      effects.send({ type: 'composer.focused', focus: view.focus });
    },
  };
}
