import type { Effects } from '../effects.ts';
import { maskOf, type OpenMask } from './state.ts';

/** How long after a change the host is told, ms. */
const restMs = 150;

/** Tells the host what is drawn, so that it outlives the page. */
export interface MaskKeeper {
  /** To be called after each rendering. */
  watch(): void;
}

/** Starts to keep; what is drawn goes out at once when the editor closes or the page goes away. */
export function keepMask({ state, send }: Pick<Effects, 'state' | 'send'>): MaskKeeper {
  let told: OpenMask | undefined;
  let latest: OpenMask | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!latest || isSame(latest, told)) return;
    told = latest;
    send({ type: 'composer.mask', id: latest.id, mask: maskOf(latest) });
  };

  window.addEventListener('blur', tell);
  window.addEventListener('pagehide', tell);
  document.addEventListener('visibilitychange', tell);

  return {
    watch: () => {
      const now = state();
      const open = now.phase === 'ready' ? now.mask.open : undefined;
      if (!open) {
        tell();
        [told, latest] = [undefined, undefined];
        return;
      }
      // What is opened is what the host has.
      told ??= open;
      latest = open;
      if (!isSame(latest, told)) timer ??= setTimeout(tell, restMs);
    },
  };
}

function isSame(one: OpenMask, other: OpenMask | undefined): boolean {
  return one.id === other?.id && one.strokes === other.strokes && one.feather === other.feather;
}
