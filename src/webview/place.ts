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
  /** To be called after each drawing: goes back to where the user was as far as the runs that are there reach. */
  drawn(): void;
}

/** What shows that the user goes somewhere else. */
const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Starts to watch scrolling and focus. */
export function keepPlace(parts: PlaceParts): Place {
  const { root, home, kept } = parts;
  let active = kept?.active;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The place of before, until it is reached: older runs come in parts, and the page grows with them.
  let wanted = kept;

  const keep = (): void => {
    const now = parts.now();
    const { expanded, filter } = now;
    const backdrop = now.phase === 'ready' ? { backdrop: now.viewer.backdrop } : {};
    const place = { scroll: wanted?.scroll ?? window.scrollY, expanded: [...expanded], filter, ...backdrop };
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

  const leave = (): void => {
    wanted = undefined;
    for (const type of moves) window.removeEventListener(type, leave);
  };
  for (const type of moves) window.addEventListener(type, leave, { passive: true });

  /** @returns whether there is nothing more to wait for */
  const goTo = (place: Kept, more: boolean): boolean => {
    if (Math.abs(window.scrollY - place.scroll) > 1) window.scrollTo(0, place.scroll);
    if (more && Math.abs(window.scrollY - place.scroll) > 1) return false;
    if (place.active === undefined || !document.hasFocus() || document.activeElement !== document.body)
      return true;
    // The row is drawn a moment after it came into sight.
    const tile = root.querySelector(`[data-tile="${CSS.escape(place.active)}"]`);
    tile?.querySelector<HTMLElement>('button[tabindex="0"], button.look')?.focus({ preventScroll: true });
    return tile !== null;
  };

  return {
    save: keep,
    drawn: () => {
      const now = parts.now();
      if (wanted && now.phase === 'ready' && goTo(wanted, now.more)) leave();
    },
  };
}
