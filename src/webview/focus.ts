import { findTile, refOf } from './refs.ts';
import { tileKey } from './runs.ts';
import type { ReadyState, SheetState } from './state.ts';

/** Gives the focus to a neighbour when what had it is gone: on the page's body it would start from the top again. */
export interface FocusKeeper {
  /** To be called before a drawing, with the page as it was; what comes back is called after it. */
  watch(before: SheetState): () => void;
}

/** Starts to notice which picture had the focus last. */
export function keepFocus(root: HTMLElement): FocusKeeper {
  let last: string | undefined;
  root.addEventListener('focusin', ({ target }) => {
    last = keyAround(target) ?? last;
  });

  const giveOn = (before: ReadyState, key: string | undefined): void => {
    if (!isLost() || root.querySelector('dialog[open]')) return;
    const next = key === undefined ? undefined : nextOf(before, key, one => lookOf(root, one) !== null);
    const target = [
      next === undefined ? null : lookOf(root, next),
      root.querySelector<HTMLElement>('.bar input'),
      root.querySelector<HTMLElement>('.composer textarea'),
    ].find(element => element !== null);
    target?.focus();
  };

  return {
    watch: before => {
      const { activeElement: had } = document;
      // The composer looks after its own.
      const ours = had && root.contains(had) && !had.closest('.composer');
      if (before.phase !== 'ready' || !ours) return () => undefined;
      const key = had.closest('.chosen') ? last : keyOf(before, had);
      return () => {
        if (had.isConnected) return;
        // A menu or a dialog that leaves gives the focus back by itself, a moment later.
        queueMicrotask(() => {
          if (document.hasFocus()) giveOn(before, key);
          else window.addEventListener('focus', () => giveOn(before, key), { once: true });
        });
      };
    },
  };
}

/** The picture itself while it is there, else the next that is, else the one before; undefined when none is left. */
export function nextOf(
  { runs }: Pick<ReadyState, 'runs'>,
  key: string,
  isThere: (key: string) => boolean,
): string | undefined {
  const all = runs.flatMap(({ id, tiles }) => tiles.map(tile => tileKey(id, tile.id)));
  const at = all.indexOf(key);
  if (at < 0) return undefined;
  return all.slice(at).find(isThere) ?? all.slice(0, at).findLast(isThere);
}

/** The picture that an element belongs to: that of the viewer or menu it is in, its own, or the first of its run. */
function keyOf(state: ReadyState, element: Element): string | undefined {
  const { menu, viewer } = state;
  if (menu && element.closest('.menu')) return tileKey(menu.of.runId, menu.of.tileId);
  if (viewer.open && element.closest('.viewer')) return tileKey(viewer.open.of.runId, viewer.open.of.tileId);
  const own = keyAround(element);
  if (own !== undefined) return findTile(state.runs, refOf(own)) ? own : undefined;
  const run = element.closest('[data-run]')?.getAttribute('data-run');
  const first = state.runs.find(({ id }) => id === run)?.tiles[0];
  return run && first ? tileKey(run, first.id) : undefined;
}

function keyAround(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-tile]')?.getAttribute('data-tile') ?? undefined;
}

function lookOf(root: HTMLElement, key: string): HTMLElement | null {
  return root.querySelector(`[data-tile="${CSS.escape(key)}"] button.look`);
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
