import type { Effects } from './effects.ts';

/** How far beyond what is in sight runs are drawn, so that scrolling does not meet empty ones. */
const margin = '1200px 0px';

/** Draws runs only where the user is: watches which are near. */
export interface Windowing {
  /** Finds new runs; to be called after each rendering. */
  watch(): void;
}

/** Starts to watch. A run that leaves keeps the height it had, so that nothing moves. */
export function watchNear(root: HTMLElement, effects: Effects): Windowing {
  const watched = new Map<string, Element>();
  const observer = new IntersectionObserver(
    entries => {
      const [enter, leave]: [string[], string[]] = [[], []];
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const id = target.getAttribute('data-run') ?? '';
        if (watched.get(id) !== target || !(target instanceof HTMLElement)) continue;
        if (isIntersecting) enter.push(id);
        // Whoever has the focus in a row finds it there when they come back, or go on from it by keys.
        else if (!target.contains(document.activeElement)) {
          target.style.setProperty('--height', `${boundingClientRect.height}px`);
          leave.push(id);
        }
      }
      if (enter.length + leave.length > 0) effects.dispatch({ type: 'near', enter, leave });
    },
    { rootMargin: margin },
  );
  return {
    watch: () => {
      const there = new Set<string>();
      for (const element of root.querySelectorAll('[data-run]')) {
        const id = element.getAttribute('data-run') ?? '';
        there.add(id);
        const before = watched.get(id);
        if (before === element) continue;
        if (before) observer.unobserve(before);
        watched.set(id, element);
        observer.observe(element);
      }
      for (const [id, element] of watched) {
        if (there.has(id)) continue;
        observer.unobserve(element);
        watched.delete(id);
      }
    },
  };
}
