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

  const giveOn = (heirs: () => readonly (HTMLElement | null)[]): void => {
    if (!isLost() || root.querySelector('dialog[open]')) return;
    heirs()
      .find(element => element !== null)
      ?.focus();
  };

  const heirsOf = (before: ReadyState, key: string | undefined) => (): readonly (HTMLElement | null)[] => {
    const next = key === undefined ? undefined : nextOf(before, key, one => elementOf(root, one) !== null);
    return [
      next === undefined ? null : elementOf(root, next),
      root.querySelector<HTMLElement>('.bar input'),
      promptIn(root),
    ];
  };

  return {
    watch: before => {
      const { activeElement: had } = document;
      if (before.phase !== 'ready' || !had || !root.contains(had)) return () => undefined;
      // Of the composer always its words, never Run: a key that was meant for Cancel would buy.
      const heirs = had.closest('.composer')
        ? () => [promptIn(root)]
        : heirsOf(before, had.closest('.chosen') ? last : keyOf(before, had));
      return () => {
        if (had.isConnected) return;
        // A menu or a dialog that leaves gives the focus back by itself, a moment later.
        queueMicrotask(() => {
          if (document.hasFocus()) giveOn(heirs);
          else window.addEventListener('focus', () => giveOn(heirs), { once: true });
        });
      };
    },
  };
}

/** What can get the focus: a picture by its `tileKey`, or a run's title by the run's id. */
export type Heir = { readonly tile: string } | { readonly run: string };

/**
 * The picture itself while it is there, else the next of its run that is, else the one before, else the run's title:
 * the next key acts on what has the focus, and must not meet a picture of another run. Where the run is gone too, the
 * next picture, or the one before. Undefined when none is left.
 */
export function nextOf(
  { runs }: Pick<ReadyState, 'runs'>,
  key: string,
  isThere: (heir: Heir) => boolean,
): Heir | undefined {
  const all = runs.flatMap(({ id, tiles }) =>
    tiles.map(({ id: of }) => ({ run: id, tile: tileKey(id, of) })),
  );
  const at = all.findIndex(({ tile }) => tile === key);
  const run = all[at]?.run;
  if (run === undefined) return undefined;
  const nearest = [...all.slice(at), ...all.slice(0, at).toReversed()];
  const own = nearest.filter(one => one.run === run);
  return [...own, { run }, ...nearest]
    .map((one): Heir => ('tile' in one ? { tile: one.tile } : one))
    .find(isThere);
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

function elementOf(root: HTMLElement, heir: Heir): HTMLElement | null {
  return 'tile' in heir
    ? root.querySelector(`[data-tile="${CSS.escape(heir.tile)}"] button.look`)
    : root.querySelector(`[data-run="${CSS.escape(heir.run)}"] h2[tabindex]`);
}

function promptIn(root: HTMLElement): HTMLElement | null {
  return root.querySelector('.composer-prompt');
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
