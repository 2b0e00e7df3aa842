import type { Kept, SheetState } from './state.ts';
import type { Home } from './vscodeApi.ts';

/** What keeping the user's place needs. */
export interface PlaceParts {
  readonly root: HTMLElement;
  readonly home: Home;
  readonly kept: Kept | undefined;
  /** The page as it is now. */
  now(): SheetState;
}

/** Remembers where the user was over a hidden page: scroll, focused picture, unfolded prompts, filter. */
export interface Place {
  save(): void;
  /** To be called once the runs are drawn. */
  restore(): void;
}

/** Starts to watch scrolling and focus. */
export function keepPlace(parts: PlaceParts): Place {
  const { root, home, kept } = parts;
  let active = kept?.active;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (): void => {
    const now = parts.now();
    const { expanded, filter } = now;
    const backdrop = now.phase === 'ready' ? { backdrop: now.viewer.backdrop } : {};
    const place = { scroll: window.scrollY, expanded: [...expanded], filter, ...backdrop };
    home.keep(active === undefined ? place : { ...place, active });
  };
  // Scrolling tells of every pixel.
  const keepSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, 100);
  };

  window.addEventListener('scroll', keepSoon, { passive: true });
  root.addEventListener('focusin', event => {
    if (!(event.target instanceof Element)) return;
    active = event.target.closest('[data-tile]')?.getAttribute('data-tile') ?? undefined;
    keepSoon();
  });

  return {
    save: keep,
    restore: () => {
      if (!kept) return;
      window.scrollTo(0, kept.scroll);
      if (active === undefined || !document.hasFocus()) return;
      const tile = root.querySelector(`[data-tile="${CSS.escape(active)}"]`);
      tile?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus({ preventScroll: true });
    },
  };
}
